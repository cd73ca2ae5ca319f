package dev.hebb.runtime;

/**
 * A model file that cannot be used as asked, or a value that does not fit the model.
 *
 * <p>The message reads {@code <file>: <what>, expected and got. <what to change>.}; what ONNX
 * Runtime or the file system said is the cause.
 */
public final class PredictorException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public PredictorException(String file, String what) {
    super(file + ": " + what);
  }

  public PredictorException(String file, String what, Throwable cause) {
    super(file + ": " + what, cause);
  }
}
