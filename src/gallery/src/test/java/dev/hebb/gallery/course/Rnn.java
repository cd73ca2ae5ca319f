package dev.hebb.gallery.course;

import static dev.hebb.gallery.course.Column.tanh;
import static dev.hebb.network.Layers.simpleRnn;

import dev.hebb.graph.Tensor;
import dev.hebb.network.Rank.Sequence;
import dev.hebb.network.layer.Recurrent;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;

/**
 * The course's recurrent network.
 *
 * <pre>
 * a⁽ᵗ⁾ = tanh(W_ax x⁽ᵗ⁾ + W_aa a⁽ᵗ⁻¹⁾ + b_a)
 * </pre>
 */
@SuppressWarnings("MemberName") // The course's names.
record Rnn(Matrix W_ax, Matrix W_aa, Column b_a) implements Recurrence {
  static Rnn drawn(int units, int features, RandomGenerator random) {
    return new Rnn(
        Matrix.drawn(units, features, random),
        Matrix.drawn(units, units, random),
        Column.drawn(units, random));
  }

  @Override
  public List<Column> step(List<Column> before, Column x) {
    Column a_prev = before.get(0);
    Column a = tanh(W_ax.dot(x).plus(W_aa.dot(a_prev)).plus(b_a));
    return List.of(a);
  }

  @Override
  public int units() {
    return b_a.length();
  }

  @Override
  public int features() {
    return W_ax.rows().get(0).length();
  }

  @Override
  public Recurrent<Sequence> layer() {
    return simpleRnn(units()).returnSequences();
  }

  @Override
  public Map<String, Tensor> weights() {
    return Map.of(
        "kernel", Matrix.tensor(W_ax),
        "recurrent_kernel", Matrix.tensor(W_aa),
        "bias", Column.tensor(b_a));
  }

  @Override
  public List<Recurrence> mistaken() {
    return List.of(new Rnn(W_ax, W_aa.transposed(), b_a));
  }
}
