package dev.hebb.network.layer;

import dev.hebb.graph.DeclarationException;
import dev.hebb.graph.Scope;
import dev.hebb.graph.Value;
import dev.hebb.graph.op.Concat;
import dev.hebb.graph.op.Operator;
import dev.hebb.network.Layer;
import dev.hebb.network.Rank;
import java.util.Locale;

/**
 * A recurrent layer and a second one of its kind that reads the sequence from its end, with weights
 * of its own; what they say is put together (Schuster and Paliwal 1997).
 *
 * <p>{@code [batch, time, features] -> [batch, 2·units]}, or {@code [batch, time, 2·units]} with
 * {@code returnSequences()}, each step beside itself; {@code units} instead of {@code 2·units}
 * where the two are not concatenated.
 *
 * <p>Parameters: those of the two layers, under {@code forward_<kind>/} and {@code
 * backward_<kind>/}. Keras: Bidirectional.
 *
 * @param forward the layer that reads from the beginning; the other is its mirror image
 */
public record Bidirectional<O extends Rank>(Recurrent<O> forward, Merging merging)
    implements Layer<Rank.Sequence, O> {
  /** How the two outputs become one. */
  public enum Merging {
    CONCAT,
    SUM,
    MUL,
    AVE
  }

  /** The two outputs added. */
  public Bidirectional<O> sum() {
    return new Bidirectional<>(forward, Merging.SUM);
  }

  /** The two outputs multiplied. */
  public Bidirectional<O> mul() {
    return new Bidirectional<>(forward, Merging.MUL);
  }

  /** The mean of the two outputs. */
  public Bidirectional<O> ave() {
    return new Bidirectional<>(forward, Merging.AVE);
  }

  @Override
  public String kind() {
    return "bidirectional";
  }

  @Override
  public String declaration() {
    return new Text("bidirectional(" + forward.declaration() + ")")
        .when(merging != Merging.CONCAT, merging.name().toLowerCase(Locale.ROOT) + "()")
        .toString();
  }

  @Override
  public Value lower(Value input, Scope scope) {
    if (forward.backwards()) {
      throw new DeclarationException(
          "expected a layer that reads forwards, whose mirror image reads backwards, got "
              + forward.declaration()
              + ". Leave goBackwards() out.");
    }
    Value ahead = forward.lower(input, scope.under("forward_" + forward.kind()));
    Scope behind = scope.under("backward_" + forward.kind());
    Value back = forward.goBackwards().inOrder(input, behind).get(0);
    int last = ahead.shape().rank() - 1;
    return switch (merging) {
      case CONCAT -> scope.op(new Concat(last), ahead, back);
      case SUM -> scope.arithmetic(Operator.ADD, ahead, back);
      case MUL -> scope.arithmetic(Operator.MUL, ahead, back);
      case AVE -> {
        Value sum = scope.arithmetic(Operator.ADD, ahead, back);
        yield scope.arithmetic(Operator.DIV, sum, scope.constant(2));
      }
    };
  }
}
