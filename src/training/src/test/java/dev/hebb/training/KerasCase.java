package dev.hebb.training;

import static dev.hebb.network.Layers.image;
import static dev.hebb.network.Layers.network;
import static dev.hebb.network.Layers.sequence;
import static dev.hebb.network.Layers.vector;
import static dev.hebb.network.Layers.volume;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import dev.hebb.graph.Graph;
import dev.hebb.graph.Tensor;
import dev.hebb.graph.op.Activation;
import dev.hebb.network.Rank;
import dev.hebb.network.Rank.Image;
import dev.hebb.network.Rank.Sequence;
import dev.hebb.network.Rank.Vector;
import dev.hebb.network.Rank.Volume;
import dev.hebb.network.SameRank;
import dev.hebb.network.Stage;
import java.util.List;

/** One layer that Keras computed: its constructor's arguments and what it was fed. */
record KerasCase(JsonObject golden, Goldens goldens) {
  String name() {
    return golden.get("name").getAsString();
  }

  String layer() {
    return golden.get("layer").getAsString();
  }

  boolean training() {
    return golden.get("training").getAsBoolean();
  }

  JsonObject config() {
    return golden.getAsJsonObject("config");
  }

  List<Tensor> inputs() {
    return golden.getAsJsonArray("inputs").asList().stream()
        .map(input -> goldens.tensors().get(name() + "/" + input.getAsString()))
        .toList();
  }

  /** The lengths of its only input, batch first. */
  long[] x() {
    return inputs().get(0).dims();
  }

  boolean has(String key) {
    return config().has(key) && !config().get(key).isJsonNull();
  }

  /** Whether the argument is there and true. */
  boolean on(String key) {
    return has(key) && config().get(key).getAsBoolean();
  }

  /** Whether the argument is there and false. */
  boolean off(String key) {
    return has(key) && !config().get(key).getAsBoolean();
  }

  boolean is(String key, String value) {
    return has(key)
        && config().get(key).isJsonPrimitive()
        && config().get(key).getAsString().equals(value);
  }

  int number(String key) {
    return config().get(key).getAsInt();
  }

  double real(String key, double otherwise) {
    return has(key) ? config().get(key).getAsDouble() : otherwise;
  }

  /** A number, or several. */
  Integer[] numbers(String key) {
    JsonElement value = config().get(key);
    return value.isJsonArray()
        ? value.getAsJsonArray().asList().stream()
            .map(JsonElement::getAsInt)
            .toArray(Integer[]::new)
        : new Integer[] {value.getAsInt()};
  }

  /** The number for that axis. */
  int number(String key, int axis) {
    Integer[] all = numbers(key);
    return all[all.length == 1 ? 0 : axis];
  }

  /** Keras counts axes from the batch, or from the end; here the batch does not count. */
  Integer[] axes(String key) {
    Integer[] axes = has(key) ? numbers(key) : new Integer[0];
    for (int i = 0; i < axes.length; i++) {
      axes[i] = axes[i] < 0 ? axes[i] + x().length : axes[i];
    }
    return axes;
  }

  /** What goes before (0) or behind (1) an axis: a number, one an axis, or two an axis. */
  int border(String key, int axis, int side) {
    JsonElement value = config().get(key);
    if (!value.isJsonArray()) {
      return value.getAsInt();
    }
    JsonArray array = value.getAsJsonArray();
    if (x().length == 3) {
      return array.get(side).getAsInt();
    }
    JsonElement both = array.get(axis);
    return both.isJsonArray() ? both.getAsJsonArray().get(side).getAsInt() : both.getAsInt();
  }

  Activation activation() {
    return Goldens.activation(config(), "activation").orElseThrow();
  }

  Stage<Vector, Vector> table() {
    return network("golden", vector(x()[1]));
  }

  Stage<Sequence, Sequence> steps() {
    return network("golden", sequence(x()[1], x()[2]));
  }

  Stage<Image, Image> pictures() {
    return network("golden", image(x()[1], x()[2], x()[3]));
  }

  Stage<Volume, Volume> volumes() {
    return network("golden", volume(x()[1], x()[2], x()[3], x()[4]));
  }

  /** A network of one layer that takes any rank. */
  Graph any(SameRank<Rank> layer) {
    return switch (x().length) {
      case 2 -> table().then(layer).build().graph();
      case 3 -> steps().then(layer).build().graph();
      case 4 -> pictures().then(layer).build().graph();
      default -> volumes().then(layer).build().graph();
    };
  }
}
