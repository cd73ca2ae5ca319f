package dev.hebb.graph.op;

import dev.hebb.graph.DataType;
import dev.hebb.graph.Shape;
import java.util.List;

/** Shape and type of one thing an operator puts out. */
public record Output(Shape shape, DataType type) {
  /** A single float32 output. */
  static List<Output> of(Shape shape) {
    return List.of(new Output(shape, DataType.FLOAT32));
  }
}
