package dev.hebb.onnx;

import static org.assertj.core.api.Assertions.assertThat;

import ai.onnx.proto.OnnxMl;
import dev.hebb.graph.Engine;
import dev.hebb.graph.GraphSource;
import dev.hebb.graph.Model;
import dev.hebb.graph.Samples;
import dev.hebb.graph.Tensor;
import dev.hebb.onnx.precision.Precision;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/**
 * Every form of every kind of network, in every version of ONNX: valid, and with the same numbers.
 */
class FormOpsetsTest {
  // As an export prints it, without the proof that it would make each time.
  private static OnnxMl.ModelProto printed(Model model, int opset, Form form) {
    Laid laid = Laid.of(model, form, Engine.find().orElseThrow());
    Model tidy =
        new Model(
            Transposes.fewest(laid.model().graph().phase(false)),
            laid.model().weights(),
            laid.model().notes());
    boolean plain = form.precision().exact();
    ModelPrinter printer = new ModelPrinter(plain ? laid.model() : tidy, new Opset(opset));
    OnnxMl.ModelProto written =
        form.precision().rewrite(printer.model(Map.of()), new SampleRuns(laid, 0)::over).model();
    OpContractTest.checker(written);
    assertThat(written.getOpsetImport(0).getVersion()).isEqualTo(opset);
    return written;
  }

  private static Map<String, Model> zoo() {
    Map<String, Model> zoo = new LinkedHashMap<>();
    for (Map.Entry<String, GraphSource> each : FormZoo.all().entrySet()) {
      zoo.put(each.getKey(), Model.initial(each.getValue(), 5));
    }
    return zoo;
  }

  private static Map<String, Tensor> rows(Model model, long batch) {
    Probe probe =
        Probe.of(model, List.of()).stream()
            .filter(each -> each.dims().get(Probe.BATCH) == batch)
            .reduce((first, second) -> second)
            .orElseThrow();
    return probe.inputs();
  }

  @Test
  void batchOfOneWithItsChannelsFirst() {
    for (Map.Entry<String, Model> each : zoo().entrySet()) {
      Model model = each.getValue();
      boolean images = FormZoo.images().containsKey(each.getKey());
      Map<String, Tensor> row = rows(model, 1);
      Tensor expected = trained(model, row);
      for (int opset = Opset.LEAST; opset <= Opset.MOST; opset++) {
        Form single = Form.USUAL.fixed(Probe.BATCH, 1);
        OnnxMl.ModelProto written = printed(model, opset, images ? single.turned() : single);
        Map<String, Tensor> fed = new LinkedHashMap<>(row);
        fed.replaceAll((name, tensor) -> images ? first(tensor) : tensor);
        Tensor got = run(written, fed);
        Tensor turned = images && expected.dims().length > 3 ? first(expected) : expected;
        assertThat(Verification.deviation(turned, got))
            .as("%s, opset %d", each.getKey(), opset)
            .isLessThan(1e-5);
      }
    }
  }

  @Test
  void smallerNumbersInEveryVersion() {
    for (Map.Entry<String, Model> each : zoo().entrySet()) {
      Model model = each.getValue();
      Map<String, Tensor> rows = rows(model, 5);
      Samples samples = Samples.of(List.copyOf(rows.values()), List.of());
      for (Precision precision :
          List.of(Precision.float16(), Precision.dynamicInt8(), Precision.staticInt8(samples))) {
        Tensor first = Tensor.zeros(0);
        Model prepared = precision.prepared(model);
        for (int opset = Opset.LEAST; opset <= Opset.MOST; opset++) {
          Tensor got = run(printed(prepared, opset, Form.USUAL.precision(precision)), rows);
          first = opset == Opset.LEAST ? got : first;
          assertThat(Verification.deviation(first, got))
              .as("%s, %s, opset %d", each.getKey(), precision.text(), opset)
              .isLessThan(1e-5);
        }
        assertThat(Verification.deviation(trained(model, rows), first))
            .as("%s, %s", each.getKey(), precision.text())
            .isPositive()
            .isLessThan(0.03);
      }
    }
  }

  private static Tensor first(Tensor tensor) {
    return ChannelsFirst.transposed(tensor, Transposes.first(tensor.dims().length));
  }

  private static Tensor run(OnnxMl.ModelProto model, Map<String, Tensor> rows) {
    String output = model.getGraph().getOutput(0).getName();
    try (OrtSession session = new OrtSession(model)) {
      return session.run(rows, List.of(output)).get(output);
    }
  }

  private static Tensor trained(Model model, Map<String, Tensor> rows) {
    String value = model.graph().outputs().get(0).value().name();
    try (Engine.Session session = Engine.find().orElseThrow().open(model, List.of(value))) {
      return session.run(rows).get(value);
    }
  }
}
