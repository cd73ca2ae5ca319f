package dev.hebb.serving;

import dev.hebb.runtime.PredictorException;
import dev.hebb.runtime.PredictorOptions;
import java.time.Duration;

/**
 * Whether a new version answers live calls as the one before does, asked before it takes over. Its
 * answers are only looked at; callers get those of the version before.
 *
 * <pre>{@code
 * deployment.swap(file, Comparison.of(1_000).share(0.1).tolerance(0.02).allow(0.01))
 * }</pre>
 *
 * @param calls how many are compared
 * @param share of the calls that are, above 0 up to 1
 * @param tolerance how far a value may be from the one before, relative to the larger of that and 1
 * @param allowed the share of the compared calls that may be farther off
 * @param longest how long to wait for so many
 */
public record Comparison(
    int calls, double share, double tolerance, double allowed, Duration longest) {

  /** Checks the numbers. */
  public Comparison {
    PredictorOptions.atLeast(1, calls, "Comparison.of(" + calls + ")");
    if (!(share > 0 && share <= 1)) {
      throw new PredictorException("share(" + share + ")", "expected a share above 0 up to 1.");
    }
    if (!(allowed >= 0 && allowed <= 1)) {
      throw new PredictorException("allow(" + allowed + ")", "expected a share from 0 to 1.");
    }
    if (!(tolerance >= 0)) {
      throw new PredictorException("tolerance(" + tolerance + ")", "expected at least 0.");
    }
  }

  /** The next {@code calls}, each within 1e-5, and a minute to wait for them. */
  public static Comparison of(int calls) {
    return new Comparison(calls, 1, 1e-5, 0, Duration.ofMinutes(1));
  }

  /** Looks at this share of the calls only. */
  public Comparison share(double other) {
    return new Comparison(calls, other, tolerance, allowed, longest);
  }

  /** How far a value may be off; infinity to be told only. */
  public Comparison tolerance(double other) {
    return new Comparison(calls, share, other, allowed, longest);
  }

  /** Lets this share of the compared calls be farther off. */
  public Comparison allow(double other) {
    return new Comparison(calls, share, tolerance, other, longest);
  }

  /** How long to wait for so many calls. */
  public Comparison within(Duration other) {
    return new Comparison(calls, share, tolerance, allowed, other);
  }
}
