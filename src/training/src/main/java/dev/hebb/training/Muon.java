package dev.hebb.training;

import dev.hebb.training.schedule.Schedule;
import java.util.Arrays;
import java.util.List;

/**
 * Muon (Jordan et al. 2024) with the arithmetic and the defaults of Keras 3: a matrix moves along
 * its momentum made orthogonal (five Newton-Schulz iterations), all else as by {@link Adam}; that
 * is, what has not two axes, and embeddings. All of it is decayed by 0.004, unless {@code
 * weightDecay} says otherwise.
 *
 * @param undone texts: parameters with one of them in their names move as by Adam too; Keras's
 *     {@code exclude_layers}
 */
public record Muon(
    Schedule learningRate,
    double momentum,
    boolean nesterov,
    double beta1,
    double beta2,
    double epsilon,
    List<String> undone)
    implements Rule {
  public Muon {
    Checked.share("muon", "a momentum", momentum);
    Checked.decay("muon", "beta1", beta1);
    Checked.decay("muon", "beta2", beta2);
    Checked.notNegative("muon", "an epsilon", epsilon);
    undone = List.copyOf(undone);
  }

  /** Keras's defaults: 0.001, 0.95 with Nesterov's; Adam's 0.9, 0.999, 1e-7. */
  public static Muon muon() {
    return new Muon(Schedule.constant(1e-3), 0.95, true, 0.9, 0.999, 1e-7, List.of());
  }

  /** With this step size. */
  public Muon learningRate(double other) {
    return learningRate(Schedule.constant(other));
  }

  /** With this step size at each step. */
  public Muon learningRate(Schedule other) {
    return new Muon(other, momentum, nesterov, beta1, beta2, epsilon, undone);
  }

  /** How much of the gradients so far stays. */
  public Muon momentum(double other) {
    return new Muon(learningRate, other, nesterov, beta1, beta2, epsilon, undone);
  }

  /** Does not look ahead along the momentum. */
  public Muon withoutNesterov() {
    return new Muon(learningRate, momentum, false, beta1, beta2, epsilon, undone);
  }

  /** With these decay rates of Adam's first and second moment. */
  public Muon betas(double first, double second) {
    return new Muon(learningRate, momentum, nesterov, first, second, epsilon, undone);
  }

  /** With this number in Adam's denominator. */
  public Muon epsilon(double other) {
    return new Muon(learningRate, momentum, nesterov, beta1, beta2, other, undone);
  }

  /** Parameters with one of these texts in their names move as by Adam, such as an output's. */
  public Muon excluding(String... texts) {
    return new Muon(learningRate, momentum, nesterov, beta1, beta2, epsilon, Arrays.asList(texts));
  }

  @Override
  public Settings settings() {
    return Settings.NONE.weightDecay(0.004);
  }

  @Override
  public <R> R accept(RuleVisitor<R> visitor) {
    return visitor.muon(this);
  }
}
