package dev.hebb.training;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import dev.hebb.graph.Graph;
import dev.hebb.graph.Model;
import dev.hebb.graph.Param;
import dev.hebb.graph.Safetensors;
import dev.hebb.graph.Tensor;
import dev.hebb.graph.Weights;
import dev.hebb.graph.op.Activation;
import dev.hebb.graph.op.Function;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** What Keras itself computed; see SOURCE.md beside the files. */
record Goldens(JsonElement cases, Weights tensors) {
  static Goldens read(String name) {
    try {
      Path folder = Path.of(Goldens.class.getResource("/keras/").toURI());
      return new Goldens(
          JsonParser.parseString(Files.readString(folder.resolve(name + ".json"))),
          Safetensors.read(folder.resolve(name + ".safetensors")).weights());
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    } catch (URISyntaxException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  /** A golden file without tensors. */
  static JsonElement json(String name) {
    try (InputStream file = Goldens.class.getResourceAsStream("/keras/" + name + ".json")) {
      return JsonParser.parseString(new String(file.readAllBytes(), StandardCharsets.UTF_8));
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  boolean has(String tensor) {
    return tensors.tensors().containsKey(tensor);
  }

  /** Keras's activation of that name, if it is one of ours. */
  static Optional<Activation> activation(JsonObject golden, String key) {
    if (golden.get(key) == null || golden.get(key).isJsonNull()) {
      return Optional.of(Activation.LINEAR);
    }
    String name = golden.get(key).getAsString().toUpperCase(Locale.ROOT).replace("SILU", "SWISH");
    return switch (name) {
      case "ELU" -> Optional.of(Activation.ELU);
      case "CELU" -> Optional.of(Activation.CELU);
      case "LEAKY_RELU" -> Optional.of(Activation.LEAKY_RELU);
      case "SQUAREPLUS" -> Optional.of(Activation.SQUAREPLUS);
      case "SOFT_SHRINK" -> Optional.of(Activation.SOFT_SHRINK);
      case "HARD_SHRINK" -> Optional.of(Activation.HARD_SHRINK);
      case "HARD_SWISH" -> Optional.of(Activation.HARD_SILU);
      default ->
          Arrays.stream(Function.values())
              .filter(function -> function.name().equals(name))
              .map(function -> new Activation(function, 0))
              .findFirst();
    };
  }

  /** Keras's weights under {@code prefix}, laid out as this graph wants them. */
  Model load(Graph graph, String prefix, String layer) {
    Map<String, Tensor> weights = new LinkedHashMap<>();
    for (Param param : graph.params()) {
      String weight = param.name().substring(param.name().indexOf('/') + 1);
      String where = prefix + (layer.isEmpty() ? param.name() : weight);
      weights.put(param.name(), layout(param, where));
    }
    return new Model(graph, new Weights(weights));
  }

  private Tensor layout(Param param, String where) {
    String weight = param.name().substring(param.name().lastIndexOf('/') + 1);
    boolean depthwise = param.name().startsWith("depthwise") || weight.startsWith("depthwise");
    if (weight.equals("recurrent_bias")) {
      return tensors
          .get(where.replace("recurrent_bias", "bias"))
          .rows(1, 2)
          .reshaped(param.sizes());
    }
    Tensor given = tensors.get(where);
    if (param.name().startsWith("multi_head_attention")) {
      return given.reshaped(param.sizes()); // There the heads are an axis of their own.
    }
    if (weight.equals("bias")) {
      return (given.dims().length == 2 ? given.rows(0, 1) : given).reshaped(param.sizes());
    }
    boolean product =
        param.name().startsWith("dense")
            || (param.name().startsWith("time_distributed") && param.dims().size() == 2);
    if (!weight.endsWith("kernel") || product) {
      return given.reshaped(param.sizes());
    }
    return depthwise ? channelByChannel(given).reshaped(param.sizes()) : reversed(given);
  }

  // [axes..., channels, multiplier] to [channels, multiplier, axes...].
  private static Tensor channelByChannel(Tensor kernel) {
    int rank = kernel.dims().length;
    int[] order = new int[rank];
    for (int i = 0; i < rank; i++) {
      order[i] = (i + rank - 2) % rank;
    }
    return permuted(kernel, order);
  }

  /**
   * Keras has inputs and outputs last, {@code [axes..., in, out]}; here they are {@code [out, in,
   * axes...]}.
   */
  static Tensor reversed(Tensor tensor) {
    int rank = tensor.dims().length;
    int[] order = new int[rank];
    order[0] = rank - 1;
    order[1] = rank - 2;
    for (int i = 2; i < rank; i++) {
      order[i] = i - 2;
    }
    return permuted(tensor, order);
  }

  private static Tensor permuted(Tensor tensor, int... order) {
    long[] dims = tensor.dims();
    int rank = dims.length;
    long[] moved = new long[rank];
    long[] strides = new long[rank];
    for (int i = 0; i < rank; i++) {
      moved[i] = dims[order[i]];
      strides[i] = Tensor.elements(Arrays.copyOfRange(dims, order[i] + 1, rank));
    }
    float[] from = tensor.toFloats();
    float[] to = new float[from.length];
    for (int i = 0; i < to.length; i++) {
      long rest = i;
      long source = 0;
      for (int axis = rank - 1; axis >= 0; axis--) {
        source += rest % moved[axis] * strides[axis];
        rest /= moved[axis];
      }
      to[i] = from[(int) source];
    }
    return Tensor.of(to, moved);
  }
}
