package dev.hebb.graph.op;

import dev.hebb.graph.DeclarationException;
import dev.hebb.graph.Value;
import java.util.List;

/**
 * In training sets each number to zero with probability {@code rate} and divides the others by
 * {@code 1 - rate}; in prediction does nothing, so that no exported file holds it (Srivastava et
 * al. 2014).
 */
public record Dropout(double rate) implements Op {
  @Override
  public List<Output> infer(List<Value> inputs) {
    if (!(rate >= 0 && rate < 1)) {
      throw new DeclarationException(
          "expected a rate of at least 0 and below 1, got "
              + rate
              + ". Give the share to drop, such as 0.2.");
    }
    return Output.of(inputs.get(0).shape());
  }

  @Override
  public <R> R accept(OpVisitor<R> visitor) {
    return visitor.dropout(this);
  }
}
