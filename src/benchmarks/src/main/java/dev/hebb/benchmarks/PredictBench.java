package dev.hebb.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * Prints what a prediction costs beside its peers; {@code --csv} for machines. Hebb and a peer are
 * in one process and take turns: a ratio is the median of those of the rounds.
 */
public final class PredictBench {
  private static final List<String> JAVA = List.of("--enable-native-access=ALL-UNNAMED");
  private static final int STARTS = 7;

  private final String line;
  private final Path folder;

  private PredictBench(boolean csv, Path folder) {
    this.line = csv ? "%s,%s,%s,%s,%s,%s%n" : "%-12s %-12s %-14s %12s %12s %8s%n";
    this.folder = folder;
  }

  /** Measures everything, or the items that are named. */
  public static void main(String[] arguments) throws IOException, InterruptedException {
    boolean csv = Arrays.asList(arguments).contains("--csv");
    List<String> wanted = Arrays.stream(arguments).filter(each -> !each.equals("--csv")).toList();
    Path folder = Files.createTempDirectory("bench");
    try {
      PredictBench bench = new PredictBench(csv, folder);
      System.out.printf(bench.line, "item", "peer", "metric", "ours", "theirs", "ratio");
      for (Served what : Served.values()) {
        if (wanted.isEmpty() || wanted.contains(what.title())) {
          bench.measure(what);
        }
      }
    } finally {
      try (var files = Files.list(folder)) {
        for (Path file : files.toList()) {
          Files.delete(file);
        }
      }
      Files.delete(folder);
    }
  }

  private void measure(Served what) throws IOException, InterruptedException {
    what.export(folder);
    for (PredictPeer peer : PredictPeer.values()) {
      if (peer.does(what)) {
        child(peer.path(), "PairedCalls", what, peer.title()).stream()
            .filter(each -> each.startsWith("measured "))
            .map(each -> each.split(" ", -1))
            .forEach(
                each ->
                    print(
                        what,
                        peer,
                        each[1],
                        Double.parseDouble(each[2]),
                        Double.parseDouble(each[3]),
                        Double.parseDouble(each[4])));
      }
    }
    if (what == Served.DENSE) {
      starts(what);
    }
  }

  private void starts(Served what) throws IOException, InterruptedException {
    for (PredictPeer peer : PredictPeer.values()) {
      if (!peer.does(what)) {
        continue;
      }
      double[] ours = new double[STARTS];
      double[] theirs = new double[STARTS];
      double[] ratios = new double[STARTS];
      for (int i = 0; i < STARTS; i++) {
        ours[i] = first(Peers.own(), what, "hebb");
        theirs[i] = first(peer.path(), what, peer.title());
        ratios[i] = ours[i] / theirs[i];
      }
      print(
          what,
          peer,
          "first_ms",
          Pairing.median(ours),
          Pairing.median(theirs),
          Pairing.median(ratios));
      double our = PredictPeer.HEBB_JNI.closure();
      print(what, peer, "closure_mb", our, peer.closure(), our / peer.closure());
    }
  }

  private double first(String path, Served what, String side)
      throws IOException, InterruptedException {
    return child(path, "FirstCall", what, side).stream()
        .filter(each -> each.startsWith("first "))
        .mapToDouble(each -> Double.parseDouble(each.substring("first ".length())))
        .findFirst()
        .orElseThrow();
  }

  private List<String> child(String path, String main, Served what, String side)
      throws IOException, InterruptedException {
    return Child.run(
        path, JAVA, "dev.hebb.benchmarks." + main, 1, what.title(), side, folder.toString());
  }

  private void print(
      Served what, PredictPeer peer, String metric, double ours, double theirs, double ratio) {
    System.out.printf(
        Locale.ROOT,
        line,
        what.title(),
        peer.title(),
        metric,
        number(ours),
        number(theirs),
        String.format(Locale.ROOT, "%.3f", ratio));
  }

  private static String number(double value) {
    return String.format(Locale.ROOT, value >= 1_000 ? "%.0f" : "%.3f", value);
  }
}
