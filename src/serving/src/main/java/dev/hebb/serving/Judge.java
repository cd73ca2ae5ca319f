package dev.hebb.serving;

import dev.hebb.runtime.Element;
import dev.hebb.runtime.Output;
import dev.hebb.runtime.Predictor;
import dev.hebb.runtime.PredictorException;
import dev.hebb.runtime.Predictors;
import dev.hebb.runtime.engine.GoldenCheck;
import java.nio.Buffer;

/** Compares what two versions say to the same. */
final class Judge {
  private final Predictors before;
  private final Predictors after;
  private final Comparison asked;
  private int compared;
  private int different;
  private double largest;
  private String where = "";

  Judge(Predictors before, Predictors after, Comparison asked) {
    this.before = before;
    this.after = after;
    this.asked = asked;
  }

  /**
   * Waits for live calls and compares them.
   *
   * @throws PredictorException when there are too few, or too many come out differently
   */
  void hear() {
    Shadow shadow = new Shadow(asked.share());
    before.seenBy(shadow::ran);
    try {
      long until = System.nanoTime() + asked.longest().toNanos();
      while (compared < asked.calls()) {
        Sample sample = shadow.next(Math.max(0, until - System.nanoTime()));
        if (sample == null) {
          throw refused(
              "expected %s live calls to compare within %s, got %s. Allow more time, or compare fewer"
                  .formatted(asked.calls(), Batcher.text(asked.longest()), compared));
        }
        compare(sample);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new RefusedException(RefusedException.Reason.INTERRUPTED, interrupted());
    } finally {
      before.unseen();
    }
    if (different > asked.allowed() * compared) {
      throw refused(
          "%s of %s live calls came out otherwise than from version %s: %s, tolerance %s. Raise the tolerance, or allow a share"
              .formatted(different, compared, before.version(), where, asked.tolerance()));
    }
  }

  private void compare(Sample sample) {
    double worst = after.call(predictor -> deviation(sample, predictor));
    compared++;
    if (worst > asked.tolerance()) {
      different++;
    }
  }

  private double deviation(Sample sample, Predictor predictor) {
    sample.ask(predictor);
    double worst = 0;
    for (Sample.Held held : sample.outputs()) {
      Output output = predictor.output(held.name());
      worst = Math.max(worst, deviation(held, output));
    }
    return worst;
  }

  private double deviation(Sample.Held held, Output output) {
    if (output.type() == Element.STRING) {
      boolean same = held.strings().equals(Sample.Held.of(output).strings());
      return same ? 0 : note(Double.POSITIVE_INFINITY, output, "other strings");
    }
    Buffer expected = held.memory();
    if (expected.limit() != output.length()) {
      String lengths = "expected %s, got %s".formatted(expected.limit(), output.length());
      return note(Double.POSITIVE_INFINITY, output, lengths + " values");
    }
    Buffer got = output.memory();
    double worst = 0;
    int place = 0;
    for (int i = 0; i < output.length(); i++) {
      double one =
          GoldenCheck.deviation(output.type().number(got, i), output.type().number(expected, i));
      if (one > worst) {
        worst = one;
        place = i;
      }
    }
    if (worst > largest) {
      String was = output.type().text(output.type().number(expected, place));
      String is = output.type().text(output.type().number(got, place));
      note(worst, output, "at %s: expected %s, got %s".formatted(place, was, is));
    }
    return worst;
  }

  private double note(double deviation, Output output, String what) {
    if (deviation > largest) {
      largest = deviation;
      where = "output \"%s\" %s".formatted(output.name(), what);
    }
    return deviation;
  }

  Swap swap(boolean drained) {
    return new Swap(
        before.version(), after.version(), compared, different, largest, where, drained);
  }

  private PredictorException refused(String what) {
    return new PredictorException(
        after.loaded().file(), "%s. The version before stays.".formatted(what));
  }

  private String interrupted() {
    return "%s: interrupted while live calls were compared. The version before stays."
        .formatted(after.loaded().file());
  }
}
