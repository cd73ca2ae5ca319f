package dev.hebb.network.layer;

import dev.hebb.network.Rank;
import dev.hebb.network.Stage;
import java.util.List;

/**
 * A recurrent layer of a cell that reads other stages at every step, whole; which ones must be said
 * before it is chained: {@code decoded.then(rnn(cell).over(encoded))}.
 */
public record ContextRnn<O extends Rank>(Rnn<O> layer) {
  /** Puts out every step, not only the last. */
  public ContextRnn<Rank.Sequence> returnSequences() {
    return new ContextRnn<>(layer.returnSequences());
  }

  /** Reads the last step first. */
  public ContextRnn<O> goBackwards() {
    return new ContextRnn<>(layer.goBackwards());
  }

  /** Reads these. */
  public RnnOver<O> over(Stage<?, ?>... contexts) {
    return new RnnOver<>(layer, List.of(contexts));
  }
}
