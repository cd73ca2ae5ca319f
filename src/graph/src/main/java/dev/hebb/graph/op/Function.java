package dev.hebb.graph.op;

/** A function of one number (softmax: of the last axis). Named as in Keras; formulas as there. */
public enum Function {
  /** x */
  LINEAR,
  /** max(x, 0) */
  RELU,
  /** min(max(x, 0), 6) */
  RELU6,
  /** 1 / (1 + e⁻ˣ) */
  SIGMOID,
  TANH,
  /** max(0, min(1, x/6 + 1/2)) */
  HARD_SIGMOID,
  /** x if x &gt; 0, else α·x */
  LEAKY_RELU,
  /** x if x &gt; 0, else α·(eˣ - 1) */
  ELU,
  /** max(x, 0) + α·(e^(min(x, 0)/α) - 1) */
  CELU,
  /** λ·elu(x, α) with λ = 1.0507009873554805, α = 1.6732632423543772 */
  SELU,
  /** ln(1 + eˣ) */
  SOFTPLUS,
  /** x / (1 + |x|) */
  SOFTSIGN,
  /** x·Φ(x), Φ by the error function */
  GELU,
  /** x/2·(1 + tanh(√(2/π)·(x + 0.044715·x³))) */
  GELU_TANH,
  /** x·sigmoid(x), also called SiLU */
  SWISH,
  /** x·tanh(ln(1 + eˣ)) */
  MISH,
  /** x·hard_sigmoid(x), also called hard swish */
  HARD_SILU,
  /** max(-1, min(1, x)) */
  HARD_TANH,
  /** x - tanh(x) */
  TANH_SHRINK,
  /** x - α if x &gt; α, x + α if x &lt; -α, else 0 */
  SOFT_SHRINK,
  /** x if |x| &gt; α, else 0 */
  HARD_SHRINK,
  /** x if x &gt; α, else 0 */
  THRESHOLDED_RELU,
  /** (x + √(x² + α)) / 2 */
  SQUAREPLUS,
  /** 0 if x &lt; -1, x if x &gt; 1, else (x + 1)²/4 */
  SPARSE_PLUS,
  /** max(0, min(1, (x + 1)/2)) */
  SPARSE_SIGMOID,
  /** ln(sigmoid(x)) */
  LOG_SIGMOID,
  EXPONENTIAL,
  /** eˣ / Σ eˣ over the last axis */
  SOFTMAX,
  /**
   * max(0, x - τ) over the last axis, with the τ for which they sum to 1 (Martins and Astudillo
   * 2016); Keras 3.15 gives zeros where the largest is above 1
   */
  SPARSEMAX,
  /** x - ln Σ eˣ over the last axis */
  LOG_SOFTMAX,
  /** √x */
  SQRT,
  /** |x| */
  ABS,
  /** x² */
  SQUARE,
  /** ln x */
  LOG,
  SIN,
  COS,
  /** The largest whole number that is not above x. */
  FLOOR,
  /** The least whole number that is not below x. */
  CEIL,
  /** The nearest whole number, of two the even one. */
  ROUND,
  /** 1, 0 or -1. */
  SIGN,
  /** 2/√π · ∫₀ˣ e^(-t²) dt */
  ERF,
  TAN,
  ASIN,
  ACOS,
  ATAN,
  SINH,
  COSH,
  ASINH,
  ACOSH,
  ATANH,
  /**
   * 1 if x &gt; 0, else 0: the threshold of the first neurons (McCulloch and Pitts 1943). It has no
   * slope to learn by; in training its gradient is taken as that of x (straight-through estimator,
   * Bengio et al. 2013).
   */
  STEP;

  /** Whether it looks at all numbers of the last axis, not at one. */
  public boolean wide() {
    return this == SOFTMAX || this == LOG_SOFTMAX || this == SPARSEMAX;
  }
}
