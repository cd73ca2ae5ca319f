package dev.hebb.graph.op;

import dev.hebb.graph.DeclarationException;
import dev.hebb.graph.Shape;
import dev.hebb.graph.Size;
import dev.hebb.graph.Value;
import java.util.List;

/**
 * Random numbers of the shape of its input, new ones at each step of training; seen by training
 * only (see {@link WhenTraining}). The numbers of a step depend on the seed and the step alone.
 *
 * @param a probability of a 1, mean, or least number
 * @param b deviation, or most; unused by a coin
 * @param shared axes along which the number is the same; they get length 1
 */
public record Random(Distribution distribution, double a, double b, List<Integer> shared)
    implements Op {
  /** How the numbers lie. */
  public enum Distribution {
    /** 1 with probability {@code a}, else 0. */
    BERNOULLI,
    NORMAL,
    UNIFORM
  }

  public Random {
    shared = List.copyOf(shared);
  }

  @Override
  public List<Output> infer(List<Value> inputs) {
    Shape x = inputs.get(0).shape();
    for (int axis : shared) {
      if (axis < 0 || axis >= x.rank()) {
        throw new DeclarationException(
            "expected axes from 0 to %d, got %s for %s. Choose among its axes."
                .formatted(x.rank() - 1, shared, x));
      }
      x = x.with(axis, x.dim(axis).resized(Size.of(1)));
    }
    return Output.of(x);
  }

  @Override
  public <R> R accept(OpVisitor<R> visitor) {
    return visitor.random(this);
  }
}
