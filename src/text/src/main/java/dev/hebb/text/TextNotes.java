package dev.hebb.text;

import dev.hebb.runtime.PredictorException;
import dev.hebb.runtime.engine.Metadata;
import java.util.Optional;
import java.util.function.Function;

/** What a model file says of its text. */
final class TextNotes {
  private TextNotes() {}

  /** The tokenizer of an input or output. */
  static Optional<Tokenizer> tokenizer(Metadata metadata, String tensor) {
    return read(metadata, "text", tensor, Tokenizer::parse);
  }

  /** The labels of an output. */
  static Optional<Labels> labels(Metadata metadata, String output) {
    return read(metadata, "labels", output, Labels::parse);
  }

  // What is wrong with a note is this file's fault.
  private static <T> Optional<T> read(
      Metadata metadata, String kind, String tensor, Function<String, T> parse) {
    try {
      return metadata.note(kind, tensor).map(parse);
    } catch (TokenizerException e) {
      throw new PredictorException(
          metadata.file(), "note hebb.%s.%s: %s".formatted(kind, tensor, e.getMessage()), e);
    }
  }
}
