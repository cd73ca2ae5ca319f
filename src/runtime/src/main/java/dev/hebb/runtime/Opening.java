package dev.hebb.runtime;

import ai.onnxruntime.OrtException;
import dev.hebb.runtime.engine.Binding;
import dev.hebb.runtime.engine.Door;
import dev.hebb.runtime.engine.Engine;
import dev.hebb.runtime.engine.Gate;
import dev.hebb.runtime.engine.Loaded;
import dev.hebb.runtime.engine.ModelFile;
import dev.hebb.runtime.engine.OrtMessage;
import dev.hebb.runtime.engine.Plan;

/** The steps from a file to what predicts; whatever fails, nothing native is left behind. */
final class Opening {
  private final PredictorOptions options;
  private final Loaded loaded;

  private Opening(PredictorOptions options, Loaded loaded) {
    this.options = options;
    this.loaded = loaded;
  }

  static Predictor open(ModelFile file, PredictorOptions options) {
    Loaded loaded = Loaded.open(file, Door.PREDICTOR, options);
    try {
      return over(loaded, options);
    } catch (RuntimeException | Error e) {
      loaded.close();
      throw e;
    }
  }

  /** A predictor of its own sizes over a file that is loaded. */
  static Predictor over(Loaded loaded, PredictorOptions options) {
    return new Opening(options, loaded).predictor();
  }

  private Predictor predictor() {
    Binding binding =
        Binding.of(loaded.file(), loaded.engine().inputs(), options, loaded.metadata());
    Gate gate = new Gate(loaded.file(), Door.PREDICTOR);
    Wiring wiring = wire(binding, gate);
    return new Predictor(gate, loaded, wiring);
  }

  private Wiring wire(Binding binding, Gate gate) {
    Engine engine = loaded.engine();
    try {
      Wiring wiring = Wiring.of(engine, loaded.metadata(), Plan.of(engine, binding), gate);
      try {
        for (int run = 0; run < options.warmUps(); run++) {
          wiring.run();
        }
        return wiring;
      } catch (OrtException e) {
        wiring.close();
        throw e;
      }
    } catch (OrtException e) {
      throw OrtMessage.sizes(loaded.file(), binding, engine.version(), e);
    }
  }
}
