package dev.hebb.text;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/** One row, a token at a time: the likeliest, or one that is drawn. */
record SingleSearch(NextToken network, Decoding how, long start, long end, int most) {
  Decoded run() {
    SplittableRandom random = new SplittableRandom(how.seed());
    List<Long> said = new ArrayList<>();
    double logarithm = 0;
    long token = start;
    while (said.size() < most) {
      double[] next = network.after(new int[] {0}, new long[] {token})[0];
      int chosen = how.sampled() ? drawn(next, random) : best(next);
      logarithm += next[chosen];
      if (chosen == end) {
        break;
      }
      said.add((long) chosen);
      token = chosen;
    }
    return new Decoded(said, logarithm, logarithm);
  }

  /** The first of the largest. */
  static int best(double[] values) {
    int best = 0;
    for (int i = 1; i < values.length; i++) {
      best = values[i] > values[best] ? i : best;
    }
    return best;
  }

  private int drawn(double[] logarithms, SplittableRandom random) {
    int count = how.topK() == 0 ? logarithms.length : Math.min(how.topK(), logarithms.length);
    int[] likeliest =
        IntStream.range(0, logarithms.length)
            .boxed()
            .sorted(Comparator.comparingDouble((Integer i) -> -logarithms[i]))
            .limit(count)
            .mapToInt(Integer::intValue)
            .toArray();
    double[] weights = new double[count];
    double sum = 0;
    for (int i = 0; i < count; i++) {
      // Less the largest, so that no power underflows to nothing at all.
      double above = logarithms[likeliest[i]] - logarithms[likeliest[0]];
      weights[i] = Math.exp(above / how.temperature());
      sum += weights[i];
    }
    double left = random.nextDouble() * sum;
    int at = 0;
    while (at < count - 1 && left >= weights[at]) {
      left -= weights[at++];
    }
    return likeliest[at];
  }
}
