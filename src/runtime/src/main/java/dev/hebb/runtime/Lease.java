package dev.hebb.runtime;

/** A predictor that is lent; to be closed by the thread that borrowed it, which gives it back. */
public final class Lease implements AutoCloseable {
  private final Predictors owner;
  private final Predictor predictor;
  private boolean given;

  Lease(Predictors owner, Predictor predictor) {
    this.owner = owner;
    this.predictor = predictor;
  }

  /** What is lent. It is not to be used, nor are its inputs and outputs, when it was given back. */
  public Predictor predictor() {
    return predictor;
  }

  /** The SHA-256 of the file that answers, in hex. */
  public String version() {
    return owner.version();
  }

  /** Gives it back; again does nothing. */
  @Override
  public void close() {
    if (!given) {
      given = true;
      owner.give(predictor);
    }
  }
}
