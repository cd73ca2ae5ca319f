package dev.hebb.network;

import static dev.hebb.network.Layers.ANY;
import static dev.hebb.network.Layers.dense;
import static dev.hebb.network.Layers.network;
import static dev.hebb.network.Layers.rnn;
import static dev.hebb.network.Layers.sequence;
import static dev.hebb.network.Layers.standardScaler;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hebb.graph.DeclarationException;
import dev.hebb.graph.Scope;
import dev.hebb.graph.Value;
import dev.hebb.graph.op.Operator;
import dev.hebb.network.Rank.Sequence;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Mistakes in a cell of a user's own. */
class OwnCellErrorsTest {
  /** One whose step is said where it is used. */
  record Told(List<Integer> states, Rule rule) implements Cell {
    interface Rule {
      Step step(Value x, List<Value> states, Scope scope);
    }

    @Override
    public String kind() {
      return "told";
    }

    @Override
    public String declaration() {
      return "told(...)";
    }

    @Override
    public Step step(Value x, List<Value> states, Scope scope) {
      return rule.step(x, states, scope);
    }
  }

  private static final Stage<Sequence, Sequence> INPUT = network("net", sequence(ANY, 2));

  private static void refused(List<Integer> states, Told.Rule rule, String message) {
    assertThatThrownBy(() -> INPUT.then(rnn(new Told(states, rule))))
        .isInstanceOf(DeclarationException.class)
        .hasMessage("net/told (rnn(told(...))): " + message);
  }

  @Test
  void itsMistakesAreRefusedWithItsDeclaration() {
    refused(
        List.of(3),
        (x, states, scope) -> new Cell.Step(states.get(0), List.of()),
        "expected new states of [3] numbers, got 0 states. Give back one for each old one.");
    refused(
        List.of(3),
        (x, states, scope) -> Cell.Step.of(dense(4).lower(x, scope)),
        "expected new state 0 to be [batch, features=3], as the old one is, got [batch, features=4]."
            + " Give each state back as long as it came.");
    refused(
        List.of(3),
        (x, states, scope) -> new Cell.Step(scope.constant(1), states),
        "expected a step to put out [batch, units], got []. Give a row of numbers for each row that"
            + " came in.");
    refused(
        List.of(3, 0),
        (x, states, scope) -> Cell.Step.of(x),
        "expected a state of at least 1, got 0. Give a positive number.");
    refused(
        List.of(3),
        (x, states, scope) ->
            Cell.Step.of(scope.arithmetic(Operator.ADD, dense(4).lower(x, scope), states.get(0))),
        "expected shapes that broadcast, got [batch, features=4] and [batch, features=3] (features=4"
            + " against features=3). Give both the same length there, or one of them length 1.");
    refused(
        List.of(2),
        (x, states, scope) -> Cell.Step.of(standardScaler("s").lower(x, scope)),
        "expected weights that are drawn or given, got \"s/center\", which is measured on what comes"
            + " in at a step. Scale the whole sequence before.");
  }
}
