package dev.hebb.onnx.precision;

import ai.onnx.proto.OnnxMl;
import dev.hebb.graph.Samples;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Weights of 8 bits, and what layers are fed brought to unsigned bytes by scales that samples
 * showed. Convolutions stand between QuantizeLinear and DequantizeLinear, as ONNX Runtime and
 * others read them; dense layers of more than 32,768 weights are products of whole numbers; LSTMs
 * of 64 units and more are as in {@link DynamicInt8}, and so is all else. A batch normalisation
 * behind a convolution becomes part of it.
 *
 * @param samples rows to calibrate by; each may be of another size
 * @param reduced whether weights have 7 bits
 * @param keeping names of layers that stay in float32
 */
public record StaticInt8(
    List<Samples> samples, Calibration calibration, boolean reduced, List<String> keeping)
    implements Precision {
  public StaticInt8 {
    samples = List.copyOf(samples);
    keeping = List.copyOf(keeping);
  }

  /** Another way to say how far numbers reach. */
  public StaticInt8 calibration(Calibration other) {
    return new StaticInt8(samples, other, reduced, keeping);
  }

  /**
   * Weights of 7 bits: for x86 processors without VNNI (before 2019), which add up 8-bit products
   * in 16 bits and run over.
   */
  public StaticInt8 reducedRange() {
    return new StaticInt8(samples, calibration, true, keeping);
  }

  /** These layers stay in float32. */
  public StaticInt8 keeping(String... layers) {
    return new StaticInt8(samples, calibration, reduced, List.of(layers));
  }

  @Override
  public String text() {
    return "int8, static, %s%s".formatted(calibration.text(), reduced ? ", reduced range" : "");
  }

  @Override
  public Optional<Samples> known() {
    return samples.stream().findFirst();
  }

  @Override
  public boolean exact() {
    return false;
  }

  @Override
  public Rewritten rewrite(OnnxMl.ModelProto model, Runs runs) {
    int most = reduced ? Int8.REDUCED : Int8.MOST;
    OnnxMl.ModelProto folded = FoldedNorms.of(model);
    Draft draft = new Draft(folded);
    Chosen chosen = Chosen.of(draft, keeping);
    Map<String, Range.Scale> scales =
        new Observed(folded, runs, samples, calibration).scales(chosen);
    new StaticWriter(draft, chosen, scales, most, keeping).write();
    Map<String, List<String>> floating = StoredWeights.write(draft, most, keeping);
    return new Rewritten(draft.done(), DynamicInt8.reasons(floating, true));
  }
}
