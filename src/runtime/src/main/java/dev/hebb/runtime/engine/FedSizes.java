package dev.hebb.runtime.engine;

import dev.hebb.runtime.PredictorException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.StringJoiner;

/**
 * Looks at the sizes that a file says its inputs have, before ONNX Runtime does, which works out
 * what follows from them: a file of some hundred bytes could make it take any amount of memory.
 */
final class FedSizes {
  // Fields of ModelProto, GraphProto, ValueInfoProto, TypeProto, its Tensor, TensorShapeProto, its
  // Dimension.
  private static final int GRAPH = 7;
  private static final int INPUT = 11;
  private static final int NAME = 1;
  private static final int TYPE = 2;
  private static final int TENSOR = 1;
  private static final int SHAPE = 2;
  private static final int DIM = 1;
  private static final int DIM_VALUE = 1;

  // Of floats.
  private static final double MOST = 0x1p29;

  private FedSizes() {}

  /** An error where an input has more elements than a Java buffer can hold. */
  static void check(ModelFile file) {
    ByteBuffer model = file.content();
    for (var field = WireField.next(model); field.isPresent(); field = WireField.next(model)) {
      if (field.get().number() == GRAPH) {
        graph(file.name(), field.get().content());
      }
    }
  }

  private static void graph(String file, ByteBuffer graph) {
    for (var field = WireField.next(graph); field.isPresent(); field = WireField.next(graph)) {
      if (field.get().number() == INPUT) {
        ByteBuffer input = field.get().content();
        ByteBuffer shape = in(in(in(input.duplicate(), TYPE), TENSOR), SHAPE);
        input(file, StandardCharsets.UTF_8.decode(in(input, NAME)).toString(), shape);
      }
    }
  }

  private static void input(String file, String name, ByteBuffer shape) {
    double elements = 1;
    StringJoiner product = new StringJoiner(" x ");
    for (var field = WireField.next(shape); field.isPresent(); field = WireField.next(shape)) {
      if (field.get().number() == DIM) {
        long size = number(field.get().content());
        elements *= Math.max(size, 1);
        product.add(size > 0 ? Long.toString(size) : "?");
      }
    }
    if (elements >= MOST) {
      throw new PredictorException(
          file,
          "input \"%s\" has %s elements, more than a buffer holds. Export it with smaller ones."
              .formatted(name, product));
    }
  }

  private static long number(ByteBuffer dim) {
    Optional<WireField> field = WireField.next(dim);
    return field.isPresent() && field.get().number() == DIM_VALUE ? field.get().value() : 0;
  }

  // The content of the last field of that number.
  private static ByteBuffer in(ByteBuffer message, int number) {
    ByteBuffer found = ByteBuffer.allocate(0);
    for (var field = WireField.next(message); field.isPresent(); field = WireField.next(message)) {
      found = field.get().number() == number ? field.get().content() : found;
    }
    return found;
  }
}
