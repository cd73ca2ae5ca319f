package dev.hebb.training.torch;

import dev.hebb.graph.op.Activation;
import java.util.function.UnaryOperator;

/** The derivatives of activation functions as TorchScript expressions. */
final class FunctionDerivatives {
  private FunctionDerivatives() {}

  /**
   * The gradient of x.
   *
   * @param g the gradient of y
   * @param x the name of the argument
   * @param y the name of the value
   * @param set makes a variable of an expression
   */
  static String print(
      Activation activation, String g, String x, String y, UnaryOperator<String> set) {
    double alpha = activation.alpha();
    return switch (activation.function()) {
      case LINEAR, STEP -> g;
      case RELU -> "torch.threshold_backward(%s, %s, 0)".formatted(g, y);
      case RELU6 -> within(g, x, 0, 6);
      case SIGMOID -> "torch.sigmoid_backward(%s, %s)".formatted(g, y);
      case TANH -> "torch.tanh_backward(%s, %s)".formatted(g, y);
      case HARD_SIGMOID -> "torch.hardsigmoid_backward(%s, %s)".formatted(g, x);
      case LEAKY_RELU -> "torch.leaky_relu_backward(%s, %s, %s, False)".formatted(g, x, alpha);
      case ELU -> elu(g, x, alpha, 1, 1);
      case CELU -> elu(g, x, alpha, 1, 1 / alpha);
      case SELU -> elu(g, x, 1.6732632423543772, 1.0507009873554805, 1);
      case SOFTPLUS -> "torch.softplus_backward(%s, %s, 1., 20.)".formatted(g, x);
      case SOFTSIGN -> "torch.div(%s, torch.square(torch.add(torch.abs(%s), 1.)))".formatted(g, x);
      case GELU -> "torch.gelu_backward(%s, %s)".formatted(g, x);
      case GELU_TANH -> "torch.gelu_backward(%s, %s, approximate=\"tanh\")".formatted(g, x);
      case SWISH -> "torch.silu_backward(%s, %s)".formatted(g, x);
      case MISH -> "torch.mish_backward(%s, %s)".formatted(g, x);
      case HARD_SILU -> "torch.hardswish_backward(%s, %s)".formatted(g, x);
      case HARD_TANH -> within(g, x, -1, 1);
      case TANH_SHRINK -> "torch.mul(%s, torch.square(torch.tanh(%s)))".formatted(g, x);
      case SOFT_SHRINK -> "torch.softshrink_backward(%s, %s, %s)".formatted(g, x, alpha);
      case HARD_SHRINK -> "torch.hardshrink_backward(%s, %s, %s)".formatted(g, x, alpha);
      case THRESHOLDED_RELU -> "torch.threshold_backward(%s, %s, %s)".formatted(g, x, alpha);
      case SQUAREPLUS ->
          "torch.mul(torch.mul(%s, 0.5), torch.add(torch.mul(%s, torch.rsqrt(torch.add(torch.mul(%s, %s), %s))), 1.))"
              .formatted(g, x, x, x, alpha);
      case SPARSE_PLUS ->
          "torch.mul(%s, torch.clamp(torch.mul(torch.add(%s, 1.), 0.5), 0., 1.))".formatted(g, x);
      case SPARSEMAX -> sparsemax(g, set.apply("torch.to(torch.gt(" + y + ", 0), 6)"), set);
      case SPARSE_SIGMOID -> "torch.mul(" + within(g, x, -1, 1) + ", 0.5)";
      case LOG_SIGMOID -> "torch.mul(%s, torch.sigmoid(torch.neg(%s)))".formatted(g, x);
      case EXPONENTIAL -> "torch.mul(%s, %s)".formatted(g, y);
      case SOFTMAX -> "torch._softmax_backward_data(%s, %s, -1, 6)".formatted(g, y);
      case LOG_SOFTMAX -> "torch._log_softmax_backward_data(%s, %s, -1, 6)".formatted(g, y);
      case SQRT -> "torch.div(%s, torch.mul(%s, 2))".formatted(g, y);
      case ABS -> "torch.mul(%s, torch.sign(%s))".formatted(g, x);
      case SQUARE -> "torch.mul(torch.mul(%s, %s), 2)".formatted(g, x);
      case LOG -> "torch.div(%s, %s)".formatted(g, x);
      case SIN -> "torch.mul(%s, torch.cos(%s))".formatted(g, x);
      case COS -> "torch.neg(torch.mul(%s, torch.sin(%s)))".formatted(g, x);
      case FLOOR, CEIL, ROUND, SIGN -> "torch.zeros_like(" + x + ")";
      case ERF ->
          "torch.mul(torch.mul(%s, %s), torch.exp(torch.neg(torch.square(%s))))"
              .formatted(g, 2 / Math.sqrt(Math.PI), x);
      case TAN -> "torch.mul(%s, torch.add(torch.square(%s), 1.))".formatted(g, y);
      case ASIN -> byRoot(g, "torch.rsub(torch.square(" + x + "), 1)");
      case ACOS -> "torch.neg(" + byRoot(g, "torch.rsub(torch.square(" + x + "), 1)") + ")";
      case ATAN -> "torch.div(%s, torch.add(torch.square(%s), 1.))".formatted(g, x);
      case SINH -> "torch.mul(%s, torch.cosh(%s))".formatted(g, x);
      case COSH -> "torch.mul(%s, torch.sinh(%s))".formatted(g, x);
      case ASINH -> byRoot(g, "torch.add(torch.square(" + x + "), 1)");
      case ACOSH -> byRoot(g, "torch.sub(torch.square(" + x + "), 1)");
      case ATANH -> "torch.div(%s, torch.rsub(torch.square(%s), 1))".formatted(g, x);
    };
  }

  private static String within(String g, String x, int least, int most) {
    return "torch.where(torch.logical_and(torch.ge(%s, %s), torch.le(%s, %s)), %s, 0.)"
        .formatted(x, least, x, most, g);
  }

  private static String elu(String g, String x, double alpha, double scale, double inner) {
    return "torch.elu_backward(%s, %s, %s, %s, False, %s)".formatted(g, alpha, scale, inner, x);
  }

  private static String byRoot(String g, String square) {
    return "torch.mul(%s, torch.rsqrt(%s))".formatted(g, square);
  }

  // What comes back to the support, less its mean over it.
  private static String sparsemax(String g, String support, UnaryOperator<String> set) {
    String there = set.apply("torch.mul(%s, %s)".formatted(g, support));
    return "torch.mul(%s, torch.sub(%s, torch.div(torch.sum(%s, [-1], True), torch.sum(%s, [-1], True))))"
        .formatted(support, g, there, support);
  }
}
