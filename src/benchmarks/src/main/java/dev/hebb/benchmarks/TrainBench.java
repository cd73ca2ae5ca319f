package dev.hebb.benchmarks;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Prints how many examples a second Hebb trains on, beside its peers; {@code --csv} for machines.
 * Each training has a process of its own, and the sides take turns: the ratio is the median of
 * those of the rounds. A side that does not learn, or has too small a network, ends it.
 */
public final class TrainBench {
  private static final int ROUNDS = Integer.getInteger("bench.rounds", 3);
  private static final double LEARNED = 0.99;
  private static final String MEMORY = "alexnet-step-peak-mb";

  private TrainBench() {}

  /** Measures everything, or the items that are named. */
  public static void main(String[] arguments) throws IOException, InterruptedException {
    boolean csv = Arrays.asList(arguments).contains("--csv");
    String header = csv ? "%s,%s,%s,%s,%s%n" : "%-22s %-10s %11s %11s %7s%n";
    String line = csv ? "%s,%s,%.0f,%.0f,%.3f%n" : "%-22s %-10s %11.0f %11.0f %7.2f%n";
    System.out.printf(header, "item", "peer", "ours_per_s", "peer_per_s", "ratio");
    List<String> wanted = Arrays.stream(arguments).filter(each -> !each.equals("--csv")).toList();
    for (TrainCase what : TrainCase.all()) {
      if (!wanted.isEmpty() && !wanted.contains(what.item())) {
        continue;
      }
      Map<TrainSide, double[]> speeds = speeds(what);
      double[] ours = speeds.remove(TrainSide.HEBB);
      speeds.forEach(
          (peer, theirs) ->
              System.out.printf(
                  Locale.ROOT,
                  line,
                  what.item(),
                  peer.title(),
                  Pairing.median(ours),
                  Pairing.median(theirs),
                  ratio(ours, theirs)));
    }
    if (wanted.isEmpty() || wanted.contains(MEMORY)) {
      System.out.printf(Locale.ROOT, header, MEMORY, "", memory(), "", "");
    }
  }

  private static double ratio(double[] ours, double[] theirs) {
    double[] ratios = new double[ours.length];
    Arrays.setAll(ratios, round -> ours[round] / theirs[round]);
    return Pairing.median(ratios);
  }

  // One number a round.
  private static Map<TrainSide, double[]> speeds(TrainCase what)
      throws IOException, InterruptedException {
    Map<TrainSide, double[]> speeds = new EnumMap<>(TrainSide.class);
    long parameters = 0;
    for (int round = 0; round < ROUNDS; round++) {
      for (TrainSide side : TrainSide.values()) {
        if (side.does(what)) {
          TrainSpeed speed = side.measure(what);
          parameters = side == TrainSide.HEBB ? speed.parameters() : parameters;
          demandEqualWork(what, side, speed, parameters);
          speeds.computeIfAbsent(side, key -> new double[ROUNDS])[round] = speed.perSecond();
        }
      }
    }
    return speeds;
  }

  // Modules of PyTorch may have a bias more.
  private static void demandEqualWork(
      TrainCase what, TrainSide side, TrainSpeed speed, long parameters) {
    if (speed.parameters() < parameters || !(speed.fault() < LEARNED)) {
      throw new IllegalStateException(
          "%s, %s: expected at least %d parameters and a fault below %s, got %s"
              .formatted(what.item(), side.title(), parameters, LEARNED, speed));
    }
  }

  private static long memory() throws IOException, InterruptedException {
    List<String> printed =
        Child.run(
            System.getProperty("java.class.path"),
            new ArrayList<>(),
            "dev.hebb.benchmarks.AlexNetStep",
            1);
    return Long.parseLong(printed.get(printed.size() - 1));
  }
}
