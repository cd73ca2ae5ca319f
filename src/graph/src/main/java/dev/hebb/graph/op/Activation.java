package dev.hebb.graph.op;

import java.util.Locale;

/**
 * An activation function and its constant.
 *
 * @param alpha α of the function's formula: slope below zero of leaky ReLU, scale below zero of
 *     ELU, threshold of the shrinking ones; unused by most
 */
public record Activation(Function function, double alpha) {
  public static final Activation LINEAR = new Activation(Function.LINEAR, 0);
  public static final Activation RELU = new Activation(Function.RELU, 0);
  public static final Activation RELU6 = new Activation(Function.RELU6, 0);
  public static final Activation SIGMOID = new Activation(Function.SIGMOID, 0);
  public static final Activation TANH = new Activation(Function.TANH, 0);
  public static final Activation HARD_SIGMOID = new Activation(Function.HARD_SIGMOID, 0);
  public static final Activation SELU = new Activation(Function.SELU, 0);
  public static final Activation SOFTPLUS = new Activation(Function.SOFTPLUS, 0);
  public static final Activation SOFTSIGN = new Activation(Function.SOFTSIGN, 0);
  public static final Activation GELU = new Activation(Function.GELU, 0);
  public static final Activation SWISH = new Activation(Function.SWISH, 0);
  public static final Activation EXPONENTIAL = new Activation(Function.EXPONENTIAL, 0);
  public static final Activation SOFTMAX = new Activation(Function.SOFTMAX, 0);

  public static final Activation MISH = new Activation(Function.MISH, 0);
  public static final Activation HARD_SILU = new Activation(Function.HARD_SILU, 0);
  public static final Activation HARD_TANH = new Activation(Function.HARD_TANH, 0);
  public static final Activation TANH_SHRINK = new Activation(Function.TANH_SHRINK, 0);
  public static final Activation LOG_SIGMOID = new Activation(Function.LOG_SIGMOID, 0);
  public static final Activation LOG_SOFTMAX = new Activation(Function.LOG_SOFTMAX, 0);

  public static final Activation GELU_TANH = new Activation(Function.GELU_TANH, 0);
  public static final Activation SPARSEMAX = new Activation(Function.SPARSEMAX, 0);
  public static final Activation SPARSE_PLUS = new Activation(Function.SPARSE_PLUS, 0);
  public static final Activation SPARSE_SIGMOID = new Activation(Function.SPARSE_SIGMOID, 0);

  /** The hard threshold; Keras has none. */
  public static final Activation STEP = new Activation(Function.STEP, 0);

  /** With Keras's α = 1. */
  public static final Activation CELU = new Activation(Function.CELU, 1);

  /** With Keras's b = 4. */
  public static final Activation SQUAREPLUS = new Activation(Function.SQUAREPLUS, 4);

  /** With Keras's threshold 0.5. */
  public static final Activation SOFT_SHRINK = new Activation(Function.SOFT_SHRINK, 0.5);

  /** With Keras's threshold 0.5. */
  public static final Activation HARD_SHRINK = new Activation(Function.HARD_SHRINK, 0.5);

  /** With Keras's α = 1. */
  public static final Activation ELU = new Activation(Function.ELU, 1);

  /** With Keras's slope 0.2 (the activation function's default; ONNX's own is 0.01). */
  public static final Activation LEAKY_RELU = new Activation(Function.LEAKY_RELU, 0.2);

  /** x if x &gt; 0, else {@code alpha}·x. */
  public static Activation leakyRelu(double alpha) {
    return new Activation(Function.LEAKY_RELU, alpha);
  }

  /** x if x &gt; 0, else {@code alpha}·(eˣ - 1). */
  public static Activation elu(double alpha) {
    return new Activation(Function.ELU, alpha);
  }

  /** max(x, 0) + {@code alpha}·(e^(min(x, 0)/{@code alpha}) - 1). */
  public static Activation celu(double alpha) {
    return new Activation(Function.CELU, alpha);
  }

  /** (x + √(x² + {@code b})) / 2. */
  public static Activation squareplus(double b) {
    return new Activation(Function.SQUAREPLUS, b);
  }

  /** x brought towards zero by {@code threshold}. */
  public static Activation softShrink(double threshold) {
    return new Activation(Function.SOFT_SHRINK, threshold);
  }

  /** x if it is further from zero than {@code threshold}, else 0. */
  public static Activation hardShrink(double threshold) {
    return new Activation(Function.HARD_SHRINK, threshold);
  }

  /** x if x &gt; {@code threshold}, else 0. */
  public static Activation thresholdedRelu(double threshold) {
    return new Activation(Function.THRESHOLDED_RELU, threshold);
  }

  /** Keras's name: {@code relu}, {@code hard_sigmoid}. */
  public String keras() {
    return function.name().toLowerCase(Locale.ROOT);
  }

  @Override
  public String toString() {
    return function.name();
  }
}
