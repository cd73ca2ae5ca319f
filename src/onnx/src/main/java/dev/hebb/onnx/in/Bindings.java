package dev.hebb.onnx.in;

import dev.hebb.graph.Tensor;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What is said about a file before it is read.
 *
 * @param name of the graph, in place of its own
 * @param dims lengths of free axes
 * @param constants inputs that are written down
 * @param batch whether the first axis of every input is free, whatever the file says
 * @param outputs values or nodes to end at; none for the file's own outputs
 * @param frozen up to which value or node training leaves it as it is
 */
record Bindings(
    Optional<String> name,
    Map<String, Long> dims,
    Map<String, Tensor> constants,
    boolean batch,
    List<String> outputs,
    Optional<String> frozen) {
  static final Bindings NONE =
      new Bindings(Optional.empty(), Map.of(), Map.of(), false, List.of(), Optional.empty());

  Bindings {
    dims = Map.copyOf(dims);
    constants = Collections.unmodifiableMap(new LinkedHashMap<>(constants));
    outputs = List.copyOf(outputs);
  }

  Bindings named(String other) {
    return new Bindings(Optional.of(other), dims, constants, batch, outputs, frozen);
  }

  Bindings dim(String axis, long length) {
    Map<String, Long> more = new LinkedHashMap<>(dims);
    more.put(axis, length);
    return new Bindings(name, more, constants, batch, outputs, frozen);
  }

  Bindings constant(String input, Tensor tensor) {
    Map<String, Tensor> more = new LinkedHashMap<>(constants);
    more.put(input, tensor);
    return new Bindings(name, dims, more, batch, outputs, frozen);
  }

  Bindings batched() {
    return new Bindings(name, dims, constants, true, outputs, frozen);
  }

  Bindings until(List<String> others) {
    return new Bindings(name, dims, constants, batch, others, frozen);
  }

  Bindings frozenUntil(String place) {
    return new Bindings(name, dims, constants, batch, outputs, Optional.of(place));
  }
}
