package dev.hebb.gallery.course;

import static dev.hebb.gallery.course.Column.softmax;
import static dev.hebb.network.Layers.ANY;
import static dev.hebb.network.Layers.dense;
import static dev.hebb.network.Layers.network;
import static dev.hebb.network.Layers.sequence;

import dev.hebb.graph.Model;
import dev.hebb.graph.Tensor;
import dev.hebb.graph.Weights;
import dev.hebb.graph.op.Activation;
import dev.hebb.network.Network;
import dev.hebb.network.Rank.Sequence;
import dev.hebb.network.Rank.Several;
import dev.hebb.network.Recurred;
import dev.hebb.network.Stage;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.random.RandomGenerator;

/**
 * A recurrence with the course's output behind it.
 *
 * <pre>
 * ŷ⁽ᵗ⁾ = softmax(W_ya a⁽ᵗ⁾ + b_y)
 * </pre>
 */
@SuppressWarnings("MemberName") // The course's names.
record CourseNetwork(Recurrence recurrence, Matrix W_ya, Column b_y) {
  private static final int CLASSES = 3;

  /** The same output behind whatever recurrence. */
  static CourseNetwork drawn(Recurrence recurrence) {
    RandomGenerator random = new SplittableRandom(2);
    Matrix W_ya = Matrix.drawn(CLASSES, recurrence.units(), random);
    return new CourseNetwork(recurrence, W_ya, Column.drawn(CLASSES, random));
  }

  /** Every output of the network by name, for inputs {@code [batch][time]}. */
  Map<String, Column> run(List<List<Column>> rows) {
    Map<String, Column> all = new TreeMap<>();
    for (List<Column> steps : rows) {
      List<Column> memory =
          Collections.nCopies(recurrence.memories(), Column.zeros(recurrence.units()));
      for (Column x : steps) {
        memory = recurrence.step(memory, x);
        Column a = memory.get(0);
        Column y_hat = softmax(W_ya.dot(a).plus(b_y));
        all.merge("a", a, Column::concat);
        all.merge("y_hat", y_hat, Column::concat);
      }
      for (int i = 0; i < memory.size(); i++) {
        all.merge(i == 0 ? "a_last" : "c_last", memory.get(i), Column::concat);
      }
    }
    return all;
  }

  Network<Sequence, Several> declared() {
    Recurred<Sequence, Sequence> core =
        network("course", sequence(ANY, recurrence.features()).named("x"))
            .then("core", recurrence.layer().returnState());
    List<Stage<Sequence, ?>> outputs = new ArrayList<>();
    outputs.add(core.output().output("a", ""));
    outputs.add(core.states().get(0).output("a_last", ""));
    if (core.states().size() == 2) {
      outputs.add(core.states().get(1).output("c_last", ""));
    }
    outputs.add(
        core.output().then("y", dense(CLASSES).activation(Activation.SOFTMAX)).output("y_hat", ""));
    return Network.of(outputs);
  }

  Model model() {
    Map<String, Tensor> weights = new LinkedHashMap<>();
    recurrence.weights().forEach((name, tensor) -> weights.put("core/" + name, tensor));
    weights.put("y/kernel", Matrix.tensor(W_ya.transposed()));
    weights.put("y/bias", Column.tensor(b_y));
    return new Model(declared().graph(), new Weights(weights));
  }
}
