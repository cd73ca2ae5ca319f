package dev.hebb.training;

import static dev.hebb.network.Layers.add;
import static dev.hebb.network.Layers.average;
import static dev.hebb.network.Layers.concat;
import static dev.hebb.network.Layers.cosine;
import static dev.hebb.network.Layers.cropping1d;
import static dev.hebb.network.Layers.dot;
import static dev.hebb.network.Layers.maximum;
import static dev.hebb.network.Layers.minimum;
import static dev.hebb.network.Layers.multiply;
import static dev.hebb.network.Layers.network;
import static dev.hebb.network.Layers.permute;
import static dev.hebb.network.Layers.sequence;
import static dev.hebb.network.Layers.subtract;

import dev.hebb.graph.Graph;
import dev.hebb.graph.Tensor;
import dev.hebb.network.Rank;
import dev.hebb.network.Rank.Sequence;
import dev.hebb.network.Rank.Vector;
import dev.hebb.network.Stage;
import dev.hebb.network.layer.Reshape;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * Keras's layers with several inputs, said in this language: one input holds them all, one behind
 * the other, and is cut and shaped into what Keras was fed.
 */
record KerasMerges(KerasCase of) {
  Optional<Graph> declare() {
    return switch (of.layer()) {
      case "add" -> graph(add(wide()));
      case "subtract" -> graph(subtract(wide().get(0), wide().get(1)));
      case "multiply" -> graph(multiply(wide()));
      case "average" -> graph(average(wide()));
      case "maximum" -> graph(maximum(wide()));
      case "minimum" -> graph(minimum(wide()));
      case "concatenate" -> concatenated();
      case "dot" -> graph(products());
      default -> Optional.empty();
    };
  }

  /** All inputs in one: {@code [batch, numbers, 1]}. */
  static Tensor joined(List<Tensor> inputs) {
    int rows = (int) inputs.get(0).dims()[0];
    List<Float> all = new ArrayList<>();
    for (int row = 0; row < rows; row++) {
      for (Tensor input : inputs) {
        for (float value : input.rows(row, row + 1).toFloats()) {
          all.add(value);
        }
      }
    }
    float[] values = new float[all.size()];
    for (int i = 0; i < values.length; i++) {
      values[i] = all.get(i);
    }
    return Tensor.of(values, rows, values.length / rows, 1);
  }

  private static Optional<Graph> graph(Stage<Sequence, ?> stage) {
    return Optional.of(stage.build().graph());
  }

  private long[] dims(int input) {
    long[] dims = of.inputs().get(input).dims();
    return Arrays.copyOfRange(dims, 1, dims.length);
  }

  // With axes of length 1 in front where others have more, which Keras puts there itself.
  private List<Stage<Sequence, Rank>> wide() {
    int count = of.inputs().size();
    int axes = IntStream.range(0, count).map(i -> dims(i).length).max().orElseThrow();
    List<Stage<Sequence, Rank>> all = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      List<Long> lengths = new ArrayList<>();
      while (lengths.size() + dims(i).length < axes) {
        lengths.add(1L);
      }
      Arrays.stream(dims(i)).forEach(lengths::add);
      all.add(part(i).then(new Reshape<>(lengths)));
    }
    return all;
  }

  private Stage<Sequence, Sequence> part(int input) {
    int[] sizes =
        of.inputs().stream().mapToInt(each -> (int) (each.size() / each.dims()[0])).toArray();
    int before = IntStream.range(0, input).map(i -> sizes[i]).sum();
    int all = Arrays.stream(sizes).sum();
    return network("golden", sequence(all, 1))
        .then("part" + input, cropping1d(before, all - before - sizes[input]));
  }

  // Nothing along the batch.
  private Optional<Graph> concatenated() {
    if (!of.has("axis")) {
      return graph(concat(wide()));
    }
    int axis = of.axes("axis")[0];
    return axis == 0 ? Optional.empty() : graph(concat(axis, wide()));
  }

  private Stage<Sequence, ?> products() {
    int first = axis(0);
    int second = axis(1);
    int left = dims(0).length;
    int right = dims(1).length;
    if (left == 1 && right == 1) {
      return of.on("normalize") ? cosine(vector(0), vector(1)) : dot(vector(0), vector(1));
    } else if (left == 2 && right == 1) {
      return product(steps(0), vector(1), first);
    } else if (left == 1 && right == 2) {
      return product(steps(1), vector(0), second);
    } else if (left == 2 && right == 2) {
      return product(steps(0), steps(1), first, second);
    }
    // Images as sequences of the axis that is summed over.
    Stage<Sequence, Sequence> product = product(lines(0, first), lines(1, second), 2, 2);
    long[] out = of.goldens().tensors().get(of.name() + "/y").dims();
    return product.then(new Reshape<Rank>(Arrays.stream(out, 1, out.length).boxed().toList()));
  }

  private int axis(int input) {
    int axis = of.number("axes", input);
    return axis < 0 ? axis + dims(input).length + 1 : axis;
  }

  private Stage<Sequence, Vector> product(
      Stage<Sequence, Sequence> a, Stage<Sequence, Vector> b, int axis) {
    return of.on("normalize") ? cosine(a, b, axis) : dot(a, b, axis);
  }

  private Stage<Sequence, Sequence> product(
      Stage<Sequence, Sequence> a, Stage<Sequence, Sequence> b, int first, int second) {
    return of.on("normalize") ? cosine(a, b, first, second) : dot(a, b, first, second);
  }

  private Stage<Sequence, Vector> vector(int input) {
    return part(input).then(new Reshape<Vector>(lengths(input)));
  }

  private Stage<Sequence, Sequence> steps(int input) {
    return part(input).then(new Reshape<Sequence>(lengths(input)));
  }

  private List<Long> lengths(int input) {
    return Arrays.stream(dims(input)).boxed().toList();
  }

  private Stage<Sequence, Sequence> lines(int input, int axis) {
    List<Integer> order =
        new ArrayList<>(IntStream.rangeClosed(1, dims(input).length).boxed().toList());
    order.remove(Integer.valueOf(axis));
    order.add(axis);
    return part(input)
        .then(new Reshape<Rank>(lengths(input)))
        .then(permute(order.toArray(Integer[]::new)))
        .then(new Reshape<Sequence>(List.of(-1L, dims(input)[axis - 1])));
  }
}
