package dev.hebb.runtime;

import ai.onnxruntime.OrtException;

/** The steps from a file to a predictor; whatever fails, nothing native is left behind. */
final class Opening {
  private final PredictorOptions options;
  private final Loaded loaded;

  private Opening(PredictorOptions options, Loaded loaded) {
    this.options = options;
    this.loaded = loaded;
  }

  static Predictor open(ModelFile file, PredictorOptions options) {
    Loaded loaded = Loaded.open(file, options.trusted(), options.threads());
    try {
      return new Opening(options, loaded).open();
    } catch (RuntimeException | Error e) {
      loaded.close();
      throw e;
    }
  }

  private Predictor open() {
    Binding binding =
        Binding.of(loaded.file(), loaded.engine().inputs(), options, loaded.metadata());
    Gate gate = new Gate(loaded.file());
    Wiring wiring = wire(binding, gate);
    return new Predictor(gate, loaded, wiring, Bounds.of(loaded.metadata(), wiring.inputs()));
  }

  private Wiring wire(Binding binding, Gate gate) {
    Engine engine = loaded.engine();
    try {
      Wiring wiring = Wiring.of(engine, loaded.metadata(), binding, gate);
      try {
        for (int run = 0; run < options.warmUps(); run++) {
          engine.run(wiring.fed(), wiring.pinned());
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
