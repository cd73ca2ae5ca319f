package dev.hebb.runtime;

import dev.hebb.runtime.engine.Door;
import dev.hebb.runtime.engine.Gate;
import dev.hebb.runtime.engine.Loaded;
import dev.hebb.runtime.engine.ModelFile;

/** The steps from a file to what predicts; whatever fails, nothing native is left behind. */
final class Opening {
  private Opening() {}

  static Predictor open(ModelFile file, PredictorOptions options) {
    Loaded loaded = Flight.load(file, Door.PREDICTOR, options);
    try {
      return over(loaded, options);
    } catch (RuntimeException | Error e) {
      loaded.close();
      throw e;
    }
  }

  /** A predictor of its own sizes over a file that is loaded. */
  static Predictor over(Loaded loaded, PredictorOptions options) {
    return over(loaded, options, Watch.NONE);
  }

  /** The same, watched. */
  static Predictor over(Loaded loaded, PredictorOptions options, Watch watch) {
    Gate gate = new Gate(loaded.file(), Door.PREDICTOR);
    return new Predictor(gate, loaded, new Bindings(loaded, options, gate), watch);
  }
}
