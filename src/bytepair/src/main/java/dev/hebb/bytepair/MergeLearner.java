package dev.hebb.bytepair;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.Set;
import java.util.TreeMap;

/**
 * Learns which bytes belong together: again and again the commonest pair of neighbouring tokens
 * becomes a token. Of equally common pairs it is the one of lower ranks.
 *
 * <p>Sennrich, Haddow and Birch, Neural Machine Translation of Rare Words with Subword Units, 2016.
 */
final class MergeLearner {
  private static final int HALF = 32;

  private final Merges merges = new Merges();
  private final List<int[]> pieces = new ArrayList<>();
  private final List<Long> counts = new ArrayList<>();
  private final Map<Long, Long> pairs = new HashMap<>();
  private final Map<Long, Set<Integer>> places = new HashMap<>();
  private final PriorityQueue<Pair> queue = new PriorityQueue<>();

  /** How often a pair of ranks was seen when it was queued. */
  private record Pair(long count, long ranks) implements Comparable<Pair> {
    @Override
    public int compareTo(Pair other) {
      return count == other.count
          ? Long.compare(ranks, other.ranks)
          : Long.compare(other.count, count);
    }
  }

  /**
   * Begins with the 256 bytes.
   *
   * @param counted how often each piece of text was seen
   */
  MergeLearner(Map<String, Long> counted) {
    ByteCharacters.order().forEach(merges::add);
    // In a fixed order, though the counts do not depend on it.
    new TreeMap<>(counted).forEach(this::addPiece);
    pairs.forEach((ranks, count) -> queue.add(new Pair(count, ranks)));
  }

  private void addPiece(String piece, long count) {
    byte[] bytes = piece.getBytes(StandardCharsets.UTF_8);
    int[] ranks = new int[bytes.length];
    for (int i = 0; i < bytes.length; i++) {
      ranks[i] = merges.rank(new byte[] {bytes[i]});
    }
    int index = pieces.size();
    pieces.add(ranks);
    counts.add(count);
    count(index, 1, new HashSet<>());
  }

  /** Joins pairs until there are so many tokens, or none is as common. */
  Merges learn(int tokens, long minimumCount) {
    while (merges.size() < tokens && !queue.isEmpty()) {
      Pair top = queue.remove();
      long count = pairs.getOrDefault(top.ranks, 0L);
      if (count != top.count) {
        if (count > 0) {
          queue.add(new Pair(count, top.ranks));
        }
      } else if (count < minimumCount) {
        break;
      } else {
        join(top.ranks);
      }
    }
    return merges.complete();
  }

  private void join(long pair) {
    int left = (int) (pair >> HALF);
    int right = (int) pair;
    int known = merges.rank(merges.joined(left, right));
    int joined = known < 0 ? merges.size() : known;
    if (known < 0) {
      merges.add(left, right);
    }
    Set<Long> changed = new HashSet<>();
    for (int index : Set.copyOf(places.get(pair))) {
      count(index, -1, changed);
      pieces.set(index, joined(pieces.get(index), left, right, joined));
      count(index, 1, changed);
    }
    changed.remove(pair);
    for (long ranks : changed) {
      long count = pairs.getOrDefault(ranks, 0L);
      if (count > 0) {
        queue.add(new Pair(count, ranks));
      }
    }
  }

  private static int[] joined(int[] piece, int left, int right, int joined) {
    int[] shorter = new int[piece.length];
    int length = 0;
    int i = 0;
    while (i < piece.length) {
      boolean pair = i + 1 < piece.length && piece[i] == left && piece[i + 1] == right;
      shorter[length++] = pair ? joined : piece[i];
      i += pair ? 2 : 1;
    }
    return Arrays.copyOf(shorter, length);
  }

  private void count(int index, int sign, Set<Long> changed) {
    int[] piece = pieces.get(index);
    for (int i = 0; i + 1 < piece.length; i++) {
      long ranks = (long) piece[i] << HALF | piece[i + 1];
      changed.add(ranks);
      long now = pairs.merge(ranks, sign * counts.get(index), Long::sum);
      if (now == 0) {
        pairs.remove(ranks);
      }
      Set<Integer> there = places.computeIfAbsent(ranks, any -> new HashSet<>());
      if (sign > 0) {
        there.add(index);
      } else {
        there.remove(index);
      }
    }
  }
}
