package dev.hebb.onnx;

import static org.assertj.core.api.Assertions.assertThat;

import ai.onnx.proto.OnnxMl;
import dev.hebb.graph.Engine;
import dev.hebb.graph.GraphSource;
import dev.hebb.graph.Model;
import dev.hebb.graph.Port;
import dev.hebb.graph.Tensor;
import dev.hebb.onnx.in.OnnxModel;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/** Whatever is written is read again, and says the same under the same names. */
class ReadBackTest {
  /** What a recurrence of one's own, or one that writes rows, is made of. */
  private static final Set<String> NOT_READ = Set.of("Scan", "Loop", "GatherElements");

  @TempDir static Path folder;

  @TestFactory
  Stream<DynamicTest> everyRowOfTheContractTable() {
    return Rows.all().entrySet().stream()
        .map(row -> DynamicTest.dynamicTest(row.getKey(), () -> check(row.getValue())));
  }

  private static void check(GraphSource source) throws IOException {
    Model model = Models.of(source);
    OnnxMl.ModelProto proto = new ModelPrinter(model, Opset.DEFAULT).model(Map.of());
    Set<String> operators = new TreeSet<>();
    proto.getGraph().getNodeList().forEach(node -> operators.add(node.getOpType()));
    operators.removeAll(OnnxModel.operators());
    if (!operators.isEmpty()) {
      assertThat(NOT_READ).containsAll(operators);
      return;
    }
    Path file = Files.write(folder.resolve("row.onnx"), proto.toByteArray());
    Model read = OnnxModel.read(file).model();
    assertThat(read.graph().inputs()).map(Port::name).isEqualTo(names(model.graph().inputs()));
    assertThat(names(read.graph().outputs())).isEqualTo(names(model.graph().outputs()));
    double tolerance =
        Verification.of(model, new ModelPrinter(model, Opset.DEFAULT), engine(), file).tolerance();
    for (Probe probe : Probe.of(model, List.of()).stream().filter(Probe::usual).toList()) {
      Map<String, Tensor> wanted = run(model, probe);
      Map<String, Tensor> got = run(read, probe);
      for (int i = 0; i < read.graph().outputs().size(); i++) {
        Tensor a = wanted.get(model.graph().outputs().get(i).value().name());
        Tensor b = got.get(read.graph().outputs().get(i).value().name());
        assertThat(Verification.deviation(a, b)).isLessThanOrEqualTo(tolerance);
      }
    }
  }

  private static List<String> names(List<Port> ports) {
    return ports.stream().map(Port::name).toList();
  }

  private static Engine engine() {
    return Engine.find().orElseThrow();
  }

  private static Map<String, Tensor> run(Model model, Probe probe) {
    List<String> values =
        model.graph().outputs().stream().map(port -> port.value().name()).distinct().toList();
    try (Engine.Session session = engine().open(model, values)) {
      return session.run(probe.inputs());
    }
  }
}
