package dev.hebb.graph.op;

import dev.hebb.graph.DeclarationException;
import dev.hebb.graph.Shape;
import dev.hebb.graph.Value;
import java.util.List;
import java.util.stream.IntStream;

/**
 * A number, mostly zero, around every axis; a negative padding cuts off. ONNX: Pad.
 *
 * @param begin how many before each axis
 * @param end how many behind
 * @param number which
 */
public record Pad(List<Integer> begin, List<Integer> end, double number) implements Op {
  public Pad {
    begin = List.copyOf(begin);
    end = List.copyOf(end);
  }

  /** Zeros. */
  public Pad(List<Integer> begin, List<Integer> end) {
    this(begin, end, 0);
  }

  @Override
  public List<Output> infer(List<Value> inputs) {
    Shape x = inputs.get(0).shape();
    if (begin.size() != x.rank() || end.size() != x.rank()) {
      throw new DeclarationException(
          "expected a padding for each axis of "
              + x
              + ", got "
              + begin
              + " and "
              + end
              + ". Give zeros where none is wanted.");
    }
    Shape out = x;
    for (int i = 0; i < x.rank(); i++) {
      out = out.with(i, x.dim(i).resized(x.dim(i).size().affine(1, begin.get(i) + end.get(i), 1)));
    }
    return Output.of(out);
  }

  @Override
  public List<Mixing> mixings(List<Value> inputs) {
    return IntStream.range(0, end.size())
        .filter(axis -> end.get(axis) > 0)
        .mapToObj(axis -> Mixing.neighbours(axis, number))
        .toList();
  }

  @Override
  public <R> R accept(OpVisitor<R> visitor) {
    return visitor.pad(this);
  }
}
