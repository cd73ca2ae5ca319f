package dev.hebb.onnx;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hebb.graph.DeclarationException;
import dev.hebb.graph.Dim;
import dev.hebb.graph.Engine;
import dev.hebb.graph.GraphSource;
import dev.hebb.graph.Model;
import dev.hebb.graph.Port;
import dev.hebb.graph.Size;
import dev.hebb.graph.Streaming;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/**
 * Every network of the contract table, over every axis of its inputs: it streams, and N ticks are a
 * window of N; or it is refused.
 */
class StreamContractTest {
  private static Map<String, GraphSource> rows() {
    Map<String, GraphSource> rows = new LinkedHashMap<>(Rows.all());
    rows.putAll(LayerRows.all());
    rows.putAll(PaddedRows.all());
    return rows;
  }

  private static Set<String> axes(GraphSource source) {
    Set<String> axes = new LinkedHashSet<>();
    for (Port port : source.graph().inputs()) {
      for (Dim dim : port.value().shape().dims()) {
        axes.add(dim.size() instanceof Size.Symbol symbol ? symbol.name() : dim.name());
      }
    }
    axes.remove("batch");
    return axes;
  }

  /** Empty where it is refused. */
  private static Optional<Streaming> twin(GraphSource source, String axis) {
    try {
      return Optional.of(Streaming.of(source.graph(), axis));
    } catch (DeclarationException refused) {
      assertThat(refused.getMessage()).contains(": cannot be streamed");
      return Optional.empty();
    }
  }

  @TestFactory
  Stream<DynamicTest> ticksAreWindows() {
    List<DynamicTest> tests = new ArrayList<>();
    rows()
        .forEach(
            (name, source) -> {
              for (String axis : axes(source)) {
                twin(source, axis)
                    .ifPresent(
                        twin ->
                            tests.add(
                                DynamicTest.dynamicTest(
                                    name + " over " + axis, () -> check(source, twin))));
              }
            });
    return tests.stream();
  }

  private static void check(GraphSource source, Streaming twin) {
    Model all = Models.of(source);
    Model window = new Model(twin.window(), all.weights());
    ModelPrinter step = new ModelPrinter(new Model(twin.step(), all.weights()), Opset.DEFAULT);
    Optional<ModelPrinter> begin =
        twin.begin().map(graph -> new ModelPrinter(new Model(graph, all.weights()), Opset.DEFAULT));
    double tolerance = 1e-5;
    double worst =
        new StreamProof(window, twin, Engine.find().orElseThrow(), Path.of("row.onnx"), tolerance)
            .worst(step, begin, List.of());
    assertThat(worst).isLessThanOrEqualTo(tolerance);
    OpContractTest.checker(step.model(Map.of()));
  }

  @Test
  void whatStreams() {
    List<String> names = new ArrayList<>();
    rows()
        .forEach(
            (name, source) -> {
              for (String axis : axes(source)) {
                twin(source, axis).ifPresent(twin -> names.add(name + " over " + axis));
              }
            });
    assertThat(names)
        .contains(
            "lstm bias over time",
            "gru from inputs over time",
            "additiveAttention, padded over query_time",
            "encoder and decoder over target_time")
        .doesNotContain("both directions over time", "lstm bias backwards over time")
        .hasSizeGreaterThan(100);
  }
}
