package dev.hebb.stream.tick;

/** A function of each number by itself. */
interface Curve {
  /** {@code a[i] = f(a[i])} from one index up to another. */
  void apply(float[] a, int from, int to);

  /** The function of an ONNX operator, or of an activation of an ONNX recurrent node. */
  static Curve of(String operator, float alpha, float beta) {
    return switch (operator) {
      case "Tanh" -> Curve::tanh;
      case "Sigmoid" -> Curve::sigmoid;
      case "Relu" -> (a, from, to) -> clip(a, from, to, 0, Float.POSITIVE_INFINITY);
      case "Clip" -> (a, from, to) -> clip(a, from, to, alpha, beta);
      case "Affine" -> (a, from, to) -> affine(a, from, to, alpha, beta);
      case "HardSigmoid" ->
          (a, from, to) -> {
            affine(a, from, to, alpha, beta);
            clip(a, from, to, 0, 1);
          };
      case "LeakyRelu" -> each(x -> x < 0 ? alpha * x : x);
      case "ThresholdedRelu" -> each(x -> x > alpha ? x : 0);
      case "Elu" -> each(x -> x < 0 ? (float) (alpha * Math.expm1(x)) : x);
      case "Selu" -> each(x -> beta * (x < 0 ? (float) (alpha * Math.expm1(x)) : x));
      case "Softplus" -> each(x -> (float) (Math.max(x, 0) + Math.log1p(Math.exp(-Math.abs(x)))));
      case "Softsign" -> each(x -> x / (1 + Math.abs(x)));
      case "Exp" -> each(x -> (float) Math.exp(x));
      case "Log" -> each(x -> (float) Math.log(x));
      case "Sqrt" -> each(x -> (float) Math.sqrt(x));
      case "Abs" -> each(Math::abs);
      case "Neg" -> each(x -> -x);
      default -> throw new Program.Unknown(operator);
    };
  }

  /** One number to another. */
  interface Single {
    float of(float x);
  }

  private static Curve each(Single function) {
    return (a, from, to) -> {
      for (int i = from; i < to; i++) {
        a[i] = function.of(a[i]);
      }
    };
  }

  private static void clip(float[] a, int from, int to, float least, float most) {
    for (int i = from; i < to; i++) {
      a[i] = Math.max(least, Math.min(most, a[i]));
    }
  }

  private static void affine(float[] a, int from, int to, float scale, float shift) {
    for (int i = from; i < to; i++) {
      a[i] = a[i] * scale + shift;
    }
  }

  /**
   * Within 1.5e-7: Lambert's continued fraction for a quarter of x, then {@code tanh(2a) =
   * 2·tanh(a) / (1 + tanh²(a))} twice. Nothing but sums, products and quotients, so that the loops
   * become vector instructions.
   */
  static void tanh(float[] a, int from, int to) {
    quarter(a, from, to, 0.25f, 2.25f); // beyond 9, tanh is 1 in single precision
    for (int i = from; i < to; i++) {
      float p = 2 * a[i];
      float q = 1 + a[i] * a[i];
      a[i] = 2 * p * q / (q * q + p * p);
    }
  }

  /** {@code 1/2 + tanh(x/2)/2}. */
  static void sigmoid(float[] a, int from, int to) {
    quarter(a, from, to, 0.125f, 2.25f);
    for (int i = from; i < to; i++) {
      float p = 2 * a[i];
      float q = 1 + a[i] * a[i];
      a[i] = 0.5f + p * q / (q * q + p * p);
    }
  }

  private static void quarter(float[] a, int from, int to, float share, float most) {
    for (int i = from; i < to; i++) {
      float x = Math.max(-most, Math.min(most, a[i] * share));
      float z = x * x;
      float p = x * (135135 + z * (17325 + z * (378 + z)));
      float q = 135135 + z * (62370 + z * (3150 + z * 28));
      a[i] = p / q;
    }
  }
}
