package dev.hebb.text;

import dev.hebb.runtime.Predictor;
import dev.hebb.runtime.PredictorOptions;
import dev.hebb.runtime.engine.Door;
import dev.hebb.runtime.engine.Loaded;
import dev.hebb.runtime.engine.ModelFile;
import java.nio.file.Path;

/**
 * How a {@link TextPredictor} is opened. Each method returns a new value; start with {@link
 * TextPredictor#with()}.
 *
 * <pre>{@code
 * TextPredictor.with().maximumLength(512).truncate().open(Path.of("reviews.onnx"))
 * }</pre>
 *
 * @param output the output that answers; empty for the only one with labels or a tokenizer
 * @param maximumLength the most tokens a text has, marks counted
 * @param truncated whether what is beyond is cut off; otherwise it is an error
 * @param file how the file is opened
 */
public record TextPredictorOptions(
    String output, int maximumLength, boolean truncated, PredictorOptions file) {
  static final TextPredictorOptions DEFAULTS =
      new TextPredictorOptions("", Integer.MAX_VALUE, false, Predictor.with());

  /**
   * Checks the numbers.
   *
   * @throws PredictorException when one is too small
   */
  public TextPredictorOptions {
    PredictorOptions.atLeast(1, maximumLength, "maximumLength(" + maximumLength + ")");
  }

  /** Asks this output, of several with labels or a tokenizer. */
  public TextPredictorOptions output(String name) {
    return new TextPredictorOptions(name, maximumLength, truncated, file);
  }

  /**
   * At most so many tokens a text, marks counted: a longer one is refused, or cut if {@link
   * #truncate()} says so. A service sets it, so that no text takes all its memory.
   */
  public TextPredictorOptions maximumLength(int most) {
    return new TextPredictorOptions(output, most, truncated, file);
  }

  /** Cuts texts that are too long; an end mark stays. */
  public TextPredictorOptions truncate() {
    return new TextPredictorOptions(output, maximumLength, true, file);
  }

  /** Opens without checking the digest and the golden vectors. */
  public TextPredictorOptions trust() {
    return new TextPredictorOptions(output, maximumLength, truncated, file.trust());
  }

  /** Lets {@code count} threads work together on one run; small models are fastest with one. */
  public TextPredictorOptions threads(int count) {
    return new TextPredictorOptions(output, maximumLength, truncated, file.threads(count));
  }

  /** How the file is opened: what it takes of the machine, who computes. */
  public TextPredictorOptions file(PredictorOptions other) {
    return new TextPredictorOptions(output, maximumLength, truncated, other);
  }

  /**
   * Opens a model file.
   *
   * @throws PredictorException when the file is missing, changed, not readable as ONNX, or does not
   *     say how to read text
   */
  public TextPredictor open(Path path) {
    Loaded loaded = Loaded.open(ModelFile.read(path, file.session()), Door.TEXT_PREDICTOR, file);
    try {
      TextFeed feed = TextFeed.of(loaded, this);
      return new TextPredictor(loaded, feed, TextAnswer.of(loaded, feed, this));
    } catch (RuntimeException | Error e) {
      loaded.close();
      throw e;
    }
  }
}
