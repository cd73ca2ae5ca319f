package dev.hebb.benchmarks;

import java.nio.file.Path;
import java.util.Locale;

/**
 * Says how long a new process takes from its first line to its first prediction: {@code served,
 * hebb or a peer, folder}.
 */
final class FirstCall {
  private FirstCall() {}

  public static void main(String[] arguments) throws Exception {
    long start = System.nanoTime();
    Served what = Served.of(arguments[0]);
    ServedFile file = ServedFile.in(Path.of(arguments[2]), what);
    float[] out = what.room();
    try (Call call =
        arguments[1].equals("hebb")
            ? Ways.hebb(file)
            : Ways.of(PredictPeer.of(arguments[1]), file)) {
      call.predict(what.input(), out);
      System.out.printf(Locale.ROOT, "first %.3f%n", (System.nanoTime() - start) / 1e6);
    }
    System.exit(0); // A peer's own threads would stay.
  }
}
