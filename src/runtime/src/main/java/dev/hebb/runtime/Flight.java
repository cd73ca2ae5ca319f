package dev.hebb.runtime;

import ai.onnxruntime.OrtException;
import dev.hebb.runtime.engine.Door;
import dev.hebb.runtime.engine.Loaded;
import dev.hebb.runtime.engine.ModelFile;

/** Events for the JDK's flight recorder, where there is one; it need not be. */
final class Flight {
  static final boolean THERE = ModuleLayer.boot().findModule("jdk.jfr").isPresent();

  private Flight() {}

  /** Loads a file, and says so. */
  static Loaded load(ModelFile file, Door door, PredictorOptions options) {
    return THERE ? LoadEvent.record(file, door, options) : Loaded.open(file, door, options);
  }

  /** A run, said when it took long. */
  static void run(Predictor predictor) throws OrtException {
    if (THERE) {
      RunEvent.record(predictor);
    } else {
      predictor.compute();
    }
  }
}
