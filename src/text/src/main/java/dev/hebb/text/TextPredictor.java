package dev.hebb.text;

import dev.hebb.runtime.engine.Loaded;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.function.Function;

/**
 * A model file that is asked in text and answers in labels, tags or text: its vocabulary and labels
 * travel in the file.
 *
 * <pre>{@code
 * try (TextPredictor reviews = TextPredictor.open(Path.of("reviews.onnx"))) {
 *   String label = reviews.label("A wonderful little film.");
 * }
 * }</pre>
 *
 * <p>Texts of a list are computed together, and each answer is what the text gets alone: rows are
 * filled up with padding where the model is declared with it ({@code maskZero}, {@code
 * withLengths}); otherwise only texts of as many tokens share a run.
 *
 * <p>A text without tokens, such as {@code ""}, is read as one unknown word; it has no tags, and
 * its text is {@code ""}.
 *
 * <p>Thread-safe: many threads may ask at once. {@link #close()} waits for them; what is asked
 * later throws {@link IllegalStateException}.
 */
public final class TextPredictor implements AutoCloseable {
  private final Loaded loaded;
  private final TextFeed feed;
  private final TextAnswer answer;
  private final ReadWriteLock lock = new ReentrantReadWriteLock();
  private boolean closed;

  TextPredictor(Loaded loaded, TextFeed feed, TextAnswer answer) {
    this.loaded = loaded;
    this.feed = feed;
    this.answer = answer;
  }

  /**
   * Opens a model file.
   *
   * @throws PredictorException when the file is missing, changed, not readable as ONNX, or does not
   *     say how to read text
   */
  public static TextPredictor open(Path file) {
    return with().open(file);
  }

  /** The defaults, to be changed before opening. */
  public static TextPredictorOptions with() {
    return TextPredictorOptions.DEFAULTS;
  }

  /**
   * The likeliest label of a text.
   *
   * @throws PredictorException when the text is too long, or the model has no labels for a text
   */
  public String label(String text) {
    return label(List.of(text)).get(0);
  }

  /** The likeliest label of each text. */
  public List<String> label(List<String> texts) {
    return ask(texts, answer::label);
  }

  /**
   * The probability of each label, in the order of the model's output.
   *
   * @throws PredictorException when the text is too long, the model has no labels for a text, or
   *     says what is no probability
   */
  public Map<String, Float> probabilities(String text) {
    return probabilities(List.of(text)).get(0);
  }

  /** The probability of each label, for each text. */
  public List<Map<String, Float>> probabilities(List<String> texts) {
    return ask(texts, answer::probabilities);
  }

  /**
   * The tokens of a text, each with its likeliest label.
   *
   * @throws PredictorException when the text is too long, or the model has no labels for tokens
   */
  public List<Tag> tags(String text) {
    return tags(List.of(text)).get(0);
  }

  /** The tokens of each text, each with its likeliest label. */
  public List<List<Tag>> tags(List<String> texts) {
    return ask(texts, answer::tags);
  }

  /**
   * The text that the model makes of a text: its likeliest tokens up to the first end mark.
   *
   * @throws PredictorException when the text is too long, or no output has a tokenizer
   */
  public String text(String text) {
    return text(List.of(text)).get(0);
  }

  /** The text that the model makes of each text. */
  public List<String> text(List<String> texts) {
    return ask(texts, answer::text);
  }

  /** How it reads text. */
  public Tokenizer tokenizer() {
    return feed.tokenizer();
  }

  /** The labels of its answer, in the order of the output; empty when it answers in text. */
  public List<String> labels() {
    return answer.labels();
  }

  /** The notes in the file, by key; unmodifiable. */
  public Map<String, String> metadata() {
    return loaded.metadata().notes();
  }

  /** Whether the file is as Hebb exported it and its golden vectors passed when it was opened. */
  public boolean proven() {
    return loaded.proof().proven();
  }

  /** Frees the native memory, after all runs in progress have ended; again does nothing. */
  @Override
  public void close() {
    Lock alone = lock.writeLock();
    alone.lock();
    try {
      if (!closed) {
        closed = true;
        loaded.close();
      }
    } finally {
      alone.unlock();
    }
  }

  private <T> List<T> ask(List<String> texts, Function<TextReply, T> reading) {
    List<TextRow> rows = feed.read(texts);
    Map<Integer, T> answers = new TreeMap<>();
    Lock together = lock.readLock();
    together.lock();
    try {
      if (closed) {
        throw new IllegalStateException(
            loaded.file() + ": this TextPredictor is closed. Open the file again.");
      }
      for (List<TextRow> group : feed.groups(rows)) {
        for (TextReply reply : feed.run(group, answer.output())) {
          answers.put(reply.row().index(), reading.apply(reply));
        }
      }
    } finally {
      together.unlock();
    }
    return List.copyOf(answers.values());
  }
}
