package dev.hebb.network.layer;

import dev.hebb.graph.DeclarationException;
import dev.hebb.graph.Scope;
import dev.hebb.graph.Value;
import java.util.ArrayList;
import java.util.List;

/**
 * At the border channels are last, as in Keras; the operators on images want them behind the batch.
 * A transposition there and one back; between two such layers they cancel.
 */
final class Channels {
  private Channels() {}

  /** {@code [batch, axes..., channels] -> [batch, channels, axes...]}. */
  static Value first(Value value, Scope scope) {
    int rank = value.shape().rank();
    List<Integer> order = new ArrayList<>(List.of(0, rank - 1));
    for (int axis = 1; axis < rank - 1; axis++) {
      order.add(axis);
    }
    return scope.transpose(value, order.toArray(Integer[]::new));
  }

  /** {@code [batch, channels, axes...] -> [batch, axes..., channels]}. */
  static Value last(Value value, Scope scope) {
    int rank = value.shape().rank();
    List<Integer> order = new ArrayList<>(List.of(0));
    for (int axis = 2; axis < rank; axis++) {
      order.add(axis);
    }
    order.add(1);
    return scope.transpose(value, order.toArray(Integer[]::new));
  }

  /**
   * That axis, counted from 1 after the batch, behind the others; -1 is behind them already.
   *
   * @throws DeclarationException when there is no such axis
   */
  static Value from(int axis, Value value, Scope scope) {
    int last = value.shape().rank() - 1;
    if (axis == -1 || axis == last) {
      return value;
    }
    new Axes(List.of(axis)).in(value.shape());
    List<Integer> order = new ArrayList<>();
    for (int i = 0; i <= last; i++) {
      if (i != axis) {
        order.add(i);
      }
    }
    order.add(axis);
    return scope.transpose(value, order.toArray(Integer[]::new));
  }

  /** The last axis where {@link #from} took it from. */
  static Value to(int axis, Value value, Scope scope) {
    int last = value.shape().rank() - 1;
    if (axis == -1 || axis == last) {
      return value;
    }
    List<Integer> order = new ArrayList<>();
    for (int i = 0; i < last; i++) {
      order.add(i);
    }
    order.add(axis, last);
    return scope.transpose(value, order.toArray(Integer[]::new));
  }
}
