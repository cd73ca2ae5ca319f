package dev.hebb.stream;

import dev.hebb.runtime.Element;
import dev.hebb.runtime.engine.Declared;
import dev.hebb.runtime.engine.Golden;
import dev.hebb.runtime.engine.GoldenCheck;
import dev.hebb.runtime.engine.Loaded;
import dev.hebb.runtime.engine.Metadata;
import dev.hebb.runtime.engine.ModelFile;
import dev.hebb.runtime.engine.Plan;
import dev.hebb.runtime.engine.Slot;
import dev.hebb.stream.tick.Program;
import java.nio.Buffer;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
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

  private static final Set<Element> READ =
      EnumSet.of(Element.FLOAT32, Element.INT64, Element.INT32);

  /** The program for these sizes; empty where Java cannot compute it, or not as fast. */
  Optional<Program> of(Plan plan) {
    return of(plan.inputs(), plan.outputs().stream().map(Slot::declared).toList())
        .filter(program -> program.multiplications() <= MOST);
  }

  Optional<Program> of(List<Slot> inputs, List<Declared> outputs) {
    if (outputs.stream().anyMatch(output -> output.type() != Element.FLOAT32)
        || !inputs.stream().allMatch(input -> READ.contains(input.type()))) {
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

  /** Whether they say what the file's golden vectors say. */
  boolean hold(Loaded loaded) {
    Metadata metadata = loaded.metadata();
    List<Declared> inputs = loaded.engine().inputs();
    List<Declared> outputs = loaded.engine().outputs();
    for (int index = 0; index < metadata.goldenCount(); index++) {
      Golden golden = Golden.of(index, metadata);
      List<Slot> slots =
          inputs.stream().map(input -> new Slot(input, golden.sizes(input))).toList();
      Optional<Program> program = of(slots, outputs);
      if (program.isEmpty() || !holds(golden, program.get(), inputs, outputs)) {
        return false;
      }
    }
    return true;
  }

  private static boolean holds(
      Golden golden, Program program, List<Declared> inputs, List<Declared> outputs) {
    float[][] in = new float[inputs.size()][];
    float[][] out = new float[outputs.size()][];
    for (int i = 0; i < in.length; i++) {
      Buffer values = golden.inputValues(inputs.get(i));
      in[i] = new float[values.limit()];
      for (int at = 0; at < in[i].length; at++) {
        in[i][at] = (float) inputs.get(i).type().number(values, at);
      }
    }
    for (int i = 0; i < out.length; i++) {
      out[i] = new float[golden.values(outputs.get(i)).limit()];
    }
    program.run(in, out);
    for (int i = 0; i < out.length; i++) {
      Buffer expected = golden.values(outputs.get(i));
      for (int at = 0; at < out[i].length; at++) {
        double deviation =
            GoldenCheck.deviation(out[i][at], outputs.get(i).type().number(expected, at));
        if (!(deviation <= golden.metadata().tolerance())) {
          return false;
        }
      }
    }
    return true;
  }
}
