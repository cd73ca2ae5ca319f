package dev.hebb.runtime.engine;

import dev.hebb.runtime.PredictorException;
import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The notes in a model file, and what those of Hebb mean.
 *
 * <p>{@code hebb.version}: this format, 1. {@code hebb.dim.<symbol>}: the size of a symbolic
 * dimension when the user binds none. {@code hebb.unit.<tensor>}: the unit of its values. {@code
 * hebb.limit.<input>}: the least whole number that is too large for it. {@code
 * hebb.padding.<input>}: {@code 0} where that number may fill up its rows behind their end, and
 * nothing else changes. {@code hebb.lengths.<input>}: the input whose rows' lengths it gives.
 * {@code hebb.text.<tensor>}: its tokenizer. {@code hebb.labels.<output>}: its labels. {@code
 * hebb.threshold.<output>}: the least score that counts, one for all or a line for each label.
 * {@code hebb.golden.*}: see {@link Golden}.
 *
 * @param file the file's name, for messages
 * @param producer the program that wrote it, empty when it does not say
 */
public record Metadata(String file, String producer, Map<String, String> notes) {
  /** The digest of graph and weights. */
  public static final String MODEL = "hebb.model.sha256";

  private static final String PREFIX = "hebb.";
  private static final String FORMAT = "1";
  // A file cannot make whoever opens it compute at a size that nobody asked for.
  private static final int LARGEST = 1 << 16;

  public Metadata {
    notes = Collections.unmodifiableMap(new TreeMap<>(notes));
  }

  /** Whether anything says that Hebb wrote the file. */
  public boolean isHebb() {
    return producer.equalsIgnoreCase("hebb")
        || notes.keySet().stream().anyMatch(key -> key.startsWith(PREFIX));
  }

  /** An error when the file is in a format of a later Hebb. */
  public void checkFormat() {
    String format = notes.getOrDefault(PREFIX + "version", FORMAT);
    if (!format.equals(FORMAT)) {
      throw new PredictorException(
          file,
          "is in Hebb format %s, this runtime reads format %s. Use a newer hebb-runtime."
              .formatted(format, FORMAT));
    }
  }

  public String unit(String tensor) {
    return notes.getOrDefault(PREFIX + "unit." + tensor, "");
  }

  /** The size a symbol has when the user binds none, 65,536 at most; "batch" is then 1. */
  public Optional<Integer> defaultSize(String symbol) {
    String key = PREFIX + "dim." + symbol;
    if (notes.containsKey(key)) {
      int size = number(key);
      if (size < 1 || size > LARGEST) {
        throw malformed(key, "a size of 1 to " + LARGEST);
      }
      return Optional.of(size);
    }
    return symbol.equals("batch") ? Optional.of(1) : Optional.empty();
  }

  /** The least whole number that is too large for an input; the largest there is if none is. */
  public long limit(String input) {
    String key = PREFIX + "limit." + input;
    if (!notes.containsKey(key)) {
      return Long.MAX_VALUE;
    }
    try {
      long limit = Long.parseLong(value(key));
      if (limit > 0) {
        return limit;
      }
    } catch (NumberFormatException e) {
      // As any other number that is no limit.
    }
    throw malformed(key, "an integer of at least 1");
  }

  /** Whether 0 may fill up the rows of an input. */
  public boolean fillable(String input) {
    return notes.getOrDefault(PREFIX + "padding." + input, "").equals("0");
  }

  /** The input whose rows' lengths this one gives; empty when it gives none. */
  public String lengthsOf(String input) {
    return notes.getOrDefault(PREFIX + "lengths." + input, "");
  }

  /** A note of Hebb's about a tensor. */
  public Optional<String> note(String kind, String tensor) {
    return Optional.ofNullable(notes.get(PREFIX + kind + "." + tensor));
  }

  public int goldenCount() {
    String key = Golden.PREFIX + "count";
    return notes.containsKey(key) ? Math.max(0, number(key)) : 0;
  }

  /** How far a value may be from the expected one, relative to the larger of that and 1. */
  public double tolerance() {
    String key = Golden.PREFIX + "tolerance";
    try {
      return Double.parseDouble(value(key));
    } catch (NumberFormatException e) {
      throw malformed(key, "a number");
    }
  }

  /** The value of a note that has to be there. */
  public String value(String key) {
    String value = notes.get(key);
    if (value == null) {
      throw new PredictorException(file, "lacks the note " + key + ". Export it again.");
    }
    return value;
  }

  /** The error of a note that is not as the format says. */
  public PredictorException malformed(String key, String expected) {
    String got = value(key);
    return new PredictorException(
        file,
        "note %s: expected %s, got \"%s\". Export it again."
            .formatted(key, expected, got.length() > 40 ? got.substring(0, 40) + "..." : got));
  }

  private int number(String key) {
    try {
      return Integer.parseInt(value(key));
    } catch (NumberFormatException e) {
      throw malformed(key, "an integer");
    }
  }
}
