package dev.hebb.gallery.course;

import static dev.hebb.gallery.course.Column.concat;
import static dev.hebb.gallery.course.Column.sigma;
import static dev.hebb.gallery.course.Column.tanh;
import static dev.hebb.network.Layers.lstm;

import dev.hebb.graph.Tensor;
import dev.hebb.network.Rank.Sequence;
import dev.hebb.network.layer.Recurrent;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;

/**
 * The course's LSTM. Its update gate Γ_u is called input gate elsewhere.
 *
 * <pre>
 * Γ_f⁽ᵗ⁾ = σ(W_f[a⁽ᵗ⁻¹⁾, x⁽ᵗ⁾] + b_f)
 * Γ_u⁽ᵗ⁾ = σ(W_u[a⁽ᵗ⁻¹⁾, x⁽ᵗ⁾] + b_u)
 * c̃⁽ᵗ⁾ = tanh(W_C[a⁽ᵗ⁻¹⁾, x⁽ᵗ⁾] + b_C)
 * c⁽ᵗ⁾ = Γ_f⁽ᵗ⁾ ∘ c⁽ᵗ⁻¹⁾ + Γ_u⁽ᵗ⁾ ∘ c̃⁽ᵗ⁾
 * Γ_o⁽ᵗ⁾ = σ(W_o[a⁽ᵗ⁻¹⁾, x⁽ᵗ⁾] + b_o)
 * a⁽ᵗ⁾ = Γ_o⁽ᵗ⁾ ∘ tanh(c⁽ᵗ⁾)
 * </pre>
 */
@SuppressWarnings("MemberName") // The course's names.
record Lstm(
    Matrix W_f, Column b_f, Matrix W_u, Column b_u, Matrix W_C, Column b_C, Matrix W_o, Column b_o)
    implements Recurrence {
  static Lstm drawn(int units, int features, RandomGenerator random) {
    return new Lstm(
        Matrix.drawn(units, units + features, random),
        Column.drawn(units, random),
        Matrix.drawn(units, units + features, random),
        Column.drawn(units, random),
        Matrix.drawn(units, units + features, random),
        Column.drawn(units, random),
        Matrix.drawn(units, units + features, random),
        Column.drawn(units, random));
  }

  @Override
  public List<Column> step(List<Column> before, Column x) {
    Column a_prev = before.get(0);
    Column c_prev = before.get(1);
    Column Gamma_f = sigma(W_f.dot(concat(a_prev, x)).plus(b_f));
    Column Gamma_u = sigma(W_u.dot(concat(a_prev, x)).plus(b_u));
    Column c_tilde = tanh(W_C.dot(concat(a_prev, x)).plus(b_C));
    Column c = Gamma_f.times(c_prev).plus(Gamma_u.times(c_tilde));
    Column Gamma_o = sigma(W_o.dot(concat(a_prev, x)).plus(b_o));
    Column a = Gamma_o.times(tanh(c));
    return List.of(a, c);
  }

  @Override
  public int units() {
    return b_f.length();
  }

  @Override
  public int features() {
    return W_f.rows().get(0).length() - units();
  }

  @Override
  public int memories() {
    return 2;
  }

  @Override
  public Recurrent<Sequence> layer() {
    return lstm(units()).returnSequences();
  }

  /** Keras's order of gates is Γ_u, Γ_f, c̃, Γ_o; what is said to x stands apart. */
  @Override
  public Map<String, Tensor> weights() {
    int n = units();
    int all = n + features();
    return Map.of(
        "kernel",
            Matrix.tensor(
                W_u.columns(n, all), W_f.columns(n, all), W_C.columns(n, all), W_o.columns(n, all)),
        "recurrent_kernel",
            Matrix.tensor(
                W_u.columns(0, n), W_f.columns(0, n), W_C.columns(0, n), W_o.columns(0, n)),
        "bias", Column.tensor(b_u, b_f, b_C, b_o));
  }

  /** Two gates changed for each other: all six pairs. */
  @Override
  public List<Recurrence> mistaken() {
    return List.of(
        new Lstm(W_u, b_u, W_f, b_f, W_C, b_C, W_o, b_o),
        new Lstm(W_C, b_C, W_u, b_u, W_f, b_f, W_o, b_o),
        new Lstm(W_o, b_o, W_u, b_u, W_C, b_C, W_f, b_f),
        new Lstm(W_f, b_f, W_C, b_C, W_u, b_u, W_o, b_o),
        new Lstm(W_f, b_f, W_o, b_o, W_C, b_C, W_u, b_u),
        new Lstm(W_f, b_f, W_u, b_u, W_o, b_o, W_C, b_C));
  }
}
