package dev.hebb.graph.op;

import dev.hebb.graph.Shape;
import dev.hebb.graph.Value;
import java.util.List;

/** The mean over every axis: a scalar. ONNX: ReduceMean with no axes and {@code keepdims=0}. */
public record ReduceMean() implements Op {
  @Override
  public List<Output> infer(List<Value> inputs) {
    return Output.of(Shape.of());
  }

  @Override
  public <R> R accept(OpVisitor<R> visitor) {
    return visitor.reduceMean(this);
  }
}
