package dev.hebb.training.schedule;

import dev.hebb.training.TrainingException;

/**
 * Up to the highest learning rate and down again, far below where it began (super-convergence,
 * Smith and Topin 2018). PyTorch: OneCycleLR, with its defaults: half a cosine up in 3 of 10 steps
 * from 1/25 of the highest, half a cosine down to 1/10,000 of the first. PyTorch changes the
 * momentum too and refuses steps after the last; here the learning rate stays as it is then.
 *
 * @param rising share of the steps
 * @param firstPart the highest learning rate over the first
 * @param lastPart the first learning rate over the last
 */
public record OneCycle(
    double highest,
    long steps,
    double rising,
    double firstPart,
    double lastPart,
    boolean inLines,
    boolean inThree)
    implements Schedule {
  public OneCycle {
    Checked.positive("oneCycle", "the highest learning rate", highest);
    Checked.steps("oneCycle", "the steps", steps);
    Checked.share("oneCycle", "the share of the steps that rise", rising);
    Checked.positive("oneCycle", "the highest learning rate over the first", firstPart);
    Checked.positive("oneCycle", "the first learning rate over the last", lastPart);
    double top = rising * steps - 1;
    if (!(top > 0 && (inThree ? 2 * top : top) < steps - 1)) {
      throw new TrainingException(
          "oneCycle: expected more than 1 step that rises, and some that fall to the last, got %s of %d steps%s. Change the share of the steps that rise."
              .formatted(rising, steps, inThree ? ", and as many that fall to the first" : ""));
    }
  }

  /** As PyTorch's defaults. */
  public static OneCycle oneCycle(double highest, long steps) {
    return new OneCycle(highest, steps, 0.3, 25, 1e4, false, false);
  }

  /** Which share of the steps rise; PyTorch's {@code pct_start}. */
  public OneCycle rising(double share) {
    return new OneCycle(highest, steps, share, firstPart, lastPart, inLines, inThree);
  }

  /** The highest learning rate is so many times the first; PyTorch's {@code div_factor}. */
  public OneCycle firstPart(double times) {
    return new OneCycle(highest, steps, rising, times, lastPart, inLines, inThree);
  }

  /** The first learning rate is so many times the last; PyTorch's {@code final_div_factor}. */
  public OneCycle lastPart(double times) {
    return new OneCycle(highest, steps, rising, firstPart, times, inLines, inThree);
  }

  /** In lines instead of cosines. */
  public OneCycle linear() {
    return new OneCycle(highest, steps, rising, firstPart, lastPart, true, inThree);
  }

  /** Falls to the first learning rate in as many steps as it rose, and then to the last. */
  public OneCycle threePhases() {
    return new OneCycle(highest, steps, rising, firstPart, lastPart, inLines, true);
  }

  @Override
  public double at(long step) {
    double first = highest / firstPart;
    double last = first / lastPart;
    double top = rising * steps - 1;
    double end = steps - 1.0;
    if (step <= top) {
      return between(first, highest, step / top);
    }
    if (!inThree) {
      return between(highest, last, Math.min(1, (step - top) / (end - top)));
    }
    double down = 2 * top;
    return step <= down
        ? between(highest, first, (step - top) / (down - top))
        : between(first, last, Math.min(1, (step - down) / (end - down)));
  }

  private double between(double from, double to, double done) {
    return inLines
        ? from + (to - from) * done
        : to + (from - to) / 2 * (1 + Math.cos(Math.PI * done));
  }
}
