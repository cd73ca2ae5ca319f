package dev.hebb.gallery;

import dev.hebb.graph.Tensor;
import dev.hebb.text.TokenBatch;
import java.util.Arrays;
import java.util.List;

/**
 * What a decoder is fed in training, and what it should say (teacher forcing; Williams and Zipser
 * 1989).
 *
 * @param fed each row without its last token
 * @param next each row without its first
 */
record Forced(Tensor fed, Tensor next) {
  /** Of rows between their marks. */
  static Forced of(List<long[]> rows) {
    return new Forced(
        tensor(rows.stream().map(row -> Arrays.copyOf(row, row.length - 1)).toList()),
        tensor(rows.stream().map(row -> Arrays.copyOfRange(row, 1, row.length)).toList()));
  }

  /** Rows of tokens, padded at their end to the longest. */
  static Tensor tensor(List<long[]> rows) {
    TokenBatch batch = TokenBatch.of(rows);
    return Tensor.of(batch.values(), batch.rows(), batch.time());
  }
}
