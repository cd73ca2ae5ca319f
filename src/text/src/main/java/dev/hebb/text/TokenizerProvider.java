package dev.hebb.text;

/**
 * A kind of tokenizer that lives in a library of its own, found on the classpath by {@link
 * java.util.ServiceLoader}.
 */
public interface TokenizerProvider {
  /** The kind it reads, as notes name it. */
  String kind();

  /**
   * Reads a tokenizer of that kind.
   *
   * @throws TokenizerException when the note is not as it should be
   */
  Tokenizer read(TokenizerNote note);
}
