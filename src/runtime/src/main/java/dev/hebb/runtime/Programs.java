package dev.hebb.runtime;

import dev.hebb.runtime.tick.Program;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * The step of a file in Java, for whatever sizes.
 *
 * @param file its bytes
 */
record Programs(ModelFile file) {
  /**
   * Beyond so many multiplications a tick, ONNX Runtime's kernels win back what it costs to call
   * them.
   */
  private static final long MOST = 30_000;

  /** The program for these sizes; empty where Java cannot compute it, or not as fast. */
  Optional<Program> of(Plan plan) {
    return of(plan.inputs(), plan.outputs().stream().map(Slot::declared).toList())
        .filter(program -> program.multiplications() <= MOST);
  }

  Optional<Program> of(List<Slot> inputs, List<Declared> outputs) {
    if (outputs.stream().anyMatch(output -> output.type() != Element.FLOAT32)) {
      return Optional.empty();
    }
    Map<String, List<Integer>> sizes = new LinkedHashMap<>();
    for (Slot input : inputs) {
      long[] dims = input.sizes();
      sizes.put(
          input.name(), IntStream.range(0, dims.length).mapToObj(i -> (int) dims[i]).toList());
    }
    return Program.of(file.bytes(), sizes, outputs.stream().map(Declared::name).toList());
  }
}
