package dev.hebb.runtime;

import ai.onnxruntime.OrtException;
import java.util.Optional;
import java.util.function.Function;

/** The steps from a file to what predicts; whatever fails, nothing native is left behind. */
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
    return open(file, options, Door.PREDICTOR, Opening::predictor);
  }

  static Streams streams(ModelFile file, PredictorOptions options, boolean java) {
    return open(file, options, Door.STREAMS, opening -> opening.streams(java));
  }

  private static <T> T open(
      ModelFile file, PredictorOptions options, Door door, Function<Opening, T> made) {
    Seal seal = options.trusted() ? Seal.ABSENT : Seal.of(file.bytes());
    if (seal == Seal.BROKEN) {
      throw file.changed(door);
    }
    Engine engine = Engine.start(file, door, options.threads());
    try {
      Opening opening = new Opening(file, options, engine);
      if (seal == Seal.ABSENT && opening.metadata.isHebb() && !options.trusted()) {
        throw file.changed(door);
      }
      opening.metadata.checkFormat();
      return made.apply(opening);
    } catch (RuntimeException | Error e) {
      engine.close();
      throw e;
    }
  }

  private Predictor predictor() {
    Binding binding = Binding.of(file.name(), engine.inputs(), options, metadata);
    GoldenCheck goldens = new GoldenCheck(engine, metadata);
    Proof proof = proof(goldens);
    Gate gate = new Gate(file.name(), Door.PREDICTOR);
    Wiring wiring = wire(binding, gate);
    return new Predictor(gate, engine, wiring, metadata, goldens, proof, options.threads());
  }

  private Streams streams(boolean java) {
    Twin twin = Twin.of(metadata, engine);
    GoldenCheck goldens = new GoldenCheck(engine, metadata);
    Proof proof = proof(goldens);
    Programs programs = new Programs(file);
    boolean same = java && (options.trusted() || goldens.holds(programs));
    return new Streams(
        engine, metadata, twin, options, proof, same ? Optional.of(programs) : Optional.empty());
  }

  private Wiring wire(Binding binding, Gate gate) {
    try {
      Wiring wiring = Wiring.of(engine, metadata, Plan.of(engine, binding), gate);
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
