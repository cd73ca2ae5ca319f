package dev.hebb.runtime.engine;

import dev.hebb.runtime.PredictorOptions;

/**
 * A model file in ONNX Runtime, checked, before anything is bound to it.
 *
 * @param owned whether closing this frees the native memory
 */
public record Loaded(
    Engine engine, Metadata metadata, GoldenCheck goldens, Proof proof, boolean owned)
    implements AutoCloseable {

  /**
   * Loads and checks a file; whatever fails, nothing native is left behind.
   *
   * @param door what it is opened as
   * @param options whether it is trusted, and how it runs
   */
  public static Loaded open(ModelFile file, Door door, PredictorOptions options) {
    boolean trusted = options.trusted();
    Seal seal = trusted ? Seal.ABSENT : Seal.of(file.content());
    if (seal == Seal.BROKEN) {
      throw file.changed(door);
    }
    FedSizes.check(file);
    Engine engine = Engine.start(file, door, options.session());
    try {
      Metadata metadata = engine.metadata();
      if (seal == Seal.ABSENT && metadata.isHebb() && !trusted) {
        throw file.changed(door);
      }
      metadata.checkFormat();
      GoldenCheck goldens = new GoldenCheck(engine, metadata);
      Proof proof = trusted ? Proof.trusted() : proof(metadata, goldens);
      return new Loaded(engine, metadata, goldens, proof, true);
    } catch (RuntimeException | Error e) {
      engine.close();
      throw e;
    }
  }

  /** The file's name, which every message starts with. */
  public String file() {
    return metadata.file();
  }

  /** The same for somebody who does not free it. */
  public Loaded lent() {
    return new Loaded(engine, metadata, goldens, proof, false);
  }

  @Override
  public void close() {
    if (owned) {
      engine.close();
    }
  }

  private static Proof proof(Metadata metadata, GoldenCheck goldens) {
    if (!metadata.isHebb()) {
      return Proof.foreign();
    }
    int count = metadata.goldenCount();
    return count == 0
        ? Proof.withoutGoldens()
        : Proof.passed(count, goldens.run(), metadata.tolerance());
  }
}
