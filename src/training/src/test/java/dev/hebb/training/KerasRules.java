package dev.hebb.training;

import java.util.Arrays;
import java.util.Map;

/** One parameter's change by its gradient, as Keras's update_step says it. */
final class KerasRules implements RuleVisitor<Void> {
  private final String name;
  private final Map<String, double[]> slots;
  private final double[] g;
  private final double[] w;
  private final double lr;
  private final double t;
  private final double product;

  /**
   * With what it changes.
   *
   * @param product of Nadam's momenta so far
   */
  KerasRules(
      String name,
      Map<String, double[]> slots,
      double[] g,
      double[] w,
      double lr,
      long t,
      double product) {
    this.name = name;
    this.slots = slots;
    this.g = g;
    this.w = w;
    this.lr = lr;
    this.t = (double) t;
    this.product = product;
  }

  private double[] slot(String what, double first) {
    return slots.computeIfAbsent(
        name + "/" + what,
        key -> {
          double[] made = new double[w.length];
          Arrays.fill(made, first);
          return made;
        });
  }

  private static double norm(double[] values) {
    return KerasArithmetic.norm(values);
  }

  @Override
  public Void sgd(Sgd rule) {
    double[] m = slot("m", 0);
    for (int i = 0; i < w.length; i++) {
      m[i] = m[i] * rule.momentum() - g[i] * lr;
      w[i] += rule.nesterov() ? m[i] * rule.momentum() - g[i] * lr : m[i];
    }
    return null;
  }

  @Override
  public Void adam(Adam rule) {
    double[] m = slot("m", 0);
    double[] v = slot("v", 0);
    double[] most = slot("most", 0);
    double alpha = lr * Math.sqrt(1 - Math.pow(rule.beta2(), t)) / (1 - Math.pow(rule.beta1(), t));
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
    double[] m = slot("m", 0);
    double[] u = slot("u", 0);
    for (int i = 0; i < w.length; i++) {
      m[i] += (g[i] - m[i]) * (1 - rule.beta1());
      u[i] = Math.max(rule.beta2() * u[i], Math.abs(g[i]));
      w[i] -= lr * m[i] / ((1 - Math.pow(rule.beta1(), t)) * (u[i] + rule.epsilon()));
    }
    return null;
  }

  @Override
  public Void nadam(Nadam rule) {
    double[] m = slot("m", 0);
    double[] v = slot("v", 0);
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
    double[] v = slot("v", 0);
    double[] m = slot("m", 0);
    double[] mean = slot("mean", 0);
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
    double[] a = slot("a", rule.initialAccumulator());
    for (int i = 0; i < w.length; i++) {
      a[i] += g[i] * g[i];
      w[i] -= lr * g[i] / Math.sqrt(a[i] + rule.epsilon());
    }
    return null;
  }

  @Override
  public Void adadelta(Adadelta rule) {
    double[] a = slot("a", 0);
    double[] d = slot("d", 0);
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
    double[] m = slot("m", 0);
    for (int i = 0; i < w.length; i++) {
      w[i] -= lr * Math.signum(m[i] * rule.beta1() + g[i] * (1 - rule.beta1()));
      m[i] = m[i] * rule.beta2() + g[i] * (1 - rule.beta2());
    }
    return null;
  }

  @Override
  public Void lamb(Lamb rule) {
    double[] m = slot("m", 0);
    double[] v = slot("v", 0);
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
    return name.endsWith("bias") ? 0 : 2;
  }

  @Override
  public Void muon(Muon rule) {
    int columns = columns();
    if (columns == 0 || rule.undone().stream().anyMatch(name::contains)) {
      Adam adam = new Adam(rule.learningRate(), rule.beta1(), rule.beta2(), rule.epsilon(), false);
      return adam(adam);
    }
    double[] m = slot("m", 0);
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
    double[][] sum = KerasArithmetic.copy(x);
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
    double[] v = slot("v", 0);
    int columns = columns();
    double[] r = slot("r", 0);
    double[] c = slot("c", 0);
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
      int rows = w.length / columns;
      double mean = Arrays.stream(r).sum() / rows;
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
    double[] a = slot("a", rule.initialAccumulator());
    double[] linear = slot("linear", 0);
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
