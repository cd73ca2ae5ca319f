package dev.hebb.runtime;

import dev.hebb.runtime.engine.Door;
import dev.hebb.runtime.engine.Loaded;
import dev.hebb.runtime.engine.ModelFile;
import jdk.jfr.Category;
import jdk.jfr.DataAmount;
import jdk.jfr.Event;
import jdk.jfr.Label;
import jdk.jfr.Name;

/** A model file was loaded and checked. */
@Name("dev.hebb.Load")
@Label("Model Load")
@Category("Hebb")
final class LoadEvent extends Event {
  @Label("Model")
  String model = "";

  @Label("Size")
  @DataAmount
  long size;

  @Label("Proof")
  String proof = "";

  static Loaded record(ModelFile file, Door door, PredictorOptions options) {
    LoadEvent event = new LoadEvent();
    event.begin();
    Loaded loaded = Loaded.open(file, door, options);
    if (event.shouldCommit()) {
      event.model = file.name();
      event.size = file.content().limit();
      event.proof = loaded.proof().text();
      event.commit();
    }
    return loaded;
  }
}
