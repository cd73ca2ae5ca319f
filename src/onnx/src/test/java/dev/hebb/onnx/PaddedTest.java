package dev.hebb.onnx;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hebb.graph.DataType;
import dev.hebb.graph.Engine;
import dev.hebb.graph.Graph;
import dev.hebb.graph.Indices;
import dev.hebb.graph.Model;
import dev.hebb.graph.Padded;
import dev.hebb.graph.Port;
import dev.hebb.graph.Shape;
import dev.hebb.graph.Tensor;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** A padded batch gives, row by row, what each row alone gives: in the trainer and exported. */
class PaddedTest {
  private static final int TIME = 9;
  private static final long[] LENGTHS = {9, 5, 7};

  // Sums over more steps are grouped otherwise.
  private static final double TOLERANCE = 2e-6;

  @TestFactory
  Stream<DynamicTest> rowByRow() {
    return PaddedRows.all().entrySet().stream()
        .map(row -> DynamicTest.dynamicTest(row.getKey(), () -> check(Models.of(row.getValue()))));
  }

  /** Row by row, in the trainer and exported. */
  static void check(Model model) {
    List<Port> outputs = model.graph().outputs();
    List<String> values = outputs.stream().map(port -> port.value().name()).toList();
    List<String> names = outputs.stream().map(Port::name).toList();
    Map<String, Tensor> batch = batch(model.graph());
    try (Engine.Session trainer = Engine.find().orElseThrow().open(model, values);
        OrtSession runtime =
            new OrtSession(new ModelPrinter(model, Opset.DEFAULT).model(Map.of()))) {
      Map<String, Tensor> trained = trainer.run(batch);
      Map<String, Tensor> exported = runtime.run(batch, names);
      for (int row = 0; row < LENGTHS.length; row++) {
        Map<String, Tensor> alone = alone(model.graph(), batch, row);
        Map<String, Tensor> trainedAlone = trainer.run(alone);
        Map<String, Tensor> exportedAlone = runtime.run(alone, names);
        for (int i = 0; i < names.size(); i++) {
          Shape shape = outputs.get(i).value().shape();
          compare(shape, trained.get(values.get(i)), trainedAlone.get(values.get(i)), row);
          compare(shape, exported.get(names.get(i)), exportedAlone.get(names.get(i)), row);
        }
      }
    }
  }

  private static void compare(Shape shape, Tensor batch, Tensor alone, int row) {
    float[] all = batch.rows(row, row + 1).toFloats();
    float[] one = alone.toFloats();
    long[] dims = alone.dims();
    long[] wide = batch.dims();
    assertThat(one).isNotEmpty();
    double sum = 0;
    for (int i = 0; i < one.length; i++) {
      // A padded axis is longer in the batch; what is beyond the row's end says nothing.
      long at = 0;
      long rest = i;
      long stride = 1;
      for (int axis = dims.length - 1; axis > 0; axis--) {
        assertThat(wide[axis])
            .isEqualTo(shape.dim(axis).size().fixed().isPresent() ? dims[axis] : wide[axis]);
        at += rest % dims[axis] * stride;
        rest /= dims[axis];
        stride *= wide[axis];
      }
      assertThat((double) all[(int) at])
          .as("row %d at %d", row, i)
          .isCloseTo(one[i], org.assertj.core.data.Offset.offset(TOLERANCE));
      sum += Math.abs(one[i]);
    }
    assertThat(sum).isGreaterThan(0);
  }

  // What pads the rows is far from what is in them, but where the padding is known by its number.
  private static Map<String, Tensor> batch(Graph graph) {
    SplittableRandom random = new SplittableRandom(3);
    Map<String, Long> dims =
        Map.of("batch", (long) LENGTHS.length, "time", (long) TIME, "height", (long) TIME);
    boolean told = !Padded.of(graph).isEmpty();
    Map<String, Tensor> inputs = new LinkedHashMap<>();
    for (Port port : graph.inputs()) {
      long[] shape = port.value().shape().at(dims);
      if (shape.length == 1) {
        inputs.put(port.name(), Tensor.of(LENGTHS, LENGTHS.length));
      } else if (port.value().type() == DataType.INT64) {
        long limit = Indices.limits(graph).get(port.name());
        long[] values = new long[LENGTHS.length * TIME];
        Arrays.setAll(values, i -> i % TIME < LENGTHS[i / TIME] ? random.nextLong(1, limit) : 0);
        inputs.put(port.name(), Tensor.of(values, shape));
      } else {
        float[] values = new float[Math.toIntExact(Tensor.elements(shape))];
        int step = values.length / LENGTHS.length / TIME;
        for (int i = 0; i < values.length; i++) {
          boolean there = i / step % TIME < LENGTHS[i / step / TIME];
          values[i] = there ? (float) random.nextDouble(-1, 1) : told ? 77 : 0;
        }
        inputs.put(port.name(), Tensor.of(values, shape));
      }
    }
    return inputs;
  }

  private static Map<String, Tensor> alone(Graph graph, Map<String, Tensor> batch, int row) {
    Map<String, Tensor> inputs = new LinkedHashMap<>();
    for (Port port : graph.inputs()) {
      Tensor tensor = batch.get(port.name()).rows(row, row + 1);
      long[] dims = tensor.dims();
      if (dims.length > 1) {
        dims[1] = LENGTHS[row];
        Tensor steps = tensor.reshaped(Arrays.copyOfRange(tensor.dims(), 1, dims.length));
        tensor = steps.rows(0, LENGTHS[row]).reshaped(dims);
      }
      inputs.put(port.name(), tensor);
    }
    return inputs;
  }
}
