package dev.hebb.graph.op;

import dev.hebb.graph.Value;
import java.util.List;

/** The axes in another order: axis i of the output is axis {@code permutation[i]} of the input. */
public record Transpose(List<Integer> permutation) implements Op {
  public Transpose {
    permutation = List.copyOf(permutation);
  }

  @Override
  public List<Output> infer(List<Value> inputs) {
    return Output.of(inputs.get(0).shape().permuted(permutation));
  }

  @Override
  public <R> R accept(OpVisitor<R> visitor) {
    return visitor.transpose(this);
  }
}
