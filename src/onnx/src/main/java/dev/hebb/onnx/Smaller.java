package dev.hebb.onnx;

import ai.onnx.proto.OnnxMl;
import dev.hebb.graph.DataType;
import dev.hebb.graph.Engine;
import dev.hebb.graph.Judge;
import dev.hebb.graph.Port;
import dev.hebb.graph.Samples;
import dev.hebb.graph.Tensor;
import dev.hebb.onnx.precision.Rewritten;
import dev.hebb.onnx.precision.Runs;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * A model in another precision beside the one it was.
 *
 * @param before as it is printed in float32
 */
record Smaller(Writing writing, Laid laid, OnnxMl.ModelProto before) {
  /** Below, a file is as exact as any. */
  private static final double LEAST_TOLERANCE = 1e-5;

  private static final long SOME = 2; // rows, as many as a golden vector has

  /**
   * What the smaller model says to the probes.
   *
   * @param maxDeviation from the trainer
   * @param goldens with the smaller model's own outputs
   */
  record Measured(double maxDeviation, List<Proof.Golden> goldens) {
    /**
     * Elsewhere other sums are rounded otherwise, and a number may come to the next step; that is
     * less than what all steps together did to it.
     */
    Proof proof(String engine) {
      return new Proof(engine, maxDeviation, Math.max(maxDeviation, LEAST_TOLERANCE), goldens);
    }
  }

  /** Runs it beside the trainer. */
  Measured measure(OnnxMl.ModelProto small) {
    List<Port> outputs = laid.model().graph().outputs();
    List<String> names = outputs.stream().map(Port::name).toList();
    List<String> values = outputs.stream().map(port -> port.value().name()).distinct().toList();
    List<Proof.Golden> goldens = new ArrayList<>();
    double worst = 0;
    try (Engine.Session trainer = laid.engine().open(laid.model(), values);
        OrtSession runtime = new OrtSession(small)) {
      for (Probe probe : probes()) {
        Map<String, Tensor> expected = trainer.run(probe.inputs());
        Map<String, Tensor> got = runtime.run(probe.inputs(), names);
        for (Port port : outputs) {
          // Of whole numbers, such as the best class, there is no nearly.
          if (port.value().type() == DataType.FLOAT32) {
            worst =
                Math.max(
                    worst,
                    Verification.deviation(
                        expected.get(port.value().name()), got.get(port.name())));
          }
        }
        Verification.keep(probe, got, goldens);
      }
    }
    if (!(worst < Double.POSITIVE_INFINITY)) {
      throw refusal("expected numbers, got what is none (NaN or infinite) or another shape");
    }
    return new Measured(worst, goldens);
  }

  // Scales that samples showed are for what is like them: then nothing else is asked.
  private List<Probe> probes() {
    List<Map<String, Tensor>> real = new ArrayList<>(writing.export().samples());
    writing.export().form().precision().known().ifPresent(rows -> real.addAll(few(rows)));
    List<Probe> probes = Probe.of(laid.model(), real.stream().map(laid.rows()).toList());
    return probes.stream().filter(probe -> real.isEmpty() || probe.usual()).toList();
  }

  // One row, and some; as many as there must be, if that is said.
  private List<Map<String, Tensor>> few(Samples samples) {
    List<Tensor> tensors = samples.inputs();
    long all = tensors.get(0).dims()[0];
    List<Long> counts =
        batch() > 0 ? List.of(batch()) : all < SOME ? List.of(1L) : List.of(1L, SOME);
    List<Map<String, Tensor>> few = new ArrayList<>();
    for (long count : counts) {
      Map<String, Tensor> rows = new LinkedHashMap<>();
      List<Port> inputs = laid.model().graph().inputs();
      for (int i = 0; i < inputs.size(); i++) {
        rows.put(inputs.get(i).name(), tensors.get(i).rows(0, count));
      }
      few.add(rows);
    }
    return few;
  }

  /** Judges it, and writes it if it passes. */
  Exported write(Rewritten small, Proof proof) {
    Map<String, String> metadata = Metadata.of(laid.model(), proof);
    String precision = writing.export().form().precision().text();
    metadata.put("hebb.precision", precision);
    List<Judged> judged = new ArrayList<>();
    for (Gate gate : writing.export().form().gates()) {
      Judged each = judged(gate, small.model());
      if (!each.passed()) {
        throw refusal(
            String.format(
                Locale.ROOT,
                "%s of \"%s\": expected at most %s worse than %.4f, which it is in float32, got %.4f",
                each.name(),
                gate.output(),
                each.most(),
                each.before(),
                each.after()));
      }
      judged.add(each);
      metadata.put("hebb.proven.%s.%s".formatted(each.name(), gate.output()), each.toString());
    }
    OnnxMl.ModelProto whole = ModelPrinter.noted(small.model(), metadata);
    long bytesBefore = Seal.seal(ModelPrinter.noted(before, metadata)).length;
    long bytesAfter = Seal.seal(whole).length;
    Latency latency = Latency.of(before, small.model(), single());
    Quantized quantized =
        new Quantized(
            precision,
            bytesBefore,
            bytesAfter,
            latency.before(),
            latency.after(),
            judged,
            proof.maxDeviation(),
            small.kept());
    return Writing.write(writing.path(), whole, proof.maxDeviation(), Optional.of(quantized));
  }

  // One row, of the usual length.
  private Map<String, Tensor> single() {
    List<Probe> rows =
        Probe.of(laid.model(), List.of()).stream()
            .filter(probe -> probe.dims().getOrDefault(Probe.BATCH, 1L) == 1)
            .toList();
    return rows.get(rows.size() / 2).inputs();
  }

  private Judged judged(Gate gate, OnnxMl.ModelProto small) {
    Tensor first = said(before, gate);
    Tensor wanted = gate.target(laid.model().graph()).rows(0, first.dims()[0]);
    Judge judge = gate.judge();
    double was = judge.judge(first, wanted);
    double is = judge.judge(said(small, gate), wanted);
    return new Judged(judge.name(), judge.higherIsBetter(), was, is, gate.most());
  }

  private Tensor said(OnnxMl.ModelProto model, Gate gate) {
    List<Tensor> parts = new ArrayList<>();
    runs()
        .over(
            model,
            List.of(gate.samples()),
            List.of(gate.output()),
            seen -> parts.add(seen.get(gate.output())));
    return joined(parts);
  }

  private static Tensor joined(List<Tensor> parts) {
    int bytes = parts.stream().mapToInt(part -> part.bytes().remaining()).sum();
    ByteBuffer all = ByteBuffer.allocateDirect(bytes).order(ByteOrder.LITTLE_ENDIAN);
    long[] dims = parts.get(0).dims();
    dims[0] = parts.stream().mapToLong(part -> part.dims()[0]).sum();
    parts.forEach(part -> all.put(part.bytes()));
    return Tensor.wrap(parts.get(0).type(), all.flip(), dims);
  }

  /** How models of these inputs are run. */
  Runs runs() {
    return new SampleRuns(laid, batch())::over;
  }

  // How many rows there must be; 0 if there may be any number.
  private long batch() {
    return writing.export().form().lengths().getOrDefault(Probe.BATCH, 0L);
  }

  private ExportException refusal(String what) {
    return new ExportException(
        "%s: not written: in %s, %s. Keep layers in float32, calibrate otherwise, or allow more."
            .formatted(writing.path(), writing.export().form().precision().text(), what));
  }
}
