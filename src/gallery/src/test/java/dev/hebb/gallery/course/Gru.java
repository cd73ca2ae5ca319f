package dev.hebb.gallery.course;

import static dev.hebb.gallery.course.Column.concat;
import static dev.hebb.gallery.course.Column.relu;
import static dev.hebb.gallery.course.Column.sigma;
import static dev.hebb.gallery.course.Column.tanh;
import static dev.hebb.network.Layers.gru;

import dev.hebb.graph.Tensor;
import dev.hebb.graph.op.Activation;
import dev.hebb.network.Rank.Sequence;
import dev.hebb.network.layer.Recurrent;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;

/**
 * The gated recurrent unit (Cho et al. 2014) in the letters of the course, which names it and has
 * one with relu, but no equations of it; g is tanh or relu. As in the course's LSTM Γ_u is the
 * share of the new; Keras's z is the share of the old, 1 - Γ_u.
 *
 * <pre>
 * Γ_u⁽ᵗ⁾ = σ(W_u[a⁽ᵗ⁻¹⁾, x⁽ᵗ⁾] + b_u)
 * Γ_r⁽ᵗ⁾ = σ(W_r[a⁽ᵗ⁻¹⁾, x⁽ᵗ⁾] + b_r)
 * ã⁽ᵗ⁾ = g(W_ax x⁽ᵗ⁾ + b_a + Γ_r⁽ᵗ⁾ ∘ (W_aa a⁽ᵗ⁻¹⁾ + b_aa))    with reset after, Keras's default
 * ã⁽ᵗ⁾ = g(W_ax x⁽ᵗ⁾ + W_aa(Γ_r⁽ᵗ⁾ ∘ a⁽ᵗ⁻¹⁾) + b_a)            without, as in the paper
 * a⁽ᵗ⁾ = Γ_u⁽ᵗ⁾ ∘ ã⁽ᵗ⁾ + (1 - Γ_u⁽ᵗ⁾) ∘ a⁽ᵗ⁻¹⁾
 * </pre>
 */
@SuppressWarnings("MemberName") // The course's names.
record Gru(
    Matrix W_u,
    Column b_u,
    Matrix W_r,
    Column b_r,
    Matrix W_ax,
    Column b_a,
    Matrix W_aa,
    Column b_aa,
    boolean rectified,
    boolean resetAfter)
    implements Recurrence {
  static Gru drawn(
      int units, int features, boolean rectified, boolean resetAfter, RandomGenerator random) {
    return new Gru(
        Matrix.drawn(units, units + features, random),
        Column.drawn(units, random),
        Matrix.drawn(units, units + features, random),
        Column.drawn(units, random),
        Matrix.drawn(units, features, random),
        Column.drawn(units, random),
        Matrix.drawn(units, units, random),
        Column.drawn(units, random),
        rectified,
        resetAfter);
  }

  @Override
  public List<Column> step(List<Column> before, Column x) {
    Column a_prev = before.get(0);
    Column Gamma_u = sigma(W_u.dot(concat(a_prev, x)).plus(b_u));
    Column Gamma_r = sigma(W_r.dot(concat(a_prev, x)).plus(b_r));
    Column a_tilde =
        resetAfter
            ? g(W_ax.dot(x).plus(b_a).plus(Gamma_r.times(W_aa.dot(a_prev).plus(b_aa))))
            : g(W_ax.dot(x).plus(W_aa.dot(Gamma_r.times(a_prev))).plus(b_a));
    Column a = Gamma_u.times(a_tilde).plus(Gamma_u.each(gamma -> 1 - gamma).times(a_prev));
    return List.of(a);
  }

  private Column g(Column sum) {
    return rectified ? relu(sum) : tanh(sum);
  }

  @Override
  public int units() {
    return b_u.length();
  }

  @Override
  public int features() {
    return W_ax.rows().get(0).length();
  }

  @Override
  public Recurrent<Sequence> layer() {
    return gru(units())
        .activation(rectified ? Activation.RELU : Activation.TANH)
        .resetAfter(resetAfter)
        .returnSequences();
  }

  /** Keras's order of gates is 1 - Γ_u, Γ_r, ã, and 1 - σ(s) is σ(-s). */
  @Override
  public Map<String, Tensor> weights() {
    int n = units();
    int all = n + features();
    Matrix W_z = W_u.negative();
    Column b_z = b_u.each(number -> -number);
    Tensor kernel = Matrix.tensor(W_z.columns(n, all), W_r.columns(n, all), W_ax);
    Tensor recurrent = Matrix.tensor(W_z.columns(0, n), W_r.columns(0, n), W_aa);
    if (!resetAfter) {
      return Map.of(
          "kernel", kernel, "recurrent_kernel", recurrent, "bias", Column.tensor(b_z, b_r, b_a));
    }
    // Of the gates' two biases only the sum counts: a half here, a half there.
    Column halfZ = b_z.each(number -> number / 2);
    Column halfR = b_r.each(number -> number / 2);
    return Map.of(
        "kernel",
        kernel,
        "recurrent_kernel",
        recurrent,
        "bias",
        Column.tensor(halfZ, halfR, b_a),
        "recurrent_bias",
        Column.tensor(halfZ, halfR, b_aa));
  }

  /** Gates changed for each other, the new and the old, and the place of the reset gate. */
  @Override
  public List<Recurrence> mistaken() {
    Column minus = b_u.each(number -> -number);
    return List.of(
        new Gru(W_r, b_r, W_u, b_u, W_ax, b_a, W_aa, b_aa, rectified, resetAfter),
        new Gru(W_u.negative(), minus, W_r, b_r, W_ax, b_a, W_aa, b_aa, rectified, resetAfter),
        new Gru(W_u, b_u, W_r, b_r, W_ax, b_a, W_aa, b_aa, rectified, !resetAfter),
        new Gru(W_u, b_u, W_r, b_r, W_ax, b_a, W_aa, b_aa, !rectified, resetAfter));
  }
}
