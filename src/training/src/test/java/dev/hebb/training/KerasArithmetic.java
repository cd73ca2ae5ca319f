package dev.hebb.training;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Optimizers in float64, number by number, as Keras 3's update_step and apply say it: what the
 * printed ones are compared with.
 */
final class KerasArithmetic {
  private final Optimizer optimizer;
  private final List<String> names;
  private final double[][] weights;
  private final double[][] sums;
  private final double[][] averages;
  private final Map<String, double[]> slots = new HashMap<>();
  private long iterations;
  private double product = 1;

  KerasArithmetic(Optimizer optimizer, List<String> names, double[][] weights) {
    this.optimizer = optimizer;
    this.names = names;
    this.weights = copy(weights);
    this.sums = copy(weights);
    this.averages = copy(weights);
    for (double[] each : sums) {
      Arrays.fill(each, 0);
    }
  }

  static double[][] copy(double[][] arrays) {
    return Arrays.stream(arrays).map(double[]::clone).toArray(double[][]::new);
  }

  double[][] weights() {
    return weights;
  }

  double[][] averages() {
    return averages;
  }

  void step(double[][] gradients, double scale) {
    Settings settings = optimizer.settings();
    double rate = optimizer.rule().learningRate().at(iterations) * scale;
    int every = settings.accumulation();
    if (every == 1) {
      change(copy(gradients), rate, iterations + 1);
    } else {
      for (int p = 0; p < sums.length; p++) {
        for (int i = 0; i < sums[p].length; i++) {
          sums[p][i] += gradients[p][i];
        }
      }
      if ((iterations + 1) % every == 0) {
        double[][] means = copy(sums);
        for (int p = 0; p < sums.length; p++) {
          for (int i = 0; i < sums[p].length; i++) {
            means[p][i] /= every;
            sums[p][i] = 0;
          }
        }
        change(means, rate, iterations / every + 1);
      }
    }
    settings.ema().ifPresent(this::average);
    iterations++;
  }

  private void average(Settings.Ema ema) {
    long changes = iterations / optimizer.settings().accumulation();
    double momentum = changes == 0 ? 0 : ema.momentum();
    for (int p = 0; p < weights.length; p++) {
      for (int i = 0; i < weights[p].length; i++) {
        averages[p][i] = momentum * averages[p][i] + (1 - momentum) * weights[p][i];
        if (ema.overwriteFrequency() > 0 && (changes + 1) % ema.overwriteFrequency() == 0) {
          weights[p][i] = averages[p][i];
        }
      }
    }
  }

  private void change(double[][] gradients, double rate, long step) {
    Settings settings = optimizer.settings();
    settings.clip().ifPresent(clip -> clip(clip, gradients));
    for (int p = 0; p < weights.length; p++) {
      double own = rate * factor(names.get(p));
      if (settings.undecayed().stream().noneMatch(names.get(p)::contains)) {
        for (int i = 0; i < weights[p].length; i++) {
          weights[p][i] -= weights[p][i] * settings.weightDecay() * own;
        }
      }
    }
    if (optimizer.rule() instanceof Nadam nadam) {
      product *= nadam.beta1() * (1 - 0.5 * Math.pow(0.96, (double) step));
    }
    for (int p = 0; p < weights.length; p++) {
      double own = rate * factor(names.get(p));
      if (own == 0) {
        continue; // Keras divides by it in Ftrl.
      }
      optimizer
          .rule()
          .accept(
              new KerasRules(names.get(p), slots, gradients[p], weights[p], own, step, product));
    }
  }

  private double factor(String name) {
    Map<String, Double> factors = optimizer.settings().factors();
    return factors.getOrDefault(name.substring(0, name.indexOf('/')), 1.0);
  }

  static double norm(double[] values) {
    return Math.sqrt(Arrays.stream(values).map(value -> value * value).sum());
  }

  private static void clip(Settings.Clip clip, double[][] gradients) {
    double all = norm(Arrays.stream(gradients).mapToDouble(KerasArithmetic::norm).toArray());
    for (double[] gradient : gradients) {
      double own = norm(gradient);
      for (int i = 0; i < gradient.length; i++) {
        gradient[i] =
            switch (clip.kind()) {
              case NORM -> gradient[i] * clip.most() / Math.max(own, clip.most());
              case GLOBAL_NORM -> gradient[i] * clip.most() * Math.min(1 / all, 1 / clip.most());
              case VALUE -> Math.max(-clip.most(), Math.min(clip.most(), gradient[i]));
            };
      }
    }
  }
}
