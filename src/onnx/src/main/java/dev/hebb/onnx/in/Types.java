package dev.hebb.onnx.in;

import ai.onnx.proto.OnnxMl;
import dev.hebb.graph.DataType;
import dev.hebb.graph.Scope;
import dev.hebb.graph.Value;
import dev.hebb.graph.op.Cast;
import dev.hebb.graph.op.Constant;
import java.util.List;
import java.util.Optional;

/** From whole numbers to floats and back. */
final class Types {
  private Types() {}

  /** What a type of ONNX's is to the graph, if it is anything. */
  static Optional<Kind> kind(OnnxMl.TensorProto.DataType type) {
    return switch (type) {
      case FLOAT, DOUBLE, FLOAT16, BFLOAT16 -> Optional.of(Kind.FLOAT);
      case INT64, INT32, INT16, INT8, UINT8, UINT16, UINT32, UINT64 -> Optional.of(Kind.WHOLE);
      case BOOL -> Optional.of(Kind.TRUTH);
      default -> Optional.empty();
    };
  }

  static Kind kind(Value value) {
    return value.type() == DataType.INT64 ? Kind.WHOLE : Kind.FLOAT;
  }

  static Value floats(Value value, Scope scope) {
    return value.type() == DataType.FLOAT32 ? value : scope.op(new Cast(DataType.FLOAT32), value);
  }

  static Value wholes(Value value, Scope scope) {
    return value.type() == DataType.INT64 ? value : scope.op(new Cast(DataType.INT64), value);
  }

  /** Whole numbers that are written down. */
  static Value wholes(List<Long> values, Scope scope) {
    List<Double> floats = values.stream().map(Long::doubleValue).toList();
    Value value = scope.op(new Constant(floats));
    Value vector = new Views(scope).view(value, List.of((long) values.size()));
    return scope.op(new Cast(DataType.INT64), vector);
  }
}
