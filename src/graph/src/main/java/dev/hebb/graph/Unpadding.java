package dev.hebb.graph;

import dev.hebb.graph.op.Arithmetic;
import dev.hebb.graph.op.Concat;
import dev.hebb.graph.op.Gru;
import dev.hebb.graph.op.Lstm;
import dev.hebb.graph.op.Mixing;
import dev.hebb.graph.op.Op;
import dev.hebb.graph.op.Operator;
import dev.hebb.graph.op.Ragged;
import dev.hebb.graph.op.Reduce;
import dev.hebb.graph.op.Reduction;
import dev.hebb.graph.op.Reshape;
import dev.hebb.graph.op.Rnn;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Adds an operator so that it does not see what pads the rows: whatever it mixes is neutral there,
 * a mean counts what is there, a recurrence is told how long the rows are, and rows of two values
 * reach as far as both do.
 */
final class Unpadding {
  private final GraphBuilder graph;
  private final String node;
  private final Scope scope;

  private Unpadding(GraphBuilder graph, String node) {
    this.graph = graph;
    this.node = node;
    this.scope = new Scope(graph, node.substring(0, Math.max(node.lastIndexOf('/'), 0)));
  }

  static List<Value> add(GraphBuilder graph, String node, Op op, List<Value> operands) {
    boolean padded = operands.stream().flatMap(Unpadding::dims).anyMatch(Dim::padded);
    return padded ? new Unpadding(graph, node).add(op, operands) : graph.add(node, op, operands);
  }

  private static Stream<Dim> dims(Value value) {
    return value.shape().dims().stream();
  }

  private List<Value> add(Op op, List<Value> operands) {
    if (op instanceof Reduce mean && mean.reduction() == Reduction.MEAN) {
      return mean(mean, operands.get(0));
    } else if (op instanceof Arithmetic || op instanceof Concat) {
      return graph.add(node, op, alike(operands));
    } else if (op instanceof Rnn rnn && !rnn.lengths()) {
      return told(rnn, rnn.withLengths(), rnn.bias() ? 1 : 0, operands);
    } else if (op instanceof Lstm lstm && !lstm.lengths()) {
      return told(lstm, lstm.withLengths(), lstm.bias() ? 1 : 0, operands);
    } else if (op instanceof Gru gru && !gru.lengths()) {
      return told(gru, gru.withLengths(), gru.biases(), operands);
    }
    return graph.add(node, op, neutral(op, operands));
  }

  private List<Value> neutral(Op op, List<Value> operands) {
    List<Value> filled = new ArrayList<>(operands);
    for (Mixing each : op.mixings(operands)) {
      if (each.axis() > 0) {
        Value value = filled.get(each.input());
        filled.set(
            each.input(),
            each.padded()
                ? scope.fillPadding(value, each.axis(), each.neutral())
                : scope.fill(value, each.axis(), each.neutral()));
      }
    }
    return filled;
  }

  // Time is outermost; the lengths stand behind the biases.
  private List<Value> told(Op alike, Op padded, int biases, List<Value> operands) {
    Optional<Value> lengths = scope.lengths(operands.get(0), 0);
    List<Value> all = new ArrayList<>(operands);
    lengths.ifPresent(each -> all.add(3 + biases, each));
    return graph.add(node, lengths.isPresent() ? padded : alike, all);
  }

  // Of what each place is made of first, of which there is as much everywhere.
  private List<Value> mean(Reduce op, Value x) {
    List<Integer> over = op.over(x.shape());
    List<Integer> padded =
        over.stream().filter(axis -> axis > 0 && x.shape().dim(axis).padded()).toList();
    if (padded.isEmpty()) {
      return graph.add(node, op, List.of(x));
    }
    List<Integer> others =
        over.stream().filter(axis -> axis > 0 && !padded.contains(axis)).toList();
    Value steps = others.isEmpty() ? x : scope.op(new Reduce(Reduction.MEAN, others, true), x);
    Value sum = scope.op(new Reduce(Reduction.SUM, op.axes(), op.keep()), steps);
    Value count = scope.places(x, padded);
    if (over.contains(0)) {
      count = scope.op(Reduce.all(Reduction.SUM), count);
    } else if (sum.shape().rank() > 1) {
      count = scope.op(new Reshape(Collections.nCopies(sum.shape().rank() - 1, 1L)), count);
    }
    return graph.add(node, new Arithmetic(Operator.DIV), List.of(sum, count));
  }

  private List<Value> alike(List<Value> operands) {
    List<Value> alike = new ArrayList<>(operands);
    int rank = operands.stream().mapToInt(value -> value.shape().rank()).max().orElse(0);
    for (int fromEnd = 1; fromEnd < rank; fromEnd++) {
      int back = fromEnd;
      List<String> lengths =
          alike.stream()
              .flatMap(value -> axis(value, back).flatMap(dim -> dim.size().rowLengths()).stream())
              .distinct()
              .toList();
      if (lengths.size() > 1 && sizes(alike, back) == 1) {
        Value least = scope.least(lengths.stream().map(graph::value).toList());
        alike.replaceAll(value -> padded(value, back, least));
      }
    }
    return alike;
  }

  private static Optional<Dim> axis(Value value, int fromEnd) {
    // The batch is not padded.
    return fromEnd < value.shape().rank()
        ? Optional.of(value.shape().dim(-fromEnd))
        : Optional.empty();
  }

  private static long sizes(List<Value> values, int fromEnd) {
    return values.stream()
        .flatMap(value -> axis(value, fromEnd).filter(Dim::padded).stream())
        .map(dim -> dim.size().unpadded())
        .distinct()
        .count();
  }

  private Value padded(Value value, int fromEnd, Value lengths) {
    boolean there = axis(value, fromEnd).filter(Dim::padded).isPresent();
    return there ? scope.op(new Ragged(value.shape().rank() - fromEnd), value, lengths) : value;
  }
}
