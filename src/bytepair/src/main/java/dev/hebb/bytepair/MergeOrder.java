package dev.hebb.bytepair;

import dev.hebb.text.TokenizerException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * Whether joining by rank gives what joining by a list of merges gives.
 *
 * <p>Ranks join any two neighbours that make a token, merges only the two that they name. They
 * differ nowhere when each token, taken apart into bytes and joined by the ranks below its own,
 * comes to the two parts that its merge names.
 */
record MergeOrder(Merges merges) {
  void check(String file) {
    List<String> lines = merges.lines();
    for (int rank = 0; rank < merges.size(); rank++) {
      byte[] token = merges.token(rank);
      String line = lines.get(rank);
      if (token.length > 1) {
        List<Integer> parts = joined(token, rank);
        if (parts.size() != 2 || !line.equals(parts.get(0) + " " + parts.get(1))) {
          throw new TokenizerException(
              "%s: model.merges: token \"%s\" is never reached, or on another way than its merge says. Fit it again."
                  .formatted(file, new String(token, StandardCharsets.UTF_8)));
        }
      }
    }
  }

  private List<Integer> joined(byte[] token, int below) {
    List<Integer> parts = new ArrayList<>();
    for (byte each : token) {
      parts.add(merges.rank(new byte[] {each}));
    }
    while (parts.size() > 1) {
      int best = below;
      int at = -1;
      for (int i = 0; i + 1 < parts.size(); i++) {
        int rank = merges.rank(merges.joined(parts.get(i), parts.get(i + 1)));
        if (rank >= 0 && rank < best) {
          best = rank;
          at = i;
        }
      }
      if (at < 0) {
        return parts;
      }
      parts.set(at, best);
      parts.remove(at + 1);
    }
    return parts;
  }
}
