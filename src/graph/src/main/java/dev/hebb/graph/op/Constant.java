package dev.hebb.graph.op;

import dev.hebb.graph.Dim;
import dev.hebb.graph.Shape;
import dev.hebb.graph.Value;
import java.util.List;

/**
 * What is written down, not learnt; takes no inputs. One number is a scalar, several are a vector,
 * which goes along the last axis. ONNX: an initializer.
 */
public record Constant(List<Double> values) implements Op {
  public Constant {
    values = List.copyOf(values);
  }

  /** One number. */
  public Constant(double value) {
    this(List.of(value));
  }

  @Override
  public List<Output> infer(List<Value> inputs) {
    return Output.of(values.size() == 1 ? Shape.of() : Shape.of(Dim.of("features", values.size())));
  }

  @Override
  public <R> R accept(OpVisitor<R> visitor) {
    return visitor.constant(this);
  }
}
