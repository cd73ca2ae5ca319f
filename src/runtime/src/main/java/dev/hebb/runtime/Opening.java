package dev.hebb.runtime;

import ai.onnxruntime.OrtException;
import java.util.Optional;
import java.util.function.Function;

/** The steps from a file to what predicts; whatever fails, nothing native is left behind. */
final class Opening {
  private final PredictorOptions options;
  private final Loaded loaded;

  private Opening(PredictorOptions options, Loaded loaded) {
    this.options = options;
    this.loaded = loaded;
  }

  static Predictor open(ModelFile file, PredictorOptions options) {
    return open(file, options, Door.PREDICTOR, Opening::predictor);
  }

  static Streams streams(ModelFile file, PredictorOptions options, boolean java) {
    return open(file, options, Door.STREAMS, opening -> opening.streams(file, java));
  }

  /** A predictor of its own sizes over a file that is loaded. */
  static Predictor over(Loaded loaded, PredictorOptions options) {
    return new Opening(options, loaded).predictor();
  }

  private static <T> T open(
      ModelFile file, PredictorOptions options, Door door, Function<Opening, T> made) {
    Loaded loaded = Loaded.open(file, door, options.trusted(), options.threads());
    try {
      return made.apply(new Opening(options, loaded));
    } catch (RuntimeException | Error e) {
      loaded.close();
      throw e;
    }
  }

  private Predictor predictor() {
    Binding binding =
        Binding.of(loaded.file(), loaded.engine().inputs(), options, loaded.metadata());
    Gate gate = new Gate(loaded.file(), Door.PREDICTOR);
    Wiring wiring = wire(binding, gate);
    return new Predictor(gate, loaded, wiring, Bounds.of(loaded.metadata(), wiring.inputs().all()));
  }

  private Streams streams(ModelFile file, boolean java) {
    Twin twin = Twin.of(loaded.metadata(), loaded.engine());
    Programs programs = new Programs(file);
    boolean same = java && (options.trusted() || loaded.goldens().holds(programs));
    return new Streams(loaded, twin, options, same ? Optional.of(programs) : Optional.empty());
  }

  private Wiring wire(Binding binding, Gate gate) {
    Engine engine = loaded.engine();
    try {
      Wiring wiring = Wiring.of(engine, loaded.metadata(), Plan.of(engine, binding), gate);
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
