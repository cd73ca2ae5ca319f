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

  private static double[][] copy(double[][] arrays) {
    return Arrays.stream(arrays).map(double[]::clone).toArray(double[][]::new);
  }

  double[][] weights() {
    return weights;
  }

  double[][] averages() {
    return averages;
  }

  /** Number {@code i} of what is remembered of a parameter. */
  private double[] slot(String name, int parameter, double first) {
    return slots.computeIfAbsent(
        name + parameter,
        key -> {
          double[] made = new double[weights[parameter].length];
          Arrays.fill(made, first);
          return made;
        });
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
      optimizer.rule().accept(new Change(p, gradients[p], weights[p], own, step));
    }
  }

  private double factor(String name) {
    Map<String, Double> factors = optimizer.settings().factors();
    return factors.getOrDefault(name.substring(0, name.indexOf('/')), 1.0);
  }

  private static double norm(double[] values) {
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

  /** One parameter's change by its gradient. */
  private final class Change implements RuleVisitor<Void> {
    private final int p;
    private final double[] g;
    private final double[] w;
    private final double lr;
    private final double t;

    Change(int p, double[] g, double[] w, double lr, long t) {
      this.p = p;
      this.g = g;
      this.w = w;
      this.lr = lr;
      this.t = (double) t;
    }

    @Override
    public Void sgd(Sgd rule) {
      double[] m = slot("m", p, 0);
      for (int i = 0; i < w.length; i++) {
        m[i] = m[i] * rule.momentum() - g[i] * lr;
        w[i] += rule.nesterov() ? m[i] * rule.momentum() - g[i] * lr : m[i];
      }
      return null;
    }

    @Override
    public Void adam(Adam rule) {
      double[] m = slot("m", p, 0);
      double[] v = slot("v", p, 0);
      double[] most = slot("most", p, 0);
      double alpha =
          lr * Math.sqrt(1 - Math.pow(rule.beta2(), t)) / (1 - Math.pow(rule.beta1(), t));
      for (int i = 0; i < w.length; i++) {
        m[i] += (g[i] - m[i]) * (1 - rule.beta1());
        v[i] += (g[i] * g[i] - v[i]) * (1 - rule.beta2());
        most[i] = Math.max(most[i], v[i]);
        w[i] -= m[i] * alpha / (Math.sqrt(rule.amsgrad() ? most[i] : v[i]) + rule.epsilon());
      }
      return null;
    }

    @Override
    public Void adamax(Adamax rule) {
      double[] m = slot("m", p, 0);
      double[] u = slot("u", p, 0);
      for (int i = 0; i < w.length; i++) {
        m[i] += (g[i] - m[i]) * (1 - rule.beta1());
        u[i] = Math.max(rule.beta2() * u[i], Math.abs(g[i]));
        w[i] -= lr * m[i] / ((1 - Math.pow(rule.beta1(), t)) * (u[i] + rule.epsilon()));
      }
      return null;
    }

    @Override
    public Void nadam(Nadam rule) {
      double[] m = slot("m", p, 0);
      double[] v = slot("v", p, 0);
      double now = rule.beta1() * (1 - 0.5 * Math.pow(0.96, t));
      double next = rule.beta1() * (1 - 0.5 * Math.pow(0.96, t + 1));
      for (int i = 0; i < w.length; i++) {
        m[i] += (g[i] - m[i]) * (1 - rule.beta1());
        v[i] += (g[i] * g[i] - v[i]) * (1 - rule.beta2());
        double ahead = next * m[i] / (1 - product * next) + (1 - now) * g[i] / (1 - product);
        double square = v[i] / (1 - Math.pow(rule.beta2(), t));
        w[i] -= ahead * lr / (Math.sqrt(square) + rule.epsilon());
      }
      return null;
    }

    @Override
    public Void rmsProp(RmsProp rule) {
      double[] v = slot("v", p, 0);
      double[] m = slot("m", p, 0);
      double[] mean = slot("mean", p, 0);
      for (int i = 0; i < w.length; i++) {
        v[i] = rule.rho() * v[i] + (1 - rule.rho()) * g[i] * g[i];
        mean[i] = rule.rho() * mean[i] + (1 - rule.rho()) * g[i];
        double centre = rule.centered() ? mean[i] * mean[i] : 0;
        double increment = lr * g[i] / Math.sqrt(v[i] - centre + rule.epsilon());
        m[i] = rule.momentum() * m[i] + increment;
        w[i] -= rule.momentum() > 0 ? m[i] : increment;
      }
      return null;
    }

    @Override
    public Void adagrad(Adagrad rule) {
      double[] a = slot("a", p, rule.initialAccumulator());
      for (int i = 0; i < w.length; i++) {
        a[i] += g[i] * g[i];
        w[i] -= lr * g[i] / Math.sqrt(a[i] + rule.epsilon());
      }
      return null;
    }

    @Override
    public Void adadelta(Adadelta rule) {
      double[] a = slot("a", p, 0);
      double[] d = slot("d", p, 0);
      for (int i = 0; i < w.length; i++) {
        a[i] = rule.rho() * a[i] + (1 - rule.rho()) * g[i] * g[i];
        double delta = -Math.sqrt(d[i] + rule.epsilon()) * g[i] / Math.sqrt(a[i] + rule.epsilon());
        d[i] = rule.rho() * d[i] + (1 - rule.rho()) * delta * delta;
        w[i] += lr * delta;
      }
      return null;
    }

    @Override
    public Void lion(Lion rule) {
      double[] m = slot("m", p, 0);
      for (int i = 0; i < w.length; i++) {
        w[i] -= lr * Math.signum(m[i] * rule.beta1() + g[i] * (1 - rule.beta1()));
        m[i] = m[i] * rule.beta2() + g[i] * (1 - rule.beta2());
      }
      return null;
    }

    @Override
    public Void lamb(Lamb rule) {
      double[] m = slot("m", p, 0);
      double[] v = slot("v", p, 0);
      double[] update = new double[w.length];
      for (int i = 0; i < w.length; i++) {
        m[i] += (g[i] - m[i]) * (1 - rule.beta1());
        v[i] += (g[i] * g[i] - v[i]) * (1 - rule.beta2());
        double first = m[i] / (1 - Math.pow(rule.beta1(), t));
        double second = v[i] / (1 - Math.pow(rule.beta2(), t));
        update[i] = first / (Math.sqrt(second) + rule.epsilon());
      }
      double ratio = norm(w) > 0 && norm(update) > 0 ? norm(w) / norm(update) : 1;
      for (int i = 0; i < w.length; i++) {
        w[i] -= ratio * lr * update[i];
      }
      return null;
    }

    /** Number of columns of a matrix; 0: it is none. */
    private int columns() {
      return names.get(p).endsWith("bias") ? 0 : 2;
    }

    @Override
    public Void muon(Muon rule) {
      int columns = columns();
      if (columns == 0 || rule.undone().stream().anyMatch(names.get(p)::contains)) {
        Adam adam =
            new Adam(rule.learningRate(), rule.beta1(), rule.beta2(), rule.epsilon(), false);
        return adam(adam);
      }
      double[] m = slot("m", p, 0);
      double[] along = new double[w.length];
      for (int i = 0; i < w.length; i++) {
        m[i] += g[i] + m[i] * (rule.momentum() - 1);
        along[i] = rule.nesterov() ? g[i] + rule.momentum() * m[i] : m[i];
      }
      // Keras transposes what has more rows than columns; rows of the transposed are columns.
      int rows = w.length / columns;
      double[][] x = new double[columns][rows];
      for (int i = 0; i < w.length; i++) {
        x[i % columns][i / columns] = along[i] / (norm(along) + 1e-7);
      }
      for (int iteration = 0; iteration < 5; iteration++) {
        double[][] a = product(x, transposed(x));
        double[][] b = sum(-4.7750, a, 2.0315, product(a, a));
        x = sum(3.4445, x, 1, product(b, x));
      }
      for (int i = 0; i < w.length; i++) {
        w[i] -= lr * x[i % columns][i / columns] * Math.sqrt(Math.max(rows, columns)) * 0.2;
      }
      return null;
    }

    private double[][] transposed(double[][] x) {
      double[][] turned = new double[x[0].length][x.length];
      for (int i = 0; i < x.length; i++) {
        for (int j = 0; j < x[0].length; j++) {
          turned[j][i] = x[i][j];
        }
      }
      return turned;
    }

    private double[][] product(double[][] x, double[][] y) {
      double[][] product = new double[x.length][y[0].length];
      for (int i = 0; i < x.length; i++) {
        for (int j = 0; j < y[0].length; j++) {
          for (int k = 0; k < y.length; k++) {
            product[i][j] += x[i][k] * y[k][j];
          }
        }
      }
      return product;
    }

    private double[][] sum(double alpha, double[][] x, double beta, double[][] y) {
      double[][] sum = copy(x);
      for (int i = 0; i < x.length; i++) {
        for (int j = 0; j < x[0].length; j++) {
          sum[i][j] = alpha * x[i][j] + beta * y[i][j];
        }
      }
      return sum;
    }

    @Override
    public Void adafactor(Adafactor rule) {
      double beta = 1 - Math.pow(t, rule.decay());
      double[] v = slot("v", p, 0);
      int columns = columns();
      double[] r = slot("r", p, 0);
      double[] c = slot("c", p, 0);
      for (int i = 0; i < w.length; i++) {
        double square = g[i] * g[i] + rule.epsilon1();
        if (columns == 0) {
          v[i] = beta * v[i] + (1 - beta) * square;
        } else {
          int rows = w.length / columns;
          r[i / columns] =
              (i % columns == 0 ? beta * r[i / columns] : r[i / columns])
                  + (1 - beta) * square / columns;
          c[i % columns] =
              (i / columns == 0 ? beta * c[i % columns] : c[i % columns])
                  + (1 - beta) * square / rows;
        }
      }
      if (columns > 0) {
        double mean = Arrays.stream(r).sum() / (w.length / columns);
        for (int i = 0; i < w.length; i++) {
          v[i] = r[i / columns] / mean * c[i % columns];
        }
      }
      double[] u = new double[w.length];
      for (int i = 0; i < w.length; i++) {
        u[i] = g[i] / Math.sqrt(v[i]);
      }
      double clip = Math.max(1, norm(u) / Math.sqrt(u.length) / rule.clipThreshold());
      double size = Math.max(rule.epsilon2(), norm(w) / Math.sqrt(w.length));
      for (int i = 0; i < w.length; i++) {
        w[i] -= size * Math.min(lr, 1 / Math.sqrt(t)) * u[i] / clip;
      }
      return null;
    }

    @Override
    public Void ftrl(Ftrl rule) {
      double[] a = slot("a", p, rule.initialAccumulator());
      double[] linear = slot("linear", p, 0);
      double l2 = rule.l2() + rule.beta() / (2 * lr);
      for (int i = 0; i < w.length; i++) {
        double sum = a[i] + g[i] * g[i];
        double grown = Math.pow(sum, -rule.power()) - Math.pow(a[i], -rule.power());
        linear[i] += g[i] + 2 * rule.shrinkage() * w[i] - grown / lr * w[i];
        double quadratic = Math.pow(sum, -rule.power()) / lr + 2 * l2;
        double cut = Math.max(-rule.l1(), Math.min(rule.l1(), linear[i]));
        w[i] = (cut - linear[i]) / quadratic;
        a[i] = sum;
      }
      return null;
    }
  }
}
