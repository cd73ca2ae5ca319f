package dev.hebb.text;

import dev.hebb.runtime.Predictor;
import dev.hebb.runtime.PredictorException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;

/**
 * Writes rows of tokens with a network that says the next one: a translator, a captioner. It opens
 * the two files of a streaming export, what is computed once and what is computed for each token.
 *
 * <pre>{@code
 * try (Decoder french = Decoder.open(Path.of("begin.onnx"), Path.of("step.onnx"))) {
 *   String text = french.text("Select from existing category", Decoding.beam(4));
 * }
 * }</pre>
 *
 * <p>What it is fed may be of another length each time; the lengths that came last are kept ready.
 *
 * <p>Not thread-safe: each thread opens its own.
 */
public final class Decoder implements AutoCloseable {
  // Lengths of what is fed that are kept ready.
  private static final int READY = 32;

  private final DecoderOptions options;
  private final DecoderFiles files;
  private final Marks marks;
  private final Map<String, Fed> fed = new LinkedHashMap<>();
  private final Map<List<Object>, DecoderRun> ready = new LinkedHashMap<>(READY, 0.75f, true);

  private Decoder(DecoderOptions options, DecoderFiles files, Marks marks) {
    this.options = options;
    this.files = files;
    this.marks = marks;
  }

  /** The tokens between which a row stands. */
  private record Marks(long start, long end) {}

  /** The defaults, to be changed before opening. */
  public static DecoderOptions with() {
    return new DecoderOptions(OptionalLong.empty(), OptionalLong.empty(), 50, Predictor.with());
  }

  /**
   * Opens both files of a streaming export, with the marks of their vocabulary.
   *
   * @throws PredictorException when one is missing, changed, not readable, or not the other's, or
   *     no vocabulary says the marks
   */
  public static Decoder open(Path begin, Path step) {
    return with().open(begin, step);
  }

  static Decoder open(Path begin, Path step, DecoderOptions options) {
    DecoderFiles files = DecoderFiles.open(begin, step, options.files());
    try {
      return new Decoder(options, files, marks(options, files));
    } catch (RuntimeException | Error e) {
      files.close();
      throw e;
    }
  }

  private static Marks marks(DecoderOptions options, DecoderFiles files) {
    OptionalLong start = options.start();
    OptionalLong end = options.end();
    if (start.isEmpty() && files.writes().isPresent()) {
      boolean marked = files.writes().get().marked();
      start = marked ? OptionalLong.of(Vocabulary.START) : start;
      end = marked ? OptionalLong.of(Vocabulary.END) : end;
    }
    if (start.isEmpty() || end.isEmpty()) {
      throw new PredictorException(
          files.name(),
          "does not say which tokens begin and end a row. Open with Decoder.with().marks(start, end), or export it with a vocabulary that has marks.");
    }
    files.checkToken(start.getAsLong(), "a start");
    files.checkToken(end.getAsLong(), "an end");
    return new Marks(start.getAsLong(), end.getAsLong());
  }

  /**
   * Feeds one of the inputs that are read once, until it is fed otherwise.
   *
   * @param values one row: a picture, a vector
   */
  public void feed(String input, float[] values) {
    fed.put(input, new Fed.Floats(values.clone()));
  }

  /** Feeds one of the inputs that are read once: one row of tokens. */
  public void feed(String input, long[] tokens) {
    fed.put(input, new Fed.Longs(tokens.clone()));
  }

  /**
   * Writes rows for what was fed.
   *
   * @return the best first; more than one only of a beam search
   * @throws PredictorException when something was not fed, or does not fit
   */
  public List<Decoded> decode(Decoding how) {
    Map<String, Integer> dims = files.dims(fed);
    DecoderRun run = run(dims, how.width());
    run.begin(fed);
    if (how.width() > 1) {
      return new BeamSearch(run, how, marks.start(), marks.end(), options.most()).run();
    }
    return List.of(new SingleSearch(run, how, marks.start(), marks.end(), options.most()).run());
  }

  // The one that was not asked for longest makes room.
  private DecoderRun run(Map<String, Integer> dims, int width) {
    List<Object> sizes = List.of(dims, width);
    DecoderRun known = ready.get(sizes);
    if (known != null) {
      return known;
    }
    if (ready.size() >= READY) {
      ready.remove(ready.keySet().iterator().next()).close();
    }
    DecoderRun made = files.run(dims, width);
    ready.put(sizes, made);
    return made;
  }

  /**
   * The text that the network makes of a text.
   *
   * @throws PredictorException when the files do not say how to read or write text
   */
  public String text(String text, Decoding how) {
    Tokenizer reads =
        files
            .reads()
            .orElseThrow(() -> files.without("read", "text(\"" + files.input() + "\", tokenizer)"));
    feed(files.input(), reads.encode(text));
    return text(how);
  }

  /** As {@link #text(String, Decoding)}, of what was fed otherwise, such as a picture. */
  public String text(Decoding how) {
    Tokenizer writes =
        files
            .writes()
            .orElseThrow(
                () -> files.without("write", "text(\"" + files.tokens() + "\", tokenizer)"));
    return writes.decode(decode(how).get(0).tokens().stream().mapToLong(Long::longValue).toArray());
  }

  /** Frees the native memory; again does nothing. */
  @Override
  public void close() {
    ready.values().forEach(DecoderRun::close);
    ready.clear();
    files.close();
  }
}
