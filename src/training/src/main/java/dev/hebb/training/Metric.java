package dev.hebb.training;

import dev.hebb.graph.Judge;
import dev.hebb.graph.Scope;
import dev.hebb.graph.Tensor;

/**
 * A figure that is watched, over all batches as over one: what adds up is added up, and the figure
 * is worked out of the sums. One that is a mean is a {@link MeanMetric}.
 */
public interface Metric extends Judge {
  /** Keras's name, such as {@code mean_absolute_error}. */
  @Override
  String name();

  /** What is summed up over batches, and what is worked out of the sums. */
  Measure measure(Outcome outcome, Scope scope);

  /** Whether more of it is better, as of an accuracy. By default it is an error: less is better. */
  @Override
  default boolean higherIsBetter() {
    return false;
  }

  /**
   * The figure of answers that are there already.
   *
   * @throws TrainingException when it is more than one figure
   */
  @Override
  default double judge(Tensor said, Tensor wanted) {
    return Judgement.figure(this, said, wanted);
  }
}
