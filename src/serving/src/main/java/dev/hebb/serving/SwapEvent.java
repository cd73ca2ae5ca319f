package dev.hebb.serving;

import jdk.jfr.Category;
import jdk.jfr.Event;
import jdk.jfr.Label;
import jdk.jfr.Name;
import jdk.jfr.Timespan;

/** A deployment has changed to another version. */
@Name("dev.hebb.Swap")
@Label("Model Swap")
@Category("Hebb")
final class SwapEvent extends Event {
  @Label("Model")
  String model = "";

  @Label("Version Before")
  String before = "";

  @Label("Version")
  String version = "";

  @Label("Calls Compared")
  long compared;

  @Label("Largest Deviation")
  double deviation;

  @Label("Time Taken")
  @Timespan
  long taken;

  static void record(Swap swap, String model, long nanos) {
    SwapEvent event = new SwapEvent();
    if (event.shouldCommit()) {
      event.model = model;
      event.before = swap.from();
      event.version = swap.to();
      event.compared = swap.compared();
      event.deviation = swap.deviation();
      event.taken = nanos;
      event.commit();
    }
  }
}
