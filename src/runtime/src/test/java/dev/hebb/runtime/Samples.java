package dev.hebb.runtime;

import static dev.hebb.runtime.ModelBuilder.FLOAT;
import static dev.hebb.runtime.ModelBuilder.INT32;
import static dev.hebb.runtime.ModelBuilder.INT64;
import static dev.hebb.runtime.ModelBuilder.integer;
import static dev.hebb.runtime.ModelBuilder.ints;

import java.util.List;

/** The models of the tests, with the same arithmetic in plain Java. */
public final class Samples {
  private Samples() {}

  /** x [batch, 3] -> relu(x w + b) -> y [batch, 2]; w and b count up from -0.5 by 0.25. */
  public static ModelBuilder dense() {
    return new ModelBuilder()
        .input("x", FLOAT, "batch", 3)
        .output("y", FLOAT, "batch", 2)
        .floats("w", ramp(6), 3, 2)
        .floats("b", ramp(2), 2)
        .node("Gemm", List.of("x", "w", "b"), "h")
        .node("Relu", List.of("h"), "y");
  }

  /** One row of {@link #dense()}. */
  public static float[] dense(float... x) {
    float[] w = ramp(6);
    float[] b = ramp(2);
    float[] y = new float[2];
    for (int unit = 0; unit < 2; unit++) {
      float sum = b[unit];
      for (int feature = 0; feature < 3; feature++) {
        sum += x[feature] * w[feature * 2 + unit];
      }
      y[unit] = Math.max(0, sum);
    }
    return y;
  }

  /** {@link #dense()} as Hebb exports it, with two golden vectors and units. */
  public static ModelBuilder provenDense() {
    return dense()
        .hebb()
        .note("hebb.unit.x", "kg")
        .note("hebb.golden.tolerance", "1.0E-5")
        .note("hebb.golden.count", "2")
        .note("hebb.golden.0.dims", "batch=1")
        .note("hebb.golden.0.in.x", ModelBuilder.base64(1f, 2f, 3f))
        .note("hebb.golden.0.out.y", ModelBuilder.base64(dense(1, 2, 3)))
        .note("hebb.golden.1.dims", "batch=2")
        .note("hebb.golden.1.in.x", ModelBuilder.base64(4f, -5f, 6f, 0f, 1f, 0f))
        .note("hebb.golden.1.out.y", ModelBuilder.base64(join(dense(4, -5, 6), dense(0, 1, 0))));
  }

  /** prices [batch, time, 5] -> mean over time -> next [batch, 5]; time is 60 when nobody says. */
  public static ModelBuilder prices() {
    return new ModelBuilder()
        .hebb()
        .note("hebb.dim.time", "60")
        .note("hebb.unit.next", "EUR")
        .input("prices", FLOAT, "batch", "time", 5)
        .output("next", FLOAT, "batch", 5)
        .node("ReduceMean", List.of("prices"), "next", ints("axes", 1), integer("keepdims", 0));
  }

  /**
   * x [time, batch, 2] -> LSTM of 3 units -> y [time, 1, batch, 3]; every weight differs, so that
   * exchanged gates show.
   */
  public static ModelBuilder lstm() {
    return new ModelBuilder()
        .input("x", FLOAT, "time", "batch", 2)
        .output("y", FLOAT, "time", 1, "batch", 3)
        .floats("w", wave(12 * 2, 1), 1, 12, 2)
        .floats("r", wave(12 * 3, 2), 1, 12, 3)
        .floats("b", wave(24, 3), 1, 24)
        .node("LSTM", List.of("x", "w", "r", "b"), "y", integer("hidden_size", 3));
  }

  /** {@link #lstm()} for a batch of 1: [time * 2] -> [time * 3]. Gates are i, o, f, c. */
  public static float[] lstm(float[] x) {
    float[] w = wave(12 * 2, 1);
    float[] r = wave(12 * 3, 2);
    float[] b = wave(24, 3);
    int steps = x.length / 2;
    double[] h = new double[3];
    double[] c = new double[3];
    float[] y = new float[steps * 3];
    for (int t = 0; t < steps; t++) {
      double[] gates = new double[12];
      for (int g = 0; g < 12; g++) {
        gates[g] = b[g] + b[12 + g];
        for (int i = 0; i < 2; i++) {
          gates[g] += w[g * 2 + i] * x[t * 2 + i];
        }
        for (int j = 0; j < 3; j++) {
          gates[g] += r[g * 3 + j] * h[j];
        }
      }
      for (int u = 0; u < 3; u++) {
        c[u] = sigmoid(gates[6 + u]) * c[u] + sigmoid(gates[u]) * Math.tanh(gates[9 + u]);
        h[u] = sigmoid(gates[3 + u]) * Math.tanh(c[u]);
        y[t * 3 + u] = (float) h[u];
      }
    }
    return y;
  }

  /** signal [batch, 1, time] -> convolution of width 3, stride 2 -> y [batch, 1, dim]. */
  public static ModelBuilder convolution(String dim) {
    return new ModelBuilder()
        .input("signal", FLOAT, "batch", 1, "time")
        .output("y", FLOAT, "batch", 1, dim)
        .floats("k", new float[] {1, 10, 100}, 1, 1, 3)
        .node("Conv", List.of("signal", "k"), "y", ints("strides", 2), ints("kernel_shape", 3));
  }

  /** tokens int64 [batch, 3] -> the same tokens, and lengths int32 [batch] -> the same lengths. */
  public static ModelBuilder tokens() {
    return new ModelBuilder()
        .input("tokens", INT64, "batch", 3)
        .input("lengths", INT32, "batch")
        .output("same", INT64, "batch", 3)
        .output("count", INT32, "batch")
        .node("Identity", List.of("tokens"), "same")
        .node("Identity", List.of("lengths"), "count");
  }

  /** x -> relu -> y, with the dimensions given. */
  public static ModelBuilder relu(Object... dims) {
    return new ModelBuilder()
        .input("x", FLOAT, dims)
        .output("y", FLOAT, dims)
        .node("Relu", List.of("x"), "y");
  }

  public static float[] join(float[]... parts) {
    int length = 0;
    for (float[] part : parts) {
      length += part.length;
    }
    float[] all = new float[length];
    int at = 0;
    for (float[] part : parts) {
      System.arraycopy(part, 0, all, at, part.length);
      at += part.length;
    }
    return all;
  }

  /** {@code n} values that go up and down, none twice. */
  public static float[] wave(int n, double start) {
    float[] values = new float[n];
    for (int i = 0; i < n; i++) {
      values[i] = (float) (0.4 * Math.sin(start + 1.7 * i));
    }
    return values;
  }

  private static float[] ramp(int n) {
    float[] values = new float[n];
    for (int i = 0; i < n; i++) {
      values[i] = -0.5f + 0.25f * i;
    }
    return values;
  }

  private static double sigmoid(double x) {
    return 1 / (1 + Math.exp(-x));
  }
}
