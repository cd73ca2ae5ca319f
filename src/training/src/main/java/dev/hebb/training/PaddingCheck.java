package dev.hebb.training;

import dev.hebb.graph.DataType;
import dev.hebb.graph.Dim;
import dev.hebb.graph.Graph;
import dev.hebb.graph.Port;
import dev.hebb.graph.Shape;
import dev.hebb.graph.Size;
import dev.hebb.graph.Tensor;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Whether rows that are padded say rightly how long they are, and are long enough. */
record PaddingCheck(Graph graph, List<RowLengths> lengths) {
  static PaddingCheck of(Graph graph) {
    return new PaddingCheck(
        graph, RowLengths.of(graph).stream().filter(RowLengths::known).toList());
  }

  /** Whether there is nothing to look at. */
  boolean idle() {
    return lengths.isEmpty();
  }

  /**
   * Looks at rows of data.
   *
   * @param tensors those of the inputs, and maybe more behind
   * @param rows their numbers, for errors
   */
  void check(List<Tensor> tensors, int[] rows) {
    if (idle()) {
      return;
    }
    Map<String, Long> least = sizes(tensors);
    for (RowLengths each : lengths) {
      if (each.told() >= 0) {
        told(each, tensors, rows);
      } else {
        atTheEnd(each, tensors, rows);
      }
      for (long length : each.in(tensors)) {
        least.merge(each.symbol(), length, Math::min);
      }
    }
    Fit.longEnough(graph, least);
  }

  private Port port(int input) {
    return graph.inputs().get(input);
  }

  private Map<String, Long> sizes(List<Tensor> tensors) {
    Map<String, Long> sizes = new HashMap<>();
    for (int i = 0; i < graph.inputs().size(); i++) {
      Shape shape = port(i).value().shape();
      for (int axis = 0; axis < shape.rank(); axis++) {
        Dim dim = shape.dim(axis);
        if (dim.size() instanceof Size.Symbol symbol) {
          sizes.put(symbol.name(), tensors.get(i).dims()[axis]);
        }
      }
    }
    return sizes;
  }

  private void told(RowLengths each, List<Tensor> tensors, int[] rows) {
    long time = tensors.get(each.input()).dims()[each.axis()];
    long[] lengths = tensors.get(each.told()).toLongs();
    for (int row = 0; row < lengths.length; row++) {
      if (lengths[row] < 1 || lengths[row] > time) {
        throw new TrainingException(
            "%s: input \"%s\": expected lengths from 1 to %d, the %s of \"%s\", got %d in row %d. Leave empty rows out, and pad to the longest."
                .formatted(
                    graph.name(),
                    port(each.told()).name(),
                    time,
                    port(each.input()).value().shape().dim(each.axis()).name(),
                    port(each.input()).name(),
                    lengths[row],
                    rows[row]));
      }
    }
  }

  private void atTheEnd(RowLengths each, List<Tensor> tensors, int[] rows) {
    boolean[][] padding = each.padding(tensors);
    for (int row = 0; row < padding.length; row++) {
      for (int step = 1; step < padding[row].length; step++) {
        if (padding[row][step - 1] && !padding[row][step]) {
          throw notAtTheEnd(each, tensors.get(each.input()), row, step, rows[row]);
        }
      }
    }
  }

  private TrainingException notAtTheEnd(
      RowLengths each, Tensor tensor, int row, int step, int number) {
    String name = port(each.input()).name();
    return new TrainingException(
        tensor.type() == DataType.INT64
            ? "%s: input \"%s\": expected zeros at the end of rows only, where they are padding, got one before %d in row %d. Number tokens from 1."
                .formatted(
                    graph.name(),
                    name,
                    tensor.toLongs()[row * (int) tensor.dims()[1] + step],
                    number)
            : "%s: input \"%s\": expected steps of %s at the end of rows only, where they are padding, got one before step %d in row %d. Mask a number that no other step is made of."
                .formatted(graph.name(), name, each.number(), step, number));
  }
}
