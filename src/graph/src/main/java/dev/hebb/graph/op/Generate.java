package dev.hebb.graph.op;

import dev.hebb.graph.DataType;
import dev.hebb.graph.DeclarationException;
import dev.hebb.graph.Dim;
import dev.hebb.graph.Graph;
import dev.hebb.graph.Shape;
import dev.hebb.graph.Value;
import java.util.ArrayList;
import java.util.List;

/**
 * Tokens one after the other, each the likeliest behind those before it (greedy decoding): its
 * body, which is a graph, is fed the last token and its states, and says how likely each token is
 * as the next.
 *
 * <p>Inputs: a value {@code [batch, ...]}, of which the number of rows is taken, the first states
 * that are given, what the body reads beside. Output: tokens (whole numbers) {@code [batch, most]};
 * from the end mark on, which is left out, zeros. ONNX: Loop.
 *
 * <p>The body's inputs are the states, the token {@code [batch, 1]}, and what it reads beside; its
 * outputs are the new states, then the scores {@code [batch, 1, tokens]}, of which the largest
 * counts, the first of equals. It has no parameters: they are read from outside.
 *
 * @param given for each state whether the first is given; the others begin at zero
 * @param start the token that is fed first
 * @param end the token that ends a row
 * @param most how many tokens a row has at most
 */
public record Generate(Graph body, List<Boolean> given, long start, long end, int most)
    implements Op {
  public Generate {
    given = List.copyOf(given);
    boolean fits = body.inputs().size() > given.size() && body.outputs().size() == given.size() + 1;
    if (!fits || !body.params().isEmpty()) {
      throw new DeclarationException(
          "expected a body of %d states, a token and scores, without parameters, got %s -> %s with %s. Let it read them from outside."
              .formatted(given.size(), body.inputs(), body.outputs(), body.params()));
    }
  }

  /** How many states it hands on. */
  public int states() {
    return given.size();
  }

  /** How many first states are among the operands. */
  public int first() {
    return (int) given.stream().filter(each -> each).count();
  }

  @Override
  public List<Output> infer(List<Value> inputs) {
    if (most < 1) {
      throw new DeclarationException(
          "expected at least one token, got %d. Say how many there may be.".formatted(most));
    }
    Dim batch = inputs.get(0).shape().dim(0);
    List<Output> fed = new ArrayList<>();
    int next = 1;
    for (int i = 0; i < states(); i++) {
      Value state = given.get(i) ? inputs.get(next++) : body.inputs().get(i).value();
      fed.add(new Output(state.shape().with(0, batch), state.type()));
    }
    fed.add(new Output(Shape.of(batch, Dim.of("time", 1)), DataType.INT64));
    inputs
        .subList(next, inputs.size())
        .forEach(value -> fed.add(new Output(value.shape(), value.type())));
    List<Output> made = body.infer(fed);
    for (int i = 0; i < states(); i++) {
      if (!made.get(i).shape().sameSizes(fed.get(i).shape())) {
        throw new DeclarationException(
            "expected new state %d to be %s, as the old one is, got %s. Give each state back as long as it came."
                .formatted(i, fed.get(i).shape(), made.get(i).shape()));
      }
    }
    Shape scores = made.get(states()).shape();
    long tokens = scores.rank() == 3 ? scores.last().size().fixed().orElse(0) : 0;
    if (start < 0 || end < 0 || start >= tokens || end >= tokens) {
      throw new DeclarationException(
          "expected scores [batch, 1, tokens] and marks among their tokens, got %s, start %d and end %d. Number the marks within the vocabulary."
              .formatted(scores, start, end));
    }
    return List.of(new Output(Shape.of(batch, Dim.of("steps", most)), DataType.INT64));
  }

  @Override
  public Op freeze() {
    return new Generate(body.frozen(), given, start, end, most);
  }

  @Override
  public <R> R accept(OpVisitor<R> visitor) {
    return visitor.generate(this);
  }
}
