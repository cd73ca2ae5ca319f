package dev.hebb.benchmarks;

import java.nio.file.Path;
import java.util.Locale;

/** Measures Hebb beside one peer on one model, in this process: {@code served, peer, folder}. */
final class PairedCalls {
  private static final int ROUNDS = 60;
  private static final double TOLERANCE = 1e-5;

  private PairedCalls() {}

  public static void main(String[] arguments) {
    try {
      measure(arguments);
      System.exit(0); // A peer's own threads would stay.
    } catch (Exception | LinkageError failure) {
      failure.printStackTrace();
      System.exit(1);
    }
  }

  private static void measure(String... arguments) throws Exception {
    Served what = Served.of(arguments[0]);
    PredictPeer side = PredictPeer.of(arguments[1]);
    ServedFile file = ServedFile.in(Path.of(arguments[2]), what);
    // DJL wants to be the first who starts ONNX Runtime.
    try (Call peer = Ways.of(side, file);
        Call ours = Ways.hebb(file)) {
      demandEqual(ours, peer, what, side);
      Pairing.Pair pair = new Pairing(ROUNDS).measure(ours, peer, what.input(), what.room());
      print("p50_us", pair.ours().p50(), pair.peer().p50(), pair.ratio());
      print("p99_us", pair.ours().p99(), pair.peer().p99());
      print("p999_us", pair.ours().p999(), pair.peer().p999());
      print("heap_bytes", pair.ours().bytes(), pair.peer().bytes());
      for (int threads : new int[] {1, 2, 8}) {
        double[] both = new Throughput(threads).measure(ours, peer, what);
        print("rows_per_s_" + threads + "t", both[0], both[1], both[2]);
      }
    }
  }

  private static void print(String metric, double ours, double theirs) {
    print(metric, ours, theirs, ours / theirs);
  }

  private static void print(String metric, double ours, double theirs, double ratio) {
    System.out.printf(Locale.ROOT, "measured %s %.3f %.3f %.4f%n", metric, ours, theirs, ratio);
  }

  private static void demandEqual(Call ours, Call peer, Served what, PredictPeer side)
      throws Exception {
    float[] our = what.room();
    float[] their = what.room();
    ours.predict(what.input(), our);
    peer.predict(what.input(), their);
    for (int i = 0; i < our.length && (side.sameWeights() && sameWork(what, side)); i++) {
      if (!(Math.abs(our[i] - their[i]) <= TOLERANCE)) {
        throw new IllegalStateException(
            "%s and Hebb differ on %s: %s and %s"
                .formatted(side.title(), what.title(), their[i], our[i]));
      }
    }
  }

  // DJL runs the window anew.
  private static boolean sameWork(Served what, PredictPeer side) {
    return what != Served.LSTM_STREAM || side != PredictPeer.DJL_ORT;
  }
}
