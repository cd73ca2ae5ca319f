package dev.hebb.training.schedule;

import dev.hebb.training.TrainingException;
import java.util.ArrayList;
import java.util.List;

/**
 * A learning rate that jumps: {@code piecewiseConstantDecay(0.1).after(1000, 0.01)} is 0.1 up to
 * and including step 1000, counted from 0. Keras: PiecewiseConstantDecay([1000], [0.1, 0.01]).
 */
public record PiecewiseConstantDecay(List<Long> boundaries, List<Double> rates)
    implements Schedule {
  public PiecewiseConstantDecay {
    boundaries = List.copyOf(boundaries);
    rates = List.copyOf(rates);
    if (rates.size() != boundaries.size() + 1) {
      throw new TrainingException(
          "piecewiseConstantDecay: expected one learning rate more than boundaries, got %d and %d."
              .formatted(rates.size(), boundaries.size()));
    }
    rates.forEach(rate -> Checked.notNegative("piecewiseConstantDecay", "a learning rate", rate));
    for (int i = 0; i < boundaries.size(); i++) {
      if (boundaries.get(i) < 0 || (i > 0 && boundaries.get(i) <= boundaries.get(i - 1))) {
        throw new TrainingException(
            "piecewiseConstantDecay: expected boundaries from 0 on that ascend, got %s."
                .formatted(boundaries));
      }
    }
  }

  /** Until the first boundary. */
  public static PiecewiseConstantDecay piecewiseConstantDecay(double first) {
    return new PiecewiseConstantDecay(List.of(), List.of(first));
  }

  /** After that step another learning rate. */
  public PiecewiseConstantDecay after(long step, double rate) {
    List<Long> longer = new ArrayList<>(boundaries);
    longer.add(step);
    List<Double> more = new ArrayList<>(rates);
    more.add(rate);
    return new PiecewiseConstantDecay(longer, more);
  }

  @Override
  public double at(long step) {
    int piece = 0;
    while (piece < boundaries.size() && step > boundaries.get(piece)) {
      piece++;
    }
    return rates.get(piece);
  }
}
