package dev.hebb.benchmarks;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Prints how many examples a second Hebb trains on, beside its peers; {@code --csv} for machines.
 * Each training has a process of its own, and the sides take turns. A side that does not learn, or
 * has another network, ends it.
 */
public final class TrainBench {
  private static final int ROUNDS = 3;
  private static final double LEARNED = 0.75;
  private static final String MEMORY = "alexnet-step-peak-mb";
  private static final String OURS = "hebb";
  private static final Map<String, String> SIDES = new LinkedHashMap<>();

  static {
    SIDES.put(OURS, "dev.hebb.benchmarks.HebbTraining");
    SIDES.put("djl", "dev.hebb.benchmarks.DjlTraining");
    SIDES.put("dl4j", "dev.hebb.benchmarks.Dl4jTraining");
  }

  private TrainBench() {}

  /** Measures everything, or the items that are named. */
  public static void main(String[] arguments) throws IOException, InterruptedException {
    boolean csv = Arrays.asList(arguments).contains("--csv");
    String header = csv ? "%s,%s,%s,%s,%s%n" : "%-22s %-4s %11s %11s %7s%n";
    String line = csv ? "%s,%s,%.0f,%.0f,%.3f%n" : "%-22s %-4s %11.0f %11.0f %7.2f%n";
    System.out.printf(header, "item", "peer", "ours_per_s", "peer_per_s", "ratio");
    List<String> wanted = Arrays.stream(arguments).filter(each -> !each.equals("--csv")).toList();
    for (TrainCase what : TrainCase.all()) {
      if (!wanted.isEmpty() && !wanted.contains(what.item())) {
        continue;
      }
      Map<String, Double> speeds = speeds(what);
      double ours = speeds.remove(OURS);
      speeds.forEach(
          (peer, theirs) ->
              System.out.printf(Locale.ROOT, line, what.item(), peer, ours, theirs, ours / theirs));
    }
    if (wanted.isEmpty() || wanted.contains(MEMORY)) {
      System.out.printf(Locale.ROOT, header, MEMORY, "", memory(), "", "");
    }
  }

  private static Map<String, Double> speeds(TrainCase what)
      throws IOException, InterruptedException {
    Map<String, List<TrainSpeed>> all = new LinkedHashMap<>();
    for (int round = 0; round < ROUNDS; round++) {
      for (String side : SIDES.keySet()) {
        List<String> printed = Child.run(SIDES.get(side), what.threads(), what.name());
        all.computeIfAbsent(side, key -> new ArrayList<>()).add(TrainSpeed.of(printed));
      }
    }
    long parameters = all.get(OURS).get(0).parameters();
    Map<String, Double> medians = new LinkedHashMap<>();
    all.forEach(
        (side, runs) -> {
          runs.forEach(run -> demandEqualWork(what, side, run, parameters));
          medians.put(
              side, Pairing.median(runs.stream().mapToDouble(TrainSpeed::perSecond).toArray()));
        });
    return medians;
  }

  private static void demandEqualWork(
      TrainCase what, String side, TrainSpeed run, long parameters) {
    if (run.parameters() != parameters || run.accuracy() < LEARNED) {
      throw new IllegalStateException(
          "%s, %s: expected %d parameters and an accuracy of %s, got %s"
              .formatted(what.item(), side, parameters, LEARNED, run));
    }
  }

  private static long memory() throws IOException, InterruptedException {
    List<String> printed = Child.run("dev.hebb.benchmarks.AlexNetStep", 1, "alexnet");
    return Long.parseLong(printed.get(printed.size() - 1));
  }
}
