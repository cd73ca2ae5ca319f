package dev.hebb.runtime.engine;

/** What a file is opened as, in the words of a message. */
public enum Door {
  PREDICTOR("Predictor", "Open the file again."),
  PREDICTORS("Predictors", "Open the file again."),
  DEPLOYMENT("Deployment", "Open the file again."),
  BATCHER("Batcher", "Open another."),
  STREAMS("Streams", "Open the file again."),
  STREAM("Stream", "Open another."),
  TEXT_PREDICTOR("TextPredictor", "Open the file again."),
  DECODER("Decoder", "Open the files again.");

  private final String name;
  private final String again;

  Door(String name, String again) {
    this.name = name;
    this.again = again;
  }

  /** How to open it otherwise: {@code Predictor.with()}. */
  public String with() {
    return (this == PREDICTORS ? PREDICTOR : this).name + ".with()";
  }

  /** How to go on after it was closed. */
  public String again() {
    return again;
  }

  @Override
  public String toString() {
    return name;
  }
}
