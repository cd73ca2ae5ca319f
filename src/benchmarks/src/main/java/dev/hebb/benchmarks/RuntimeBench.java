package dev.hebb.benchmarks;

import ai.onnxruntime.OrtException;
import java.util.List;
import java.util.Locale;

/** Prints the latency of the runtime beside ONNX Runtime's own ways; {@code --csv} for machines. */
public final class RuntimeBench {
  private static final Pairing PAIRING = new Pairing(20, 60, 5_000);

  private RuntimeBench() {}

  /** Measures everything. */
  public static void main(String[] arguments) throws OrtException {
    boolean csv = List.of(arguments).contains("--csv");
    String header = csv ? "%s,%s,%s,%s,%s,%s,%s%n" : "%-8s %-11s %12s %12s %7s %11s %11s%n";
    String line =
        csv ? "%s,%s,%.3f,%.3f,%.3f,%d,%d%n" : "%-8s %-11s %12.3f %12.3f %7.3f %11d %11d%n";
    System.out.printf(
        header, "item", "peer", "ours_p50_us", "peer_p50_us", "ratio", "ours_bytes", "peer_bytes");
    for (String item : List.of("dense", "lstm")) {
      RuntimeModel model = RuntimeModel.of(item);
      for (String way : List.of("hebb-jni", "ort-pinned", "ort-naive")) {
        try (Call ours = Call.open("hebb", model);
            Call peer = Call.open(way, model)) {
          demandEqual(ours, peer, model.row());
          Pairing.Pair pair = PAIRING.measure(ours, peer, model.row());
          System.out.printf(
              Locale.ROOT,
              line,
              item,
              way,
              pair.ours().p50(),
              pair.peer().p50(),
              pair.ratio(),
              pair.ours().bytes(),
              pair.peer().bytes());
        }
      }
    }
  }

  private static void demandEqual(Call ours, Call peer, float[] row) throws OrtException {
    float our = ours.predict(row);
    float their = peer.predict(row);
    if (our != their) {
      throw new IllegalStateException("predictions differ: " + our + " and " + their);
    }
  }
}
