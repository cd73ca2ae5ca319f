package dev.hebb.onnx;

import ai.onnx.proto.OnnxMl;
import com.google.protobuf.ByteString;
import dev.hebb.graph.Tensor;
import dev.hebb.graph.Weights;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** The initializers of the file: parameters as they are or laid out anew, and small constants. */
final class Constants {
  private final OnnxMl.GraphProto.Builder graph;
  private final Weights weights;
  private final Set<String> known = new HashSet<>();

  Constants(OnnxMl.GraphProto.Builder graph, Weights weights) {
    this.graph = graph;
    this.weights = weights;
  }

  /** The parameter of that name as it is, if there is one. */
  String param(String name) {
    if (weights.tensors().containsKey(name)) {
      add(name, weights.get(name), weights.get(name).dims());
    }
    return name;
  }

  /**
   * A recurrence's weights: blocks of gates in ONNX's order, under a leading axis for the
   * direction.
   *
   * @param gates where each of ONNX's gates stands in the parameter
   */
  String gates(String name, List<Integer> gates) {
    Tensor tensor = weights.get(name);
    long[] dims = tensor.dims();
    long[] wide = new long[dims.length + 1];
    wide[0] = 1;
    System.arraycopy(dims, 0, wide, 1, dims.length);
    return add(name, permuted(tensor, gates), wide);
  }

  /** A recurrence's biases: the input's, then the recurrent one or zeros. */
  String biases(List<String> names, List<Integer> gates) {
    Tensor first = permuted(weights.get(names.get(0)), gates);
    Tensor second =
        names.size() > 1 ? permuted(weights.get(names.get(1)), gates) : Tensor.zeros(first.dims());
    float[] both = new float[Math.toIntExact(first.size() + second.size())];
    first.floats().get(both, 0, (int) first.size());
    second.floats().get(both, (int) first.size(), (int) second.size());
    return add(names.get(0), Tensor.of(both, both.length), new long[] {1, both.length});
  }

  private static Tensor permuted(Tensor tensor, List<Integer> gates) {
    long block = tensor.dims()[0] / gates.size();
    List<Tensor> blocks = new ArrayList<>();
    gates.forEach(gate -> blocks.add(tensor.rows(gate * block, (gate + 1) * block)));
    float[] values = new float[Math.toIntExact(tensor.size())];
    int at = 0;
    for (Tensor part : blocks) {
      part.floats().get(values, at, (int) part.size());
      at += (int) part.size();
    }
    return Tensor.of(values, tensor.dims());
  }

  /** Whole numbers, as the shape-like inputs of operators want them. */
  String longs(String name, long... values) {
    return add(name, Tensor.of(values, values.length), new long[] {values.length});
  }

  /** One whole number, without an axis. */
  String whole(String name, long value) {
    return add(name, Tensor.of(new long[] {value}, 1), new long[0]);
  }

  /** One number. */
  String scalar(String name, double value) {
    return add(name, Tensor.of(new float[] {(float) value}), new long[0]);
  }

  /** The same number {@code count} times. */
  String vector(String name, int count, float value) {
    float[] values = new float[count];
    Arrays.fill(values, value);
    return vector(name, values);
  }

  /** Several numbers. */
  String vector(String name, float[] values) {
    return add(name, Tensor.of(values, values.length), new long[] {values.length});
  }

  /** Several rows of numbers. */
  String matrix(String name, float[] values, long rows, long columns) {
    return add(name, Tensor.of(values, rows, columns), new long[] {rows, columns});
  }

  /** How many numbers a parameter holds. */
  long size(String param) {
    return weights.get(param).size();
  }

  private String add(String name, Tensor tensor, long[] dims) {
    if (known.add(name)) {
      OnnxMl.TensorProto.Builder proto =
          OnnxMl.TensorProto.newBuilder()
              .setName(name)
              .setDataType(ModelPrinter.type(tensor.type()))
              .setRawData(ByteString.copyFrom(tensor.bytes()));
      for (long dim : dims) {
        proto.addDims(dim);
      }
      graph.addInitializer(proto);
    }
    return name;
  }
}
