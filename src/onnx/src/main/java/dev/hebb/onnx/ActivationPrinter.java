package dev.hebb.onnx;

import ai.onnx.proto.OnnxMl;
import dev.hebb.graph.DataType;
import dev.hebb.graph.op.Activation;

/** Prints an activation function: one ONNX operator where there is one, else the formula. */
final class ActivationPrinter {
  private static final int GELU_SINCE = 20;
  private final OnnxMl.GraphProto.Builder graph;
  private final Constants constants;
  private final Opset opset;
  private final String name;

  ActivationPrinter(
      OnnxMl.GraphProto.Builder graph, Constants constants, Opset opset, String name) {
    this.graph = graph;
    this.constants = constants;
    this.opset = opset;
    this.name = name;
  }

  void print(Activation activation, String x, String y) {
    switch (activation.function()) {
      case LINEAR -> write("Identity", y, x).done();
      case RELU -> write("Relu", y, x).done();
      case RELU6 -> write("Clip", y, x, scalar("least", 0), scalar("most", 6)).done();
      case SIGMOID -> write("Sigmoid", y, x).done();
      case TANH -> write("Tanh", y, x).done();
      case HARD_SIGMOID ->
          write("HardSigmoid", y, x).attribute("alpha", 1.0 / 6).attribute("beta", 0.5).done();
      case LEAKY_RELU -> write("LeakyRelu", y, x).attribute("alpha", activation.alpha()).done();
      case ELU -> write("Elu", y, x).attribute("alpha", activation.alpha()).done();
      case CELU -> write("Celu", y, x).attribute("alpha", activation.alpha()).done();
      case SELU ->
          write("Selu", y, x)
              .attribute("alpha", 1.6732632423543772)
              .attribute("gamma", 1.0507009873554805)
              .done();
      case SOFTPLUS -> write("Softplus", y, x).done();
      case SOFTSIGN -> write("Softsign", y, x).done();
      case GELU -> gelu(x, y);
      case GELU_TANH -> geluTanh(x, y);
      case SWISH -> {
        write("Sigmoid", inner("sigmoid"), x).done();
        write("Mul", y, x, inner("sigmoid")).done();
      }
      case MISH -> {
        write("Softplus", inner("softplus"), x).done();
        write("Tanh", inner("tanh"), inner("softplus")).done();
        write("Mul", y, x, inner("tanh")).done();
      }
      case HARD_SILU -> {
        write("HardSigmoid", inner("gate"), x)
            .attribute("alpha", 1.0 / 6)
            .attribute("beta", 0.5)
            .done();
        write("Mul", y, x, inner("gate")).done();
      }
      case HARD_TANH -> write("Clip", y, x, scalar("least", -1), scalar("most", 1)).done();
      case TANH_SHRINK -> {
        write("Tanh", inner("tanh"), x).done();
        write("Sub", y, x, inner("tanh")).done();
      }
      case SOFT_SHRINK -> shrink(x, y, activation.alpha(), activation.alpha());
      case HARD_SHRINK -> shrink(x, y, activation.alpha(), 0);
      case THRESHOLDED_RELU ->
          write("ThresholdedRelu", y, x).attribute("alpha", activation.alpha()).done();
      case SQUAREPLUS -> {
        write("Mul", inner("square"), x, x).done();
        write("Add", inner("more"), inner("square"), scalar("b", activation.alpha())).done();
        write("Sqrt", inner("root"), inner("more")).done();
        write("Add", inner("sum"), x, inner("root")).done();
        write("Mul", y, inner("sum"), scalar("half", 0.5)).done();
      }
      case SPARSE_PLUS -> sparsePlus(x, y);
      case SPARSEMAX -> sparsemax(x, y);
      case SPARSE_SIGMOID ->
          write("HardSigmoid", y, x).attribute("alpha", 0.5).attribute("beta", 0.5).done();
      case LOG_SIGMOID -> {
        write("Neg", inner("negative"), x).done();
        write("Softplus", inner("softplus"), inner("negative")).done();
        write("Neg", y, inner("softplus")).done();
      }
      case EXPONENTIAL -> write("Exp", y, x).done();
      case SOFTMAX -> write("Softmax", y, x).attribute("axis", -1L).done();
      case LOG_SOFTMAX -> write("LogSoftmax", y, x).attribute("axis", -1L).done();
      case SQRT -> write("Sqrt", y, x).done();
      case ABS -> write("Abs", y, x).done();
      case SQUARE -> write("Mul", y, x, x).done();
      case LOG -> write("Log", y, x).done();
      case SIN -> write("Sin", y, x).done();
      case COS -> write("Cos", y, x).done();
      case FLOOR -> write("Floor", y, x).done();
      case CEIL -> write("Ceil", y, x).done();
      case ROUND -> write("Round", y, x).done();
      case SIGN -> write("Sign", y, x).done();
      case ERF -> write("Erf", y, x).done();
      case TAN -> write("Tan", y, x).done();
      case ASIN -> write("Asin", y, x).done();
      case ACOS -> write("Acos", y, x).done();
      case ATAN -> write("Atan", y, x).done();
      case SINH -> write("Sinh", y, x).done();
      case COSH -> write("Cosh", y, x).done();
      case ASINH -> write("Asinh", y, x).done();
      case ACOSH -> write("Acosh", y, x).done();
      case ATANH -> write("Atanh", y, x).done();
      case STEP -> {
        write("Greater", inner("fires"), x, scalar("threshold", 0)).done();
        write("Cast", y, inner("fires"))
            .attribute("to", (long) ModelPrinter.type(DataType.FLOAT32))
            .done();
      }
    }
  }

  private void gelu(String x, String y) {
    if (opset.version() >= GELU_SINCE) {
      write("Gelu", y, x).done();
      return;
    }
    write("Mul", inner("scaled"), x, scalar("scale", Math.sqrt(0.5))).done();
    write("Erf", inner("erf"), inner("scaled")).done();
    write("Add", inner("sum"), inner("erf"), scalar("one", 1)).done();
    write("Mul", inner("product"), x, inner("sum")).done();
    write("Mul", y, inner("product"), scalar("half", 0.5)).done();
  }

  private void geluTanh(String x, String y) {
    write("Mul", inner("square"), x, x).done();
    write("Mul", inner("cube"), inner("square"), x).done();
    write("Mul", inner("bent"), inner("cube"), scalar("bend", 0.044715)).done();
    write("Add", inner("inner"), x, inner("bent")).done();
    write("Mul", inner("scaled"), inner("inner"), scalar("scale", Math.sqrt(2 / Math.PI))).done();
    write("Tanh", inner("tanh"), inner("scaled")).done();
    write("Add", inner("sum"), inner("tanh"), scalar("one", 1)).done();
    write("Mul", inner("product"), x, inner("sum")).done();
    write("Mul", y, inner("product"), scalar("half", 0.5)).done();
  }

  // ((x from -1 to 1) + 1)²/4 + max(x - 1, 0)
  private void sparsePlus(String x, String y) {
    write("Clip", inner("clip"), x, scalar("least", -1), scalar("most", 1)).done();
    write("Add", inner("sum"), inner("clip"), scalar("one", 1)).done();
    write("Mul", inner("square"), inner("sum"), inner("sum")).done();
    write("Mul", inner("bend"), inner("square"), scalar("quarter", 0.25)).done();
    write("Sub", inner("less"), x, scalar("one", 1)).done();
    write("Relu", inner("line"), inner("less")).done();
    write("Add", y, inner("bend"), inner("line")).done();
  }

  // A number is in the support if those above it exceed it by less than 1 in all.
  private void sparsemax(String x, String y) {
    String last = constants.longs(inner("last"), -1);
    String before = constants.longs(inner("before"), -2);
    write("Unsqueeze", inner("each"), x, last).done();
    write("Unsqueeze", inner("others"), x, before).done();
    write("Sub", inner("more"), inner("others"), inner("each")).done();
    write("Relu", inner("above"), inner("more")).done();
    write("ReduceSum", inner("excess"), inner("above"), last).attribute("keepdims", 0L).done();
    write("Less", inner("in"), inner("excess"), scalar("one", 1)).done();
    write("Cast", inner("support"), inner("in"))
        .attribute("to", (long) ModelPrinter.type(DataType.FLOAT32))
        .done();
    write("Mul", inner("kept"), inner("support"), x).done();
    write("ReduceSum", inner("sum"), inner("kept"), last).done();
    write("ReduceSum", inner("count"), inner("support"), last).done();
    write("Sub", inner("rest"), inner("sum"), scalar("one", 1)).done();
    write("Div", inner("tau"), inner("rest"), inner("count")).done();
    write("Sub", inner("left"), x, inner("tau")).done();
    write("Relu", y, inner("left")).done();
  }

  private void shrink(String x, String y, double threshold, double bias) {
    write("Shrink", y, x).attribute("lambd", threshold).attribute("bias", bias).done();
  }

  private String inner(String step) {
    return name + "/" + step;
  }

  private String scalar(String suffix, double value) {
    return constants.scalar(inner(suffix), value);
  }

  private NodeWriter write(String operator, String y, String... operands) {
    NodeWriter writer = new NodeWriter(graph, y.startsWith(inner("")) ? y : name, operator);
    for (String operand : operands) {
      writer.in(operand);
    }
    return writer.out(y);
  }
}
