package dev.hebb.graph.op;

import dev.hebb.graph.DeclarationException;
import dev.hebb.graph.Shape;
import dev.hebb.graph.Value;
import java.util.List;
import java.util.stream.IntStream;

/**
 * The largest or the mean number of each window. x {@code [batch, channels, axes...]}. What is put
 * around an axis counts in neither, as in Keras. ONNX: MaxPool, AveragePool with {@code
 * count_include_pad=0}.
 *
 * @param reduction {@link Reduction#MAX} or {@link Reduction#MEAN}
 */
public record Pool(Reduction reduction, Window window) implements Op {
  @Override
  public List<Output> infer(List<Value> inputs) {
    Shape x = inputs.get(0).shape();
    for (int axis = 2; reduction == Reduction.MEAN && axis < x.rank(); axis++) {
      if (x.dim(axis).padded() && window.end().get(axis - 2) > 0) {
        throw new DeclarationException(
            "expected rows without padding, which would count in the means at their ends, got %s. Use valid padding."
                .formatted(x));
      }
    }
    return Output.of(window.slide(x));
  }

  @Override
  public List<Mixing> mixings(List<Value> inputs) {
    return IntStream.range(0, window.axes())
        .filter(i -> reduction == Reduction.MAX && window.end().get(i) > 0)
        .mapToObj(i -> Mixing.neighbours(2 + i, Mixing.LEAST))
        .toList();
  }

  @Override
  public <R> R accept(OpVisitor<R> visitor) {
    return visitor.pool(this);
  }

  @Override
  public String type() {
    return reduction == Reduction.MAX ? "MaxPool" : "AveragePool";
  }
}
