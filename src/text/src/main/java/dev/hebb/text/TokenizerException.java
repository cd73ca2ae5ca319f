package dev.hebb.text;

/**
 * A tokenizer, vocabulary or list of labels that cannot be had as asked. The message reads {@code
 * <where>: expected <x>, got <y>. <what to change>.}
 */
public final class TokenizerException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public TokenizerException(String message) {
    super(message);
  }

  public TokenizerException(String message, Throwable cause) {
    super(message, cause);
  }
}
