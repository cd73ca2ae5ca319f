package dev.hebb.onnx;

import ai.onnx.proto.OnnxMl;
import dev.hebb.graph.Port;
import dev.hebb.graph.Samples;
import dev.hebb.graph.Tensor;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * Runs printed models over samples, as many rows at once as memory bears.
 *
 * @param batch how many rows a call must have; 0 if it may be any
 */
record SampleRuns(Laid laid, long batch) {
  private static final long MOST_ROWS = 32;
  private static final long MOST_NUMBERS = 1 << 16;

  /** Batch by batch; rows that do not fill a batch of a fixed size are left out. */
  void over(
      OnnxMl.ModelProto model,
      List<Samples> samples,
      List<String> outputs,
      Consumer<Map<String, Tensor>> seen) {
    if (samples.isEmpty()) {
      throw refusal(List.of());
    }
    try (OrtSession session = new OrtSession(model)) {
      for (Samples each : samples) {
        over(session, each.inputs(), outputs, seen);
      }
    }
  }

  private void over(
      OrtSession session,
      List<Tensor> rows,
      List<String> outputs,
      Consumer<Map<String, Tensor>> seen) {
    List<Port> inputs = inputs();
    long count = rows.isEmpty() ? 0 : rows.get(0).dims()[0];
    if (rows.size() != inputs.size() || count < Math.max(batch, 1)) {
      throw refusal(rows);
    }
    long numbers = rows.stream().mapToLong(Tensor::size).sum() / count;
    long step =
        batch > 0 ? batch : Math.max(1, Math.min(MOST_ROWS, MOST_NUMBERS / Math.max(numbers, 1)));
    for (long from = 0; batch > 0 ? from + step <= count : from < count; from += step) {
      Map<String, Tensor> fed = new LinkedHashMap<>();
      for (int i = 0; i < inputs.size(); i++) {
        fed.put(inputs.get(i).name(), rows.get(i).rows(from, Math.min(from + step, count)));
      }
      seen.accept(session.run(laid.rows().apply(fed), outputs));
    }
  }

  private List<Port> inputs() {
    return laid.model().graph().inputs();
  }

  private ExportException refusal(List<Tensor> rows) {
    return new ExportException(
        "%s: samples: expected a tensor for each of %s, with at least %d rows, got %s. Give one for each input."
            .formatted(
                laid.model().graph().name(),
                inputs().stream().map(Port::name).toList(),
                Math.max(batch, 1),
                rows));
  }
}
