package dev.hebb.onnx.in;

import dev.hebb.graph.DataType;
import dev.hebb.graph.Scope;
import dev.hebb.graph.Value;
import dev.hebb.graph.op.Cast;

/** From whole numbers to floats and back. */
final class Types {
  private Types() {}

  static Kind kind(Value value) {
    return value.type() == DataType.INT64 ? Kind.WHOLE : Kind.FLOAT;
  }

  static Value floats(Value value, Scope scope) {
    return value.type() == DataType.FLOAT32
        ? value
        : scope.op(new Cast(DataType.FLOAT32), value);
  }

  static Value wholes(Value value, Scope scope) {
    return value.type() == DataType.INT64 ? value : scope.op(new Cast(DataType.INT64), value);
  }
}
