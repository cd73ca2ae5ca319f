package dev.hebb.onnx.precision;

import ai.onnx.proto.OnnxMl;
import dev.hebb.graph.Samples;
import dev.hebb.graph.Tensor;
import java.nio.FloatBuffer;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Runs a model over samples and looks how far its inner numbers reach. */
record Observed(
    OnnxMl.ModelProto model, Runs runs, List<Samples> samples, Calibration calibration) {
  /** A scale for each value that is brought to bytes. */
  Map<String, Range.Scale> scales(Chosen chosen) {
    Set<String> fed = new HashSet<>();
    model.getGraph().getInputList().forEach(input -> fed.add(input.getName()));
    List<String> roots = chosen.values().stream().map(chosen::root).distinct().toList();
    Map<String, String> watched = new LinkedHashMap<>();
    roots.forEach(root -> watched.put(root, fed.contains(root) ? root + "/fed" : root));
    Map<String, Range> ranges = new HashMap<>();
    if (!roots.isEmpty()) {
      ranges.putAll(ranges(watched));
    }
    Map<String, Range.Scale> scales = new HashMap<>();
    for (String value : chosen.values()) {
      scales.put(value, ranges.get(chosen.root(value)).unsigned());
    }
    return scales;
  }

  private Map<String, Range> ranges(Map<String, String> watched) {
    OnnxMl.ModelProto open = open(watched);
    List<String> outputs = List.copyOf(watched.values());
    Map<String, Range> ranges = new HashMap<>();
    watched.keySet().forEach(value -> ranges.put(value, Range.NONE));
    runs.over(
        open,
        samples,
        outputs,
        seen ->
            watched.forEach(
                (value, output) ->
                    ranges.computeIfPresent(value, (v, r) -> reach(r, seen.get(output)))));
    if (calibration instanceof Calibration.MinMax) {
      return ranges;
    }
    Map<String, Histogram> histograms = new HashMap<>();
    ranges.forEach((value, range) -> histograms.put(value, new Histogram(range)));
    runs.over(
        open,
        samples,
        outputs,
        seen ->
            watched.forEach(
                (value, output) -> histograms.get(value).add(seen.get(output).floats())));
    ranges.replaceAll((value, range) -> histograms.get(value).kept(calibration));
    return ranges;
  }

  private static Range reach(Range range, Tensor tensor) {
    FloatBuffer values = tensor.floats();
    float least = range.least();
    float most = range.most();
    while (values.hasRemaining()) {
      float value = values.get();
      least = Math.min(least, value);
      most = Math.max(most, value);
    }
    return new Range(least, most);
  }

  // What is fed cannot come out under its own name.
  private OnnxMl.ModelProto open(Map<String, String> watched) {
    OnnxMl.GraphProto.Builder graph = model.getGraph().toBuilder().clearOutput();
    watched.forEach(
        (value, output) -> {
          if (!value.equals(output)) {
            graph.addNode(Draft.node("Identity", output, List.of(value), output));
          }
          graph.addOutput(
              OnnxMl.ValueInfoProto.newBuilder()
                  .setName(output)
                  .setType(
                      OnnxMl.TypeProto.newBuilder()
                          .setTensorType(
                              OnnxMl.TypeProto.Tensor.newBuilder().setElemType(Draft.FLOAT))));
        });
    return model.toBuilder().setGraph(graph).build();
  }
}
