package dev.hebb.onnx.in;

import dev.hebb.graph.op.Activation;
import dev.hebb.graph.op.Function;
import dev.hebb.graph.op.Operator;
import dev.hebb.graph.op.Reduction;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** The table of ONNX operators that are read. */
final class Operators {
  private static final Map<String, Translator> TABLE = new TreeMap<>();

  static {
    functions();
    arithmetic();
    places();
    reductions();
    layers();
  }

  private Operators() {}

  static Optional<Translator> find(String operator) {
    return Optional.ofNullable(TABLE.get(operator));
  }

  /** All of them, in order. */
  static List<String> names() {
    return List.copyOf(TABLE.keySet());
  }

  private static void functions() {
    TABLE.put("Relu", Pointwise.function(Function.RELU));
    TABLE.put("Sigmoid", Pointwise.function(Function.SIGMOID));
    TABLE.put("Tanh", Pointwise.function(Function.TANH));
    TABLE.put("Softplus", Pointwise.function(Function.SOFTPLUS));
    TABLE.put("Softsign", Pointwise.function(Function.SOFTSIGN));
    TABLE.put("Exp", Pointwise.function(Function.EXPONENTIAL));
    TABLE.put("Log", Pointwise.function(Function.LOG));
    TABLE.put("Sqrt", Pointwise.function(Function.SQRT));
    TABLE.put("Sin", Pointwise.function(Function.SIN));
    TABLE.put("Cos", Pointwise.function(Function.COS));
    TABLE.put("Tan", Pointwise.function(Function.TAN));
    TABLE.put("Asin", Pointwise.function(Function.ASIN));
    TABLE.put("Acos", Pointwise.function(Function.ACOS));
    TABLE.put("Atan", Pointwise.function(Function.ATAN));
    TABLE.put("Sinh", Pointwise.function(Function.SINH));
    TABLE.put("Cosh", Pointwise.function(Function.COSH));
    TABLE.put("Asinh", Pointwise.function(Function.ASINH));
    TABLE.put("Acosh", Pointwise.function(Function.ACOSH));
    TABLE.put("Atanh", Pointwise.function(Function.ATANH));
    TABLE.put("Erf", Pointwise.function(Function.ERF));
    TABLE.put("Sign", Pointwise.function(Function.SIGN));
    TABLE.put("Floor", Pointwise.function(Function.FLOOR));
    TABLE.put("Ceil", Pointwise.function(Function.CEIL));
    TABLE.put("Round", Pointwise.function(Function.ROUND));
    TABLE.put("Mish", Pointwise.function(Function.MISH));
    TABLE.put("HardSwish", Pointwise.function(Function.HARD_SILU));
    TABLE.put("LeakyRelu", Pointwise.function(Function.LEAKY_RELU, "alpha", 0.01));
    TABLE.put("Elu", Pointwise.function(Function.ELU, "alpha", 1));
    TABLE.put("Celu", Pointwise.function(Function.CELU, "alpha", 1));
    TABLE.put("ThresholdedRelu", Pointwise.function(Function.THRESHOLDED_RELU, "alpha", 1));
    TABLE.put("Abs", Pointwise::absolute);
    TABLE.put("Neg", Pointwise::negative);
    TABLE.put("Reciprocal", Pointwise::reciprocal);
    TABLE.put("Clip", Pointwise::clip);
    TABLE.put("PRelu", Pointwise::learntSlope);
    TABLE.put("HardSigmoid", Pointwise::hardSigmoid);
    TABLE.put("Selu", Pointwise::selu);
    TABLE.put("Gelu", Pointwise::gelu);
    TABLE.put("Shrink", Pointwise::shrink);
    TABLE.put("Cast", Pointwise::cast);
    TABLE.put("Identity", Pointwise::identity);
    TABLE.put("Dropout", Pointwise::dropout);
  }

  private static void arithmetic() {
    TABLE.put("Add", Pointwise.pairs(Operator.ADD));
    TABLE.put("Sub", Pointwise.pairs(Operator.SUB));
    TABLE.put("Mul", Pointwise.pairs(Operator.MUL));
    TABLE.put("Div", Pointwise.pairs(Operator.DIV));
    TABLE.put("Max", Pointwise.pairs(Operator.MAX));
    TABLE.put("Min", Pointwise.pairs(Operator.MIN));
    TABLE.put("Sum", Pointwise.pairs(Operator.ADD));
    TABLE.put("Mean", Pointwise::mean);
    TABLE.put("Pow", Pointwise::power);
    TABLE.put("Mod", Pointwise::modulo);
    TABLE.put("Equal", Logic::equal);
    TABLE.put("Greater", Logic::greater);
    TABLE.put("Less", Logic::less);
    TABLE.put("GreaterOrEqual", Logic::greaterOrEqual);
    TABLE.put("LessOrEqual", Logic::lessOrEqual);
    TABLE.put("And", Logic::and);
    TABLE.put("Or", Logic::or);
    TABLE.put("Xor", Logic::xor);
    TABLE.put("Not", Logic::not);
    TABLE.put("Where", Logic::where);
    TABLE.put("IsNaN", Logic::notANumber);
  }

  private static void places() {
    TABLE.put("Constant", Constants::constant);
    TABLE.put("ConstantOfShape", Spreads::constantOfShape);
    TABLE.put("Shape", Spreads::shape);
    TABLE.put("Size", Spreads::size);
    TABLE.put("Range", Spreads::range);
    TABLE.put("Expand", Spreads::expand);
    TABLE.put("Tile", Spreads::tile);
    TABLE.put("Pad", Spreads::pad);
    TABLE.put("Reshape", Shapes::reshape);
    TABLE.put("Flatten", Shapes::flatten);
    TABLE.put("Transpose", Shapes::transpose);
    TABLE.put("Squeeze", Shapes::squeeze);
    TABLE.put("Unsqueeze", Shapes::unsqueeze);
    TABLE.put("Concat", Shapes::concat);
    TABLE.put("Split", Shapes::split);
    TABLE.put("Slice", Shapes::slice);
    TABLE.put("Gather", Shapes::gather);
    TABLE.put("OneHot", Products::oneHot);
    TABLE.put("DepthToSpace", Windows::depthToSpace);
    TABLE.put("SpaceToDepth", Windows::spaceToDepth);
  }

  private static void reductions() {
    TABLE.put("ReduceMean", Reductions.reduce(Reduction.MEAN));
    TABLE.put("ReduceSum", Reductions.reduce(Reduction.SUM));
    TABLE.put("ReduceMax", Reductions.reduce(Reduction.MAX));
    TABLE.put("ReduceMin", Reductions.reduce(Reduction.MIN));
    TABLE.put("ReduceL1", Reductions::absolutes);
    TABLE.put("ReduceL2", Reductions::euclidean);
    TABLE.put("ReduceSumSquare", Reductions::squares);
    TABLE.put("ReduceLogSum", Reductions::logarithm);
    TABLE.put("ReduceLogSumExp", Reductions::logarithmOfExponentials);
    TABLE.put("GlobalAveragePool", Reductions.global(Reduction.MEAN));
    TABLE.put("GlobalMaxPool", Reductions.global(Reduction.MAX));
    TABLE.put("ArgMax", Reductions.extreme(true));
    TABLE.put("ArgMin", Reductions.extreme(false));
    TABLE.put("Softmax", Reductions.wide(Activation.SOFTMAX));
    TABLE.put("LogSoftmax", Reductions.wide(Activation.LOG_SOFTMAX));
    TABLE.put("Hardmax", Reductions::hardmax);
    TABLE.put("TopK", Reductions::top);
  }

  private static void layers() {
    TABLE.put("MatMul", Products::matMul);
    TABLE.put("Gemm", Products::gemm);
    TABLE.put("Conv", Windows::conv);
    TABLE.put("ConvTranspose", Windows::convTranspose);
    TABLE.put("MaxPool", Windows::maxPool);
    TABLE.put("AveragePool", Windows::averagePool);
    TABLE.put("LRN", Windows::lrn);
    TABLE.put("Resize", Resizes::resize);
    TABLE.put("Upsample", Resizes::upsample);
    TABLE.put("BatchNormalization", Normalizations::batch);
    TABLE.put("InstanceNormalization", Normalizations::instance);
    TABLE.put("LayerNormalization", Normalizations::layer);
    TABLE.put("GroupNormalization", Normalizations::group);
    TABLE.put("MeanVarianceNormalization", Normalizations::meanVariance);
    TABLE.put("LpNormalization", Normalizations::norm);
    TABLE.put("RNN", Recurrences::rnn);
    TABLE.put("GRU", Recurrences::gru);
    TABLE.put("LSTM", Recurrences::lstm);
  }
}
