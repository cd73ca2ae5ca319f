package dev.hebb.training;

import dev.hebb.graph.DataType;
import dev.hebb.graph.Graph;
import dev.hebb.graph.Node;
import dev.hebb.graph.Port;
import dev.hebb.graph.Size;
import dev.hebb.graph.Tensor;
import dev.hebb.graph.Value;
import dev.hebb.graph.op.Arithmetic;
import dev.hebb.graph.op.Constant;
import dev.hebb.graph.op.Operator;
import dev.hebb.graph.op.Ragged;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * How long the rows of an input are, which are padded: another input says it, or they end where
 * steps of one number begin.
 *
 * @param axis of the input along which they are padded
 * @param symbol the length of that axis
 * @param value of the graph that has the lengths
 * @param told the input that says it; -1 if none does
 * @param number of which the steps are that pad, if no input says it
 */
record RowLengths(int input, int axis, String symbol, String value, int told, double number) {
  /** Those of all inputs of a graph. */
  static List<RowLengths> of(Graph graph) {
    List<String> inputs = graph.inputs().stream().map(Port::name).toList();
    Map<String, Node> makers = new HashMap<>();
    graph.nodes().forEach(node -> makers.put(node.outputs().get(0).name(), node));
    List<RowLengths> all = new ArrayList<>();
    for (Node node : graph.nodes()) {
      int input = node.op() instanceof Ragged ? inputs.indexOf(node.inputs().get(0)) : -1;
      if (input >= 0) {
        String lengths = node.inputs().get(1);
        int told = inputs.indexOf(lengths);
        Value rows = graph.inputs().get(input).value();
        boolean known = told >= 0 || rows.type() == DataType.INT64;
        double number = known ? 0 : number(lengths, rows.name(), makers);
        int axis = ((Ragged) node.op()).axis();
        String symbol = ((Size.Symbol) rows.shape().dim(axis).size()).name();
        all.add(new RowLengths(input, axis, symbol, lengths, told, number));
      }
    }
    return all;
  }

  // What the steps of the input are compared with on the way to the lengths; none if with nothing.
  private static double number(String value, String input, Map<String, Node> makers) {
    Node node = makers.get(value);
    if (node == null || node.inputs().isEmpty()) {
      return Double.NaN;
    }
    boolean compared =
        node.op() instanceof Arithmetic arithmetic
            && arithmetic.operator() == Operator.EQUAL
            && node.inputs().get(0).equals(input);
    Node constant = makers.get(node.inputs().get(node.inputs().size() - 1));
    if (compared && constant != null && constant.op() instanceof Constant number) {
      return number.values().get(0);
    }
    return node.inputs().stream()
        .mapToDouble(each -> number(each, input, makers))
        .filter(each -> !Double.isNaN(each))
        .findFirst()
        .orElse(Double.NaN);
  }

  /** Whether the data says it. */
  boolean known() {
    return !Double.isNaN(number);
  }

  /**
   * How long each row is.
   *
   * @param tensors one for each input
   */
  long[] in(List<Tensor> tensors) {
    if (told >= 0) {
      return tensors.get(told).toLongs();
    }
    boolean[][] padding = padding(tensors);
    long[] lengths = new long[padding.length];
    for (int row = 0; row < lengths.length; row++) {
      boolean[] steps = padding[row];
      long there = IntStream.range(0, steps.length).filter(step -> !steps[step]).count();
      lengths[row] = Math.max(1, there);
    }
    return lengths;
  }

  /** Row by row, which steps are of the number that pads. */
  boolean[][] padding(List<Tensor> tensors) {
    Tensor tensor = tensors.get(input);
    long[] dims = tensor.dims();
    boolean[][] padding = new boolean[(int) dims[0]][(int) dims[axis]];
    boolean words = tensor.type() == DataType.INT64;
    long[] tokens = words ? tensor.toLongs() : new long[0];
    float[] numbers = words ? new float[0] : tensor.toFloats();
    int step = (int) (tensor.size() / dims[0] / dims[axis]);
    for (int row = 0; row < padding.length; row++) {
      for (int at = 0; at < padding[row].length; at++) {
        int from = (row * padding[row].length + at) * step;
        padding[row][at] =
            words
                ? tokens[from] == 0
                : IntStream.range(from, from + step).allMatch(i -> numbers[i] == (float) number);
      }
    }
    return padding;
  }
}
