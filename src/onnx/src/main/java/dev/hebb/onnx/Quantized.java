package dev.hebb.onnx;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * What smaller numbers brought and cost. Before is the same export in float32.
 *
 * @param precision such as {@code int8, static, min-max}
 * @param microsBefore the median of a call with one row, one thread, in microseconds
 * @param judged the figures of the gates
 * @param maxAbsDiff the largest difference to the trainer, over the runs of the proof; values above
 *     one are counted relative to their size
 * @param kept what was left in float32, each with the reason
 */
public record Quantized(
    String precision,
    long bytesBefore,
    long bytesAfter,
    double microsBefore,
    double microsAfter,
    List<Judged> judged,
    double maxAbsDiff,
    List<String> kept) {
  public Quantized {
    judged = List.copyOf(judged);
    kept = List.copyOf(kept);
  }

  /** All of it, for people. */
  public List<String> lines() {
    List<String> lines = new ArrayList<>();
    lines.add(precision + ", beside float32");
    lines.add(
        String.format(
            Locale.ROOT,
            "  bytes      %,12d %,12d  (%.2f times)",
            bytesBefore,
            bytesAfter,
            (double) bytesAfter / bytesBefore));
    lines.add(
        String.format(
            Locale.ROOT,
            "  p50, µs    %,12.1f %,12.1f  (%.2f times)",
            microsBefore,
            microsAfter,
            microsAfter / microsBefore));
    for (Judged each : judged) {
      lines.add(
          String.format(
              Locale.ROOT,
              "  %-10s %12.4f %12.4f  (at most %s worse)",
              each.name(),
              each.before(),
              each.after(),
              each.most()));
    }
    lines.add(String.format(Locale.ROOT, "  max abs. Δ to the trainer %.2g", maxAbsDiff));
    kept.forEach(each -> lines.add("  left in float32: " + each));
    return lines;
  }
}
