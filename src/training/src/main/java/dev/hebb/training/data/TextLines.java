package dev.hebb.training.data;

import dev.hebb.graph.Tensor;
import dev.hebb.training.TrainingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;

/**
 * A file of which each line is an example. It stays where it is: lines are read, and made tokens
 * of, when they are asked for. Empty lines are examples too, so that two files stay in step. Lines
 * end with LF or CRLF.
 */
public final class TextLines implements AutoCloseable {
  private final LineFile file;

  private TextLines(LineFile file) {
    this.file = file;
  }

  /**
   * The lines of a file in UTF-8. It is gone through once, to find them.
   *
   * @throws TrainingException when it is not there or is empty
   */
  public static TextLines open(Path path) {
    return open(path, StandardCharsets.UTF_8);
  }

  /** The lines of a file in another charset, in which the byte 10 ends a line: not in UTF-16. */
  public static TextLines open(Path path, Charset charset) {
    return new TextLines(LineFile.open(path, charset));
  }

  /** How many. */
  public int rows() {
    return file.lines();
  }

  /** One of them, counted from 0, without its end. */
  public String line(int row) {
    return file.line(row);
  }

  /**
   * The tokens of each line as an input, int64 {@code [rows, length]}: cut at the end (Keras's
   * {@code pad_sequences} cuts at the beginning) or padded there with zeros, for networks with
   * {@code maskZero()}. Without targets: say {@link Examples#towards}.
   *
   * @param tokens what a line becomes, such as {@code line -> tokenizer.encode(line)}; called by
   *     several threads at once
   */
  public Examples padded(Function<String, long[]> tokens, int length) {
    return examples(line -> new Example(List.of(padded(tokens.apply(line), length)), List.of()));
  }

  /**
   * The same, and how many tokens each line has, int64 {@code [rows]}, for networks {@code
   * withLengths()}.
   */
  public Examples paddedWithLengths(Function<String, long[]> tokens, int length) {
    return examples(
        line -> {
          long[] all = tokens.apply(line);
          Tensor count = Tensor.of(new long[] {Math.min(all.length, length)});
          return new Example(List.of(padded(all, length), count), List.of());
        });
  }

  private static Tensor padded(long[] tokens, int length) {
    return Tensor.of(Arrays.copyOf(tokens, length), length);
  }

  /**
   * What each line becomes.
   *
   * @param example called by several threads at once
   */
  public Examples examples(Function<String, Example> example) {
    return new Made(
        rows(),
        row -> {
          String line = line(row);
          try {
            return example.apply(line);
          } catch (RuntimeException failed) {
            throw new TrainingException(
                "%s: line %,d: could not be read: %s.".formatted(file, row + 1L, failed), failed);
          }
        });
  }

  @Override
  public void close() {
    file.close();
  }

  @Override
  public String toString() {
    return "%,d lines of %s".formatted(rows(), file);
  }
}
