package dev.hebb.network.layer;

import dev.hebb.graph.DeclarationException;
import dev.hebb.graph.Scope;
import dev.hebb.graph.Value;
import dev.hebb.graph.op.Concat;
import dev.hebb.graph.op.Operator;
import dev.hebb.network.Rank;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * A recurrent layer and a second one of its kind that reads the sequence from its end, with weights
 * of its own; what they say is put together (Schuster and Paliwal 1997).
 *
 * <p>{@code [batch, time, features] -> [batch, 2·units]}, or {@code [batch, time, 2·units]} with
 * {@code returnSequences()}, each step beside itself; {@code units} instead of {@code 2·units}
 * where the two are not concatenated.
 *
 * <p>Its states are those of the layer that reads forwards, then those of the other.
 *
 * <p>Parameters: those of the two layers, under {@code forward_<kind>/} and {@code
 * backward_<kind>/}. Keras: Bidirectional.
 *
 * @param forward the layer that reads from the beginning; the other is its mirror image
 */
public record Bidirectional<O extends Rank>(Recurrent<O> forward, Merging merging)
    implements Remembers<O> {
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

  /** Those of the layer that reads forwards, then those of the other. */
  @Override
  public List<Integer> stateUnits() {
    List<Integer> units = new ArrayList<>(forward.stateUnits());
    units.addAll(forward.stateUnits());
    return units;
  }

  @Override
  public List<Value> lowerAll(Value input, List<Value> first, Scope scope) {
    if (forward.options().backwards()) {
      throw new DeclarationException(
          "expected a layer that reads forwards, whose mirror image reads backwards, got "
              + forward.declaration()
              + ". Leave goBackwards() out.");
    }
    int half = first.size() / 2;
    List<Value> ahead =
        forward.lowerAll(input, first.subList(0, half), scope.under("forward_" + forward.kind()));
    List<Value> back =
        forward
            .goBackwards()
            .inOrder(
                input,
                first.subList(half, first.size()),
                scope.under("backward_" + forward.kind()));
    List<Value> outputs = new ArrayList<>(List.of(merged(ahead.get(0), back.get(0), scope)));
    outputs.addAll(ahead.subList(1, ahead.size()));
    outputs.addAll(back.subList(1, back.size()));
    return outputs;
  }

  private Value merged(Value ahead, Value back, Scope scope) {
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
