package dev.hebb.onnx;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hebb.graph.DataType;
import dev.hebb.graph.DeclarationException;
import dev.hebb.graph.Graph;
import dev.hebb.graph.GraphSource;
import dev.hebb.graph.Model;
import dev.hebb.graph.Port;
import dev.hebb.graph.Streaming;
import dev.hebb.graph.Tensor;
import dev.hebb.stream.tick.Program;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/**
 * What Java computes of a file is what ONNX Runtime computes: for every network of the contract
 * tables, and the step of each that streams.
 */
class JavaTicksTest {
  private static final double TOLERANCE = 1e-6;

  private static Map<String, Graph> graphs() {
    Map<String, GraphSource> sources = new LinkedHashMap<>(Rows.all());
    sources.putAll(LayerRows.all());
    sources.putAll(PaddedRows.all());
    sources.putAll(StreamNetworks.all());
    Map<String, Graph> graphs = new LinkedHashMap<>();
    sources.forEach(
        (name, source) -> {
          graphs.put(name, source.graph().phase(false));
          try {
            graphs.put(name + ", a step", Streaming.of(source.graph(), "time").step());
          } catch (DeclarationException refused) {
            assertThat(refused).hasMessageContaining("cannot be streamed");
          }
        });
    return graphs;
  }

  @TestFactory
  Stream<DynamicTest> javaSaysTheSame() {
    return graphs().entrySet().stream()
        .map(row -> DynamicTest.dynamicTest(row.getKey(), () -> check(row.getValue())));
  }

  private static void check(Graph graph) {
    Model model = Models.of(graph);
    ModelPrinter printer = new ModelPrinter(model, Opset.DEFAULT);
    byte[] file = printer.model(Map.of()).toByteArray();
    List<String> outputs = printer.outputs().stream().map(Port::name).toList();
    try (OrtSession session = new OrtSession(printer.model(Map.of()))) {
      for (Probe probe : Probe.of(model, List.of())) {
        Optional<Program> program = program(file, probe.inputs(), outputs);
        if (program.isPresent()) {
          Map<String, Tensor> expected = session.run(probe.inputs(), outputs);
          float[][] in =
              probe.inputs().values().stream().map(JavaTicksTest::floats).toArray(float[][]::new);
          float[][] out = new float[outputs.size()][];
          for (int i = 0; i < out.length; i++) {
            out[i] = new float[Math.toIntExact(expected.get(outputs.get(i)).size())];
          }
          program.get().run(in, out);
          for (int i = 0; i < out.length; i++) {
            float[] wanted = floats(expected.get(outputs.get(i)));
            assertThat(StreamTest.far(out[i], wanted)).as(outputs.get(i)).isLessThan(TOLERANCE);
          }
        }
      }
    }
  }

  private static Optional<Program> program(
      byte[] file, Map<String, Tensor> inputs, List<String> outputs) {
    Map<String, List<Integer>> sizes = new LinkedHashMap<>();
    inputs.forEach(
        (name, tensor) ->
            sizes.put(name, Arrays.stream(tensor.dims()).mapToObj(Math::toIntExact).toList()));
    return Program.of(file, sizes, outputs);
  }

  private static float[] floats(Tensor tensor) {
    if (tensor.type() != DataType.INT64) {
      return tensor.toFloats();
    }
    long[] longs = tensor.toLongs();
    float[] floats = new float[longs.length];
    for (int i = 0; i < floats.length; i++) {
      floats[i] = longs[i];
    }
    return floats;
  }

  @Test
  void everyStepOfTheseIsComputedInJava() {
    StreamNetworks.all()
        .forEach(
            (name, source) -> {
              Model step = Models.of(Streaming.of(source.graph()).step());
              Probe probe = Probe.of(step, List.of()).get(0);
              ModelPrinter printer = new ModelPrinter(step, Opset.DEFAULT);
              assertThat(
                      program(
                          printer.model(Map.of()).toByteArray(),
                          probe.inputs(),
                          printer.outputs().stream().map(Port::name).toList()))
                  .as(name)
                  .isPresent();
            });
  }
}
