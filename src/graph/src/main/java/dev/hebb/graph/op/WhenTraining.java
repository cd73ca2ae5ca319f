package dev.hebb.graph.op;

import dev.hebb.graph.DeclarationException;
import dev.hebb.graph.Shape;
import dev.hebb.graph.Value;
import java.util.List;

/**
 * The first input in training, the second otherwise; both of one shape. {@link
 * dev.hebb.graph.Graph#phase} decides, so that no printed program and no exported file holds it, or
 * what only the other phase needs.
 */
public record WhenTraining() implements Op {
  @Override
  public List<Output> infer(List<Value> inputs) {
    Shape training = inputs.get(0).shape();
    Shape otherwise = inputs.get(1).shape();
    if (!training.sameSizes(otherwise)) {
      throw new DeclarationException(
          "expected the same shape in training as otherwise, got %s and %s. Give both the same lengths."
              .formatted(training, otherwise));
    }
    return Output.of(otherwise);
  }

  @Override
  public <R> R accept(OpVisitor<R> visitor) {
    return visitor.whenTraining(this);
  }
}
