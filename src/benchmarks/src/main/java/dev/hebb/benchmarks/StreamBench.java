package dev.hebb.benchmarks;

import dev.hebb.stream.StreamOptions;
import dev.hebb.stream.Streams;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/**
 * Prints what a tick of the course's LSTM costs beside its window of 30 steps run anew; {@code
 * --csv} for machines.
 */
public final class StreamBench {
  private static final Pairing PAIRING = new Pairing(60);
  private static final double TOLERANCE = 1e-6;

  private StreamBench() {}

  /**
   * What is ticked.
   *
   * @param streams how many, in turns
   */
  private record Item(String name, StreamOptions options, int streams) {}

  /** Measures everything. */
  public static void main(String[] arguments) throws Exception {
    boolean csv = List.of(arguments).contains("--csv");
    String header = csv ? "%s,%s,%s,%s,%s,%s%n" : "%-12s %-10s %-10s %10s %10s %8s%n";
    String line = csv ? "%s,%s,%s,%.3f,%.3f,%.3f%n" : "%-12s %-10s %-10s %10.3f %10.3f %8.3f%n";
    Path folder = Files.createTempDirectory("bench");
    Served what = Served.LSTM_STREAM;
    ServedFile file = what.export(folder);
    float[] in = what.input();
    System.out.printf(header, "item", "peer", "metric", "ours", "theirs", "ratio");
    for (Item item :
        List.of(
            new Item("lstm", Streams.with(), 1),
            new Item("lstm-2000", Streams.with(), 2000),
            new Item("lstm-ort", Streams.with().onnxRuntime(), 1))) {
      try (StreamCall ours = new StreamCall(item.options().open(file.step()), item.streams());
          Call peer = Call.open("hebb", new ServedFile(Served.LSTM, file.window(), file.step()))) {
        float[] out = what.room();
        peer.predict(in, out);
        demandEqual(ours.window(in), out[0]);
        Pairing.Pair pair = PAIRING.measure(ours, peer, in, out);
        System.out.printf(
            Locale.ROOT,
            line,
            item.name(),
            "window-30",
            "p50_us",
            pair.ours().p50(),
            pair.peer().p50(),
            1 / pair.ratio());
        System.out.printf(
            Locale.ROOT,
            line,
            item.name(),
            "window-30",
            "heap_bytes",
            pair.ours().bytes(),
            pair.peer().bytes(),
            pair.peer().bytes() / Math.max(1, pair.ours().bytes()));
      }
    }
    Files.delete(file.window());
    Files.delete(file.step());
    Files.delete(folder);
  }

  private static void demandEqual(float ours, float theirs) {
    if (!(Math.abs(ours - theirs) <= TOLERANCE)) {
      throw new IllegalStateException("predictions differ: " + ours + " and " + theirs);
    }
  }
}
