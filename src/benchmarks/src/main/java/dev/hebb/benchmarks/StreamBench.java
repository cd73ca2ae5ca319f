package dev.hebb.benchmarks;

import static dev.hebb.network.Layers.ANY;
import static dev.hebb.network.Layers.dense;
import static dev.hebb.network.Layers.dropout;
import static dev.hebb.network.Layers.lstm;
import static dev.hebb.network.Layers.network;
import static dev.hebb.network.Layers.sequence;

import ai.onnxruntime.OrtException;
import dev.hebb.graph.GraphSource;
import dev.hebb.graph.Model;
import dev.hebb.onnx.Onnx;
import dev.hebb.stream.StreamOptions;
import dev.hebb.stream.Streams;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/**
 * Prints what a tick of the course's LSTM costs beside its window of 30 steps run anew; {@code
 * --csv} for machines.
 */
public final class StreamBench {
  private static final Pairing PAIRING = new Pairing(20, 60, 5_000);
  private static final int STEPS = 30;
  private static final double TOLERANCE = 1e-6;

  private StreamBench() {}

  /**
   * What is ticked.
   *
   * @param streams how many, in turns
   */
  private record Item(String name, StreamOptions options, int streams) {}

  /** Measures everything. */
  public static void main(String[] arguments) throws IOException, OrtException {
    boolean csv = List.of(arguments).contains("--csv");
    String header = csv ? "%s,%s,%s,%s,%s,%s%n" : "%-12s %-10s %-10s %10s %10s %8s%n";
    String line = csv ? "%s,%s,%s,%.3f,%.3f,%.3f%n" : "%-12s %-10s %-10s %10.3f %10.3f %8.3f%n";
    Path folder = Files.createTempDirectory("bench");
    Path window = folder.resolve("stock.onnx");
    Path step = folder.resolve("stock.step.onnx");
    Model model = Model.initial(deck(), 42);
    Onnx.export(model).to(window);
    Onnx.export(model).streaming().to(step);
    RuntimeModel whole = new RuntimeModel(window, List.of(1, STEPS, 1));
    System.out.printf(header, "item", "peer", "metric", "ours", "theirs", "ratio");
    for (Item item :
        List.of(
            new Item("lstm", Streams.with(), 1),
            new Item("lstm-2000", Streams.with(), 2000),
            new Item("lstm-ort", Streams.with().onnxRuntime(), 1))) {
      try (StreamCall ours = new StreamCall(item.options().open(step), item.streams());
          Call peer = Call.open("hebb", whole)) {
        demandEqual(ours.window(whole.row()), peer.predict(whole.row()));
        Pairing.Pair pair = PAIRING.measure(ours, peer, whole.row());
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
            (double) pair.ours().bytes(),
            (double) pair.peer().bytes(),
            (double) pair.peer().bytes() / Math.max(1, pair.ours().bytes()));
      }
    }
    Files.delete(window);
    Files.delete(step);
    Files.delete(folder);
  }

  private static GraphSource deck() {
    return network("stock", sequence(ANY, 1).named("returns"))
        .then(lstm(20).returnSequences())
        .then(dropout(0.2))
        .then(lstm(10))
        .then(dropout(0.2))
        .then(dense(1))
        .build();
  }

  private static void demandEqual(float ours, float theirs) {
    if (!(Math.abs(ours - theirs) <= TOLERANCE)) {
      throw new IllegalStateException("predictions differ: " + ours + " and " + theirs);
    }
  }
}
