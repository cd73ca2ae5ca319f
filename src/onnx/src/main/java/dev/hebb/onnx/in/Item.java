package dev.hebb.onnx.in;

import dev.hebb.graph.Size;
import dev.hebb.graph.Value;
import java.util.List;
import java.util.Optional;

/**
 * A value of the ONNX file on its way into the graph: known by now, or computed there, or both.
 *
 * @param name its name in the file
 * @param roots the weights that it is made of, where it is made of nothing else
 */
record Item(
    String name, Kind kind, Optional<Known> known, Optional<Value> value, List<String> roots) {
  Item {
    roots = List.copyOf(roots);
  }

  static Item of(String name, Known known) {
    return new Item(name, known.kind(), Optional.of(known), Optional.empty(), List.of());
  }

  static Item of(Kind kind, Value value) {
    return new Item(value.name(), kind, Optional.empty(), Optional.of(value), List.of());
  }

  Item named(String other) {
    return new Item(other, kind, known, value, roots);
  }

  /** Also in the graph. */
  Item in(Value other, List<String> weights) {
    return new Item(name, kind, known, Optional.of(other), weights);
  }

  Item known(Known other) {
    return new Item(name, kind, Optional.of(other), value, roots);
  }

  Item rooted(List<String> weights) {
    return new Item(name, kind, known, value, weights);
  }

  /** The lengths of its axes. */
  List<Size> sizes() {
    return known
        .map(each -> each.dims().stream().map(Size::of).toList())
        .orElseGet(() -> value.orElseThrow().shape().sizes());
  }

  int rank() {
    return sizes().size();
  }
}
