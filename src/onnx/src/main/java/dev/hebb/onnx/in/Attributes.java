package dev.hebb.onnx.in;

import ai.onnx.proto.OnnxMl;
import java.util.List;
import java.util.Optional;

/** What a node says of itself. */
record Attributes(Call at) {
  private Optional<OnnxMl.AttributeProto> find(
      String name, OnnxMl.AttributeProto.AttributeType... types) {
    for (OnnxMl.AttributeProto attribute : at.node().getAttributeList()) {
      if (attribute.getName().equals(name)) {
        if (!List.of(types).contains(attribute.getType())) {
          throw at.refusal(
              "%s of type %s, got %s".formatted(name, List.of(types), attribute.getType()),
              "Write the file again: it breaks ONNX's rules");
        }
        return Optional.of(attribute);
      }
    }
    return Optional.empty();
  }

  boolean has(String name) {
    return at.node().getAttributeList().stream().anyMatch(each -> each.getName().equals(name));
  }

  Optional<Long> whole(String name) {
    return find(name, OnnxMl.AttributeProto.AttributeType.INT).map(OnnxMl.AttributeProto::getI);
  }

  long whole(String name, long otherwise) {
    return whole(name).orElse(otherwise);
  }

  boolean flag(String name, boolean otherwise) {
    return whole(name, otherwise ? 1 : 0) != 0;
  }

  double number(String name, double otherwise) {
    return find(name, OnnxMl.AttributeProto.AttributeType.FLOAT)
        .map(attribute -> shortest(attribute.getF()))
        .orElse(otherwise);
  }

  // 0.1f is meant as 0.1.
  private static double shortest(float value) {
    return Double.parseDouble(Float.toString(value));
  }

  String text(String name, String otherwise) {
    return find(name, OnnxMl.AttributeProto.AttributeType.STRING)
        .map(attribute -> attribute.getS().toStringUtf8())
        .orElse(otherwise);
  }

  Optional<List<Long>> longs(String name) {
    return find(name, OnnxMl.AttributeProto.AttributeType.INTS)
        .map(OnnxMl.AttributeProto::getIntsList);
  }

  Optional<List<Integer>> ints(String name) {
    return longs(name).map(longs -> longs.stream().map(this::small).toList());
  }

  private int small(long value) {
    if (value != (int) value) {
      throw at.refusal("a number of 32 bits, got " + value, "Write the file again");
    }
    return (int) value;
  }

  Optional<List<Double>> floats(String name) {
    return find(name, OnnxMl.AttributeProto.AttributeType.FLOATS)
        .map(each -> each.getFloatsList().stream().map(Attributes::shortest).toList());
  }

  List<String> texts(String name) {
    return find(name, OnnxMl.AttributeProto.AttributeType.STRINGS)
        .map(
            attribute ->
                attribute.getStringsList().stream().map(each -> each.toStringUtf8()).toList())
        .orElse(List.of());
  }

  Optional<OnnxMl.TensorProto> tensor(String name) {
    return find(name, OnnxMl.AttributeProto.AttributeType.TENSOR).map(OnnxMl.AttributeProto::getT);
  }
}
