package dev.hebb.onnx;

import static org.assertj.core.api.Assertions.assertThat;

import ai.onnx.proto.OnnxMl;
import dev.hebb.graph.DataType;
import dev.hebb.graph.Engine;
import dev.hebb.graph.GraphSource;
import dev.hebb.graph.Model;
import dev.hebb.graph.Node;
import dev.hebb.graph.Port;
import dev.hebb.graph.Tensor;
import dev.hebb.graph.op.Op;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.onnx.global.onnx;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/**
 * Every operator: inferred shape = PyTorch's = ONNX Runtime's, numbers equal, the file valid ONNX.
 */
class OpContractTest {
  @TestFactory
  Stream<DynamicTest> operatorsMeanTheSameInBothPrints() {
    return Rows.all().entrySet().stream()
        .map(row -> DynamicTest.dynamicTest(row.getKey(), () -> check(row.getValue())));
  }

  private static void check(GraphSource source) {
    Model model = Models.of(source);
    ModelPrinter printer = new ModelPrinter(model, Opset.DEFAULT);
    Engine engine = Engine.find().orElseThrow();
    Proof proof = Verification.of(model, printer, engine, Path.of("row.onnx")).prove(List.of());
    assertThat(proof.maxDeviation()).isLessThanOrEqualTo(proof.tolerance());
    assertThat(proof.goldens()).isNotEmpty();
    double sum = 0;
    for (Proof.Golden golden : proof.goldens()) {
      for (Port port : model.graph().outputs()) {
        Tensor output = golden.outputs().get(port.name());
        assertThat(output.dims()).isEqualTo(port.value().shape().at(golden.dims()));
        boolean whole = output.type() == DataType.INT64;
        for (float value : whole ? new float[0] : output.toFloats()) {
          sum += Math.abs(value);
        }
      }
    }
    assertThat(sum).as("zeros prove nothing").isGreaterThan(0);
    checker(printer.model(Metadata.of(model, proof)));
  }

  /** The checker of ONNX itself, with shape inference; throws when it finds something. */
  static void checker(OnnxMl.ModelProto model) {
    byte[] bytes = model.toByteArray();
    org.bytedeco.onnx.ModelProto parsed = new org.bytedeco.onnx.ModelProto();
    try (BytePointer pointer = new BytePointer(bytes)) {
      assertThat(parsed.ParseFromString(pointer)).isTrue();
      onnx.check_model(parsed);
      onnx.InferShapes(parsed);
      onnx.check_model(parsed);
    }
  }

  @Test
  void everyOperatorHasARow() {
    Set<Class<?>> covered = new HashSet<>();
    for (GraphSource source : Rows.all().values()) {
      for (Node node : source.graph().nodes()) {
        covered.add(node.op().getClass());
      }
    }
    assertThat(covered).containsExactlyInAnyOrder(Op.class.getPermittedSubclasses());
  }

  @Test
  void everyOpsetSaysTheSame() {
    List<String> names =
        List.of(
            "activation GELU",
            "lstm bias",
            "gru reset before bias",
            "standard scaler",
            "conv same 4 2",
            "arithmetic and axes",
            "multiHeadAttention, causal, padded",
            "cell peephole_lstm, backwards, steps and states",
            "padded cell that reads another input");
    Map<String, GraphSource> rows = Rows.all();
    for (int version = Opset.LEAST; version <= Opset.MOST; version++) {
      for (String name : names) {
        Model model = Models.of(rows.get(name));
        ModelPrinter printer = new ModelPrinter(model, new Opset(version));
        Proof proof =
            Verification.of(model, printer, Engine.find().orElseThrow(), Path.of(name))
                .prove(List.of());
        assertThat(proof.maxDeviation())
            .as("%s, opset %d", name, version)
            .isLessThanOrEqualTo(proof.tolerance());
        checker(printer.model(Map.of()));
      }
    }
  }
}
