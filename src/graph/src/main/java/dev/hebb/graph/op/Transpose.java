package dev.hebb.graph.op;

import dev.hebb.graph.DeclarationException;
import dev.hebb.graph.Shape;
import dev.hebb.graph.Value;
import java.util.List;
import java.util.stream.IntStream;

/** The axes in another order: axis i of the output is axis {@code permutation[i]} of the input. */
public record Transpose(List<Integer> permutation) implements Op {
  public Transpose {
    permutation = List.copyOf(permutation);
  }

  @Override
  public List<Output> infer(List<Value> inputs) {
    Shape x = inputs.get(0).shape();
    if (!permutation.stream()
        .sorted()
        .toList()
        .equals(IntStream.range(0, x.rank()).boxed().toList())) {
      throw new DeclarationException(
          "expected each axis of " + x + " once, got " + permutation + ". Name them all.");
    }
    return List.of(new Output(x.permuted(permutation), inputs.get(0).type()));
  }

  @Override
  public <R> R accept(OpVisitor<R> visitor) {
    return visitor.transpose(this);
  }
}
