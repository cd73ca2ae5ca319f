package dev.hebb.runtime;

import ai.onnxruntime.OrtException;

/** The steps from a file to a predictor; whatever fails, nothing native is left behind. */
final class Opening {
  private final ModelFile file;
  private final PredictorOptions options;
  private final Engine engine;
  private final Metadata metadata;

  private Opening(ModelFile file, PredictorOptions options, Engine engine) {
    this.file = file;
    this.options = options;
    this.engine = engine;
    this.metadata = engine.metadata();
  }

  static Predictor open(ModelFile file, PredictorOptions options) {
    Seal seal = options.trusted() ? Seal.ABSENT : Seal.of(file.bytes());
    if (seal == Seal.BROKEN) {
      throw file.changed();
    }
    Engine engine = Engine.start(file, options.threads());
    try {
      return new Opening(file, options, engine).open(seal);
    } catch (RuntimeException | Error e) {
      engine.close();
      throw e;
    }
  }

  private Predictor open(Seal seal) {
    if (seal == Seal.ABSENT && metadata.isHebb() && !options.trusted()) {
      throw file.changed();
    }
    metadata.checkFormat();
    Binding binding = Binding.of(file.name(), engine.inputs(), options, metadata);
    GoldenCheck goldens = new GoldenCheck(engine, metadata);
    Proof proof = proof(goldens);
    Gate gate = new Gate(file.name());
    Wiring wiring = wire(binding, gate);
    return new Predictor(gate, engine, wiring, metadata, goldens, proof, options.threads());
  }

  private Wiring wire(Binding binding, Gate gate) {
    try {
      Wiring wiring = Wiring.of(engine, metadata, binding, gate);
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
      throw OrtMessage.sizes(file.name(), binding, engine.version(), e);
    }
  }

  private Proof proof(GoldenCheck goldens) {
    if (options.trusted()) {
      return Proof.trusted();
    }
    if (!metadata.isHebb()) {
      return Proof.foreign();
    }
    int count = metadata.goldenCount();
    return count == 0
        ? Proof.withoutGoldens()
        : Proof.passed(count, goldens.run(), metadata.tolerance());
  }
}
