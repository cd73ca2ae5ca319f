package dev.hebb.keras;

import dev.hebb.graph.Tensor;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What Keras numbers in a layer, by the names and with the axes that it has here. The axes of a
 * kernel come last there, {@code [axes..., in, out]}, and first here, {@code [out, in, axes...]}.
 */
final class KerasLayouts {
  private KerasLayouts() {}

  /**
   * The weights of one layer.
   *
   * @param kind what Keras calls its class
   * @param vars in Keras's order; where they are others than that class has, they keep their
   *     numbers
   */
  static Map<String, Tensor> of(String kind, List<Tensor> vars) {
    Map<String, Tensor> named = new LinkedHashMap<>();
    List<String> roles = roles(kind, vars);
    for (int i = 0; i < vars.size(); i++) {
      Tensor tensor = vars.get(i);
      switch (roles.size() > i ? roles.get(i) : "") {
        case "" -> named.put(Integer.toString(i), tensor);
        case "depthwise" ->
            named.put(
                kind.startsWith("sep") ? "depthwise_kernel" : "kernel", channelByChannel(tensor));
        case "pointwise" -> named.put("pointwise_kernel", Axes.reversed(tensor));
        case "filters" -> named.put("kernel", Axes.reversed(tensor));
        case "columns" -> named.put("kernel", Axes.reversed(tensor));
        case "recurrent" -> named.put("recurrent_kernel", Axes.reversed(tensor));
        case "heads" ->
            named.put("kernel", together(tensor, vars.size() > 1 ? vars.get(1) : tensor));
        case "flat" -> named.put("bias", tensor.reshaped(tensor.size()));
        case "biases" -> biases(tensor, named);
        case "variance" -> named.put("scale", root(tensor));
        default -> named.put(roles.get(i), tensor);
      }
    }
    return named;
  }

  private static List<String> roles(String kind, List<Tensor> vars) {
    return switch (kind) {
      case "dense" -> List.of("kernel", "bias");
      case "conv1d", "conv2d", "conv3d" -> List.of("filters", "bias");
      case "conv1d_transpose", "conv2d_transpose", "conv3d_transpose" -> List.of("filters", "bias");
      case "depthwise_conv1d", "depthwise_conv2d" -> List.of("depthwise", "bias");
      case "separable_conv1d", "separable_conv2d" -> List.of("depthwise", "pointwise", "bias");
      case "simple_rnn", "simple_rnn_cell", "lstm", "lstm_cell", "gru", "gru_cell" ->
          List.of("columns", "recurrent", "biases");
      case "embedding" -> List.of("embeddings");
      case "batch_normalization" ->
          switch (vars.size()) {
            case 4 -> List.of("gamma", "beta", "moving_mean", "moving_variance");
            case 2 -> List.of("moving_mean", "moving_variance");
            default -> List.of(); // γ or β: it does not say which.
          };
      case "layer_normalization", "group_normalization" ->
          vars.size() == 2 ? List.of("gamma", "beta") : List.of();
      case "normalization" -> List.of("center", "variance");
      case "rms_normalization", "additive_attention" -> List.of("scale");
      case "p_re_lu" -> List.of("alpha");
      case "einsum_dense" -> List.of("heads", "flat");
      default -> List.of();
    };
  }

  // [axes..., channels, multiplier] to [channels · multiplier, 1, axes...].
  private static Tensor channelByChannel(Tensor kernel) {
    int rank = kernel.dims().length;
    if (rank < 3) {
      return kernel;
    }
    int[] order = new int[rank];
    for (int i = 0; i < rank; i++) {
      order[i] = (i + rank - 2) % rank;
    }
    Tensor turned = Axes.permuted(kernel, order);
    long[] dims = turned.dims();
    long[] merged = Arrays.copyOf(dims, rank);
    merged[0] = dims[0] * dims[1];
    merged[1] = 1;
    return turned.reshaped(merged);
  }

  // Heads and their features in one: [in, heads, dim] to [in, heads · dim] where the bias is of
  // heads, [heads, dim, out] to [heads · dim, out] elsewhere.
  private static Tensor together(Tensor kernel, Tensor bias) {
    long[] dims = kernel.dims();
    if (dims.length != 3) {
      return kernel;
    }
    boolean first = bias.dims().length == 1;
    return first
        ? kernel.reshaped(dims[0] * dims[1], dims[2])
        : kernel.reshaped(dims[0], dims[1] * dims[2]);
  }

  // Of a GRU that resets after, the input's and the recurrent one.
  private static void biases(Tensor bias, Map<String, Tensor> named) {
    long[] dims = bias.dims();
    if (dims.length == 2 && dims[0] == 2) {
      named.put("bias", bias.rows(0, 1).reshaped(dims[1]));
      named.put("recurrent_bias", bias.rows(1, 2).reshaped(dims[1]));
    } else {
      named.put("bias", bias);
    }
  }

  private static Tensor root(Tensor variance) {
    float[] values = variance.toFloats();
    for (int i = 0; i < values.length; i++) {
      values[i] = (float) Math.max(Math.sqrt(values[i]), 1e-7); // Keras's least
    }
    return Tensor.of(values, variance.dims());
  }
}
