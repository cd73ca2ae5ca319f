package dev.hebb.text;

import dev.hebb.runtime.PredictorException;
import dev.hebb.runtime.PredictorOptions;
import java.nio.file.Path;
import java.util.OptionalLong;

/**
 * How a {@link Decoder} is opened. Immutable; start with {@link Decoder#with()}.
 *
 * @param start the token that is fed first; empty: that of the file's vocabulary
 * @param end the token that ends a row; empty: that of the file's vocabulary
 * @param most tokens a row has at most
 * @param files how both files are opened
 */
public record DecoderOptions(
    OptionalLong start, OptionalLong end, int most, PredictorOptions files) {
  /**
   * Checks the numbers.
   *
   * @throws PredictorException when there may be no token
   */
  public DecoderOptions {
    if (most < 1) {
      throw new PredictorException("most(" + most + ")", "expected at least 1.");
    }
  }

  /** The marks that the network was trained with. */
  public DecoderOptions marks(long startToken, long endToken) {
    return new DecoderOptions(OptionalLong.of(startToken), OptionalLong.of(endToken), most, files);
  }

  /** At most so many tokens a row; 50 if nothing is said. */
  public DecoderOptions most(int tokens) {
    return new DecoderOptions(start, end, tokens, files);
  }

  /** How both files are opened: threads, trust. */
  public DecoderOptions files(PredictorOptions other) {
    return new DecoderOptions(start, end, most, other);
  }

  /**
   * Opens both files of a streaming export.
   *
   * @param begin what is computed before the first token
   * @param step what says the next token
   * @throws PredictorException when one is missing, changed, not readable, or not the other's
   */
  public Decoder open(Path begin, Path step) {
    return Decoder.open(begin, step, this);
  }
}
