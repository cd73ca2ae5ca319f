package dev.hebb.training;

import dev.hebb.graph.Graph;
import dev.hebb.graph.Indices;
import dev.hebb.graph.Port;
import dev.hebb.graph.Shape;
import dev.hebb.graph.Size;
import dev.hebb.graph.Tensor;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;

/**
 * What is looked at in data: how its rows are padded, and whole numbers, wherever they are no
 * padding.
 *
 * @param ports inputs, then targets, then weights
 * @param limits for each tensor what its numbers must be below, 0 for any
 */
record Inspection(PaddingCheck padding, List<Port> ports, List<Integer> limits) {
  /** Of what a network is fed. */
  static Inspection of(Graph network) {
    return of(network, network, List.of());
  }

  /** Of what it is trained on. */
  static Inspection of(Graph network, Objective objective) {
    return of(network, objective.graph(), objective.beside());
  }

  private static Inspection of(Graph network, Graph whole, List<Port> targets) {
    List<Port> ports = new ArrayList<>(network.inputs());
    ports.addAll(targets);
    Map<String, Long> limits = Indices.limits(whole);
    List<Integer> below =
        ports.stream()
            .map(port -> limits.getOrDefault(port.value().name(), 0L).intValue())
            .toList();
    return new Inspection(PaddingCheck.of(network), ports, below);
  }

  /** The first number of a tensor that is below zero, or not below the limit, and no padding. */
  OptionalInt beyond(int tensor, List<Tensor> tensors, int limit) {
    long[] values = limit == 0 ? new long[0] : tensors.get(tensor).toLongs();
    List<RowEnds> ends = List.of();
    for (int at = 0; at < values.length; at++) {
      if (values[at] < 0 || values[at] >= limit) {
        ends = ends.isEmpty() ? ends(tensor, tensors) : ends;
        int place = at;
        if (ends.stream().noneMatch(each -> each.behind(place))) {
          return OptionalInt.of(at);
        }
      }
    }
    return OptionalInt.empty();
  }

  /**
   * Where rows end along an axis of a tensor.
   *
   * @param row how many numbers a row has
   * @param step how many numbers a place of the axis has
   * @param time how many places there are
   */
  private record RowEnds(long row, long step, long time, List<Long> ends) {
    boolean behind(int at) {
      return at % row / step % time >= ends.get((int) (at / row));
    }
  }

  private List<RowEnds> ends(int tensor, List<Tensor> tensors) {
    Shape shape = ports.get(tensor).value().shape();
    List<RowEnds> ends = new ArrayList<>();
    for (RowLengths each : padding.lengths()) {
      long[] dims = tensors.get(tensor).dims();
      for (int axis = 1; axis < dims.length; axis++) {
        Size size = shape.dim(axis).size();
        boolean itself = each.input() == tensor && each.axis() == axis;
        if (itself || size.rowLengths().filter(each.value()::equals).isPresent()) {
          long step = Tensor.elements(Arrays.copyOfRange(dims, axis + 1, dims.length));
          long row = Tensor.elements(Arrays.copyOfRange(dims, 1, dims.length));
          List<Long> rows =
              Arrays.stream(each.in(tensors))
                  .mapToObj(length -> size.at(Map.of(each.symbol(), length)))
                  .toList();
          ends.add(new RowEnds(row, step, dims[axis], rows));
        }
      }
    }
    return ends;
  }
}
