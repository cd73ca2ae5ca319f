package dev.hebb.runtime;

import ai.onnxruntime.OrtException;
import jdk.jfr.Category;
import jdk.jfr.Event;
import jdk.jfr.Label;
import jdk.jfr.Name;
import jdk.jfr.StackTrace;
import jdk.jfr.Threshold;

/** A run that took long. Nothing is done while nobody records. */
@Name("dev.hebb.Run")
@Label("Model Run")
@Category("Hebb")
@Threshold("10 ms")
@StackTrace(false)
final class RunEvent extends Event {
  /** Knows whether somebody records, so that nothing is allocated while nobody does. */
  private static final RunEvent ANY = new RunEvent();

  @Label("Model")
  String model = "";

  @Label("Input")
  String input = "";

  static void record(Predictor predictor) throws OrtException {
    if (!ANY.isEnabled()) {
      predictor.compute();
      return;
    }
    RunEvent event = new RunEvent();
    event.begin();
    predictor.compute();
    if (event.shouldCommit()) {
      event.model = predictor.loaded().file();
      event.input = predictor.inputs().isEmpty() ? "" : predictor.inputs().get(0).shape();
      event.commit();
    }
  }
}
