package dev.hebb.gallery;

import static dev.hebb.network.Layers.activation;

import dev.hebb.graph.op.Activation;
import dev.hebb.network.Network;
import dev.hebb.network.Rank;
import dev.hebb.network.Rank.Sequence;
import dev.hebb.network.Rank.Several;
import dev.hebb.network.Stage;
import java.util.List;

/**
 * A network that says the next word, in its parts.
 *
 * @param next scores of the next word, before their softmax
 * @param scores how much of each thing it looks at each word took; without attention there are none
 */
record NextWord(Stage<Several, Sequence> next, Stage<Several, ? extends Rank> scores) {
  Network<Several, Sequence> trained() {
    return next.build();
  }

  /** The same with probabilities. */
  Network<Several, Sequence> asked() {
    return probable().build();
  }

  /** With probabilities, and what it looked at for each word. */
  Network<Several, Several> explained() {
    return Network.of(List.of(probable(), scores.output("looked", "")));
  }

  private Stage<Several, Sequence> probable() {
    return next.then(activation(Activation.SOFTMAX)).output("next", "");
  }
}
