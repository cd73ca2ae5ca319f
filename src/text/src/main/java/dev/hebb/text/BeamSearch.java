package dev.hebb.text;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/**
 * The likeliest of the rows that are found by following so many of the best side by side. A row
 * that ends counts if it is among so many of the best then; the search ends when no row that goes
 * on can become better than the worst of those that count.
 */
final class BeamSearch {
  private final NextToken network;
  private final int width;
  private final double alpha;
  private final long start;
  private final long end;
  private final int most;
  private final List<Decoded> ended = new ArrayList<>();

  BeamSearch(NextToken network, Decoding how, long start, long end, int most) {
    this.network = network;
    this.width = how.width();
    this.alpha = how.lengthPenalty();
    this.start = start;
    this.end = end;
    this.most = most;
  }

  /** A row that goes on. */
  private record Going(List<Long> tokens, double logarithm) {
    Going with(long token, double more) {
      List<Long> longer = new ArrayList<>(tokens);
      longer.add(token);
      return new Going(longer, logarithm + more);
    }
  }

  /** A row and a token that could follow. */
  private record Candidate(int row, int token, double logarithm) {}

  /** All rows that count, the best first. */
  List<Decoded> run() {
    List<Going> going = List.of(new Going(List.of(), 0));
    int[] from = new int[width];
    long[] tokens = new long[width];
    Arrays.fill(tokens, start);
    for (int length = 1; length <= most && !going.isEmpty() && !decided(going, length); length++) {
      List<Candidate> best = candidates(going, network.after(from, tokens));
      List<Going> next = new ArrayList<>();
      for (int rank = 0; rank < best.size() && next.size() < width; rank++) {
        Candidate each = best.get(rank);
        Going row = going.get(each.row());
        if (each.token() != end) {
          from[next.size()] = each.row();
          tokens[next.size()] = each.token();
          next.add(row.with(each.token(), each.logarithm() - row.logarithm()));
        } else if (rank < width) {
          ended.add(decoded(row.tokens(), each.logarithm(), length));
        }
      }
      going = next;
    }
    // What has not ended by then is as long as it may be.
    going.stream()
        .filter(row -> row.tokens().size() == most)
        .forEach(row -> ended.add(decoded(row.tokens(), row.logarithm(), most)));
    ended.sort(Comparator.comparingDouble(row -> -row.score()));
    return ended.subList(0, Math.min(width, ended.size()));
  }

  // Twice as many as wanted, since half of them may end; the best first, the first of equals.
  private List<Candidate> candidates(List<Going> going, double[][] next) {
    List<Candidate> best = new ArrayList<>();
    for (int row = 0; row < going.size(); row++) {
      double before = going.get(row).logarithm();
      for (int token = 0; token < next[row].length; token++) {
        double logarithm = before + next[row][token];
        if (best.size() < 2 * width || logarithm > best.get(best.size() - 1).logarithm()) {
          insert(new Candidate(row, token, logarithm), best);
        }
      }
    }
    return best;
  }

  private void insert(Candidate candidate, List<Candidate> best) {
    int at = best.size();
    while (at > 0 && best.get(at - 1).logarithm() < candidate.logarithm()) {
      at--;
    }
    best.add(at, candidate);
    if (best.size() > 2 * width) {
      best.remove(best.size() - 1);
    }
  }

  // A row that goes on can only become less likely, and is divided by no more than the most.
  private boolean decided(List<Going> going, int length) {
    if (ended.size() < width) {
      return false;
    }
    double worst =
        ended.stream()
            .mapToDouble(row -> -row.score())
            .sorted()
            .limit(width)
            .map(score -> -score)
            .min()
            .orElseThrow();
    double hope =
        going.stream().mapToDouble(row -> row.logarithm() / penalty(most)).max().orElseThrow();
    return length > 1 && hope <= worst;
  }

  private Decoded decoded(List<Long> tokens, double logarithm, int length) {
    return new Decoded(tokens, logarithm, logarithm / penalty(length));
  }

  private double penalty(int length) {
    return Math.pow((5.0 + length) / 6, alpha);
  }
}
