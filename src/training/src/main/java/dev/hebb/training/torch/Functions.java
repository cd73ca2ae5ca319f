package dev.hebb.training.torch;

import dev.hebb.graph.op.Activation;
import dev.hebb.graph.op.Operator;

/** Activation functions and arithmetic as TorchScript expressions. */
final class Functions {
  private Functions() {}

  static String print(Activation activation, String x) {
    double alpha = activation.alpha();
    return switch (activation.function()) {
      case LINEAR -> x;
      case RELU -> "torch.relu(" + x + ")";
      case RELU6 -> "torch.clamp(" + x + ", 0., 6.)";
      case SIGMOID -> "torch.sigmoid(" + x + ")";
      case TANH -> "torch.tanh(" + x + ")";
      case HARD_SIGMOID -> "torch.hardsigmoid(" + x + ")";
      case LEAKY_RELU -> "torch.leaky_relu(" + x + ", " + alpha + ")";
      case ELU -> "torch.elu(" + x + ", " + alpha + ", 1., 1.)";
      case CELU -> "torch.celu(" + x + ", " + alpha + ")";
      case SELU -> "torch.selu(" + x + ")";
      case SOFTPLUS -> "torch.softplus(" + x + ", 1., 20.)";
      case SOFTSIGN -> "torch.div(" + x + ", torch.add(torch.abs(" + x + "), 1.))";
      case GELU -> "torch.gelu(" + x + ")";
      case GELU_TANH -> geluTanh(x);
      case SWISH -> "torch.silu(" + x + ")";
      case MISH -> "torch.mish(" + x + ")";
      case HARD_SILU -> "torch.hardswish(" + x + ")";
      case HARD_TANH -> "torch.clamp(" + x + ", -1., 1.)";
      case TANH_SHRINK -> "torch.sub(" + x + ", torch.tanh(" + x + "))";
      case SOFT_SHRINK -> "torch.softshrink(" + x + ", " + alpha + ")";
      case HARD_SHRINK -> "torch.hardshrink(" + x + ", " + alpha + ")";
      case THRESHOLDED_RELU -> "torch.threshold(" + x + ", " + alpha + ", 0.)";
      case SQUAREPLUS ->
          "torch.mul(torch.add(%s, torch.sqrt(torch.add(torch.mul(%s, %s), %s))), 0.5)"
              .formatted(x, x, x, alpha);
      case SPARSE_PLUS ->
          "torch.add(torch.mul(torch.square(torch.add(torch.clamp(%s, -1., 1.), 1.)), 0.25), torch.relu(torch.sub(%s, 1.)))"
              .formatted(x, x);
      case SPARSEMAX -> sparsemax(x);
      case SPARSE_SIGMOID -> "torch.clamp(torch.mul(torch.add(" + x + ", 1.), 0.5), 0., 1.)";
      case LOG_SIGMOID -> "torch.log_sigmoid(" + x + ")";
      case EXPONENTIAL -> "torch.exp(" + x + ")";
      case SOFTMAX -> "torch.softmax(" + x + ", -1)";
      case LOG_SOFTMAX -> "torch.log_softmax(" + x + ", -1)";
      case SQRT -> "torch.sqrt(" + x + ")";
      case ABS -> "torch.abs(" + x + ")";
      case SQUARE -> "torch.mul(" + x + ", " + x + ")";
      case LOG -> "torch.log(" + x + ")";
      case SIN -> "torch.sin(" + x + ")";
      case COS -> "torch.cos(" + x + ")";
      case FLOOR -> "torch.floor(" + x + ")";
      case CEIL -> "torch.ceil(" + x + ")";
      case ROUND -> "torch.round(" + x + ")";
      case SIGN -> "torch.sign(" + x + ")";
      case ERF -> "torch.erf(" + x + ")";
      case TAN -> "torch.tan(" + x + ")";
      case ASIN -> "torch.asin(" + x + ")";
      case ACOS -> "torch.acos(" + x + ")";
      case ATAN -> "torch.atan(" + x + ")";
      case SINH -> "torch.sinh(" + x + ")";
      case COSH -> "torch.cosh(" + x + ")";
      case ASINH -> "torch.asinh(" + x + ")";
      case ACOSH -> "torch.acosh(" + x + ")";
      case ATANH -> "torch.atanh(" + x + ")";
      // The difference is zero, its gradient that of x.
      case STEP ->
          "torch.add(torch.to(torch.gt(%s, 0), 6), torch.sub(%s, torch.detach(%s)))"
              .formatted(x, x, x);
    };
  }

  static String print(Operator operator, String a, String b) {
    String function =
        switch (operator) {
          case EQUAL -> "eq";
          case GREATER -> "gt";
          case ADD -> "add";
          case SUB -> "sub";
          case MUL -> "mul";
          case DIV -> "div";
          case MAX -> "maximum";
          case MIN -> "minimum";
          case POW -> "pow";
        };
    String result = "torch." + function + "(" + a + ", " + b + ")";
    boolean compares = operator == Operator.EQUAL || operator == Operator.GREATER;
    return compares ? "torch.to(" + result + ", 6)" : result;
  }

  // x/2·(1 + tanh(√(2/π)·(x + 0.044715·x³)))
  private static String geluTanh(String x) {
    String cube = "torch.mul(torch.mul(%s, %s), %s)".formatted(x, x, x);
    String inner = "torch.add(%s, torch.mul(%s, 0.044715))".formatted(x, cube);
    String tanh = "torch.tanh(torch.mul(%s, %s))".formatted(inner, Math.sqrt(2 / Math.PI));
    return "torch.mul(torch.mul(%s, 0.5), torch.add(%s, 1.))".formatted(x, tanh);
  }

  // A number is in the support if those above it exceed it by less than 1 in all.
  private static String sparsemax(String x) {
    String above =
        "torch.sum(torch.relu(torch.sub(torch.unsqueeze(%s, -2), torch.unsqueeze(%s, -1))), [-1])"
            .formatted(x, x);
    String support = "torch.to(torch.lt(" + above + ", 1.), 6)";
    return "torch.relu(torch.sub(%s, torch.div(torch.sub(torch.sum(torch.mul(%s, %s), [-1], True), 1.), torch.sum(%s, [-1], True))))"
        .formatted(x, support, x, support);
  }
}
