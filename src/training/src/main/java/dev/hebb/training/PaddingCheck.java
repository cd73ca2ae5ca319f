package dev.hebb.training;

import dev.hebb.graph.DataType;
import dev.hebb.graph.Graph;
import dev.hebb.graph.Node;
import dev.hebb.graph.Padded;
import dev.hebb.graph.Port;
import dev.hebb.graph.Size;
import dev.hebb.graph.Tensor;
import dev.hebb.graph.op.Ragged;
import dev.hebb.training.data.Dataset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Whether rows that are padded say rightly how long they are. */
record PaddingCheck(Graph graph, List<Port> inputs) {
  static PaddingCheck of(Graph graph) {
    return new PaddingCheck(graph, graph.inputs());
  }

  /** The length of the shortest row along a padded axis. */
  record Least(String symbol, long length) {
    Map<String, Long> in(Map<String, Long> dims) {
      Map<String, Long> shorter = new HashMap<>(dims);
      shorter.merge(symbol, length, Math::min);
      return shorter;
    }
  }

  /**
   * Looks at the lengths that are given, and at tokens whose zeros are padding.
   *
   * @return the shortest row, if lengths are given
   */
  Optional<Least> check(Dataset data) {
    Optional<Least> shortest = Optional.empty();
    for (Padded padded : Padded.of(graph)) {
      int input = index(padded.input());
      long time = data.inputs().get(input).dims()[padded.axis()];
      long[] lengths = data.inputs().get(index(padded.lengths())).toLongs();
      long least = time;
      for (int row = 0; row < lengths.length; row++) {
        if (lengths[row] < 1 || lengths[row] > time) {
          throw new TrainingException(
              "%s: input \"%s\": expected lengths from 1 to %d, the time of \"%s\", got %d in row %d. Leave empty rows out, and pad to the longest."
                  .formatted(
                      graph.name(), padded.lengths(), time, padded.input(), lengths[row], row));
        }
        least = Math.min(least, lengths[row]);
      }
      Size size = inputs.get(input).value().shape().dim(padded.axis()).size();
      shortest = Optional.of(new Least(((Size.Symbol) size).name(), least));
    }
    for (Node node : graph.nodes()) {
      int input = node.op() instanceof Ragged ? index(node.inputs().get(0)) : -1;
      if (input >= 0 && index(node.inputs().get(1)) < 0) {
        zerosLast(inputs.get(input), data.inputs().get(input));
      }
    }
    return shortest;
  }

  private void zerosLast(Port port, Tensor tokens) {
    if (tokens.type() != DataType.INT64) {
      return;
    }
    int time = Math.toIntExact(tokens.dims()[1]);
    long[] values = tokens.toLongs();
    for (int i = 1; i < values.length; i++) {
      if (i % time > 0 && values[i] != 0 && values[i - 1] == 0) {
        throw new TrainingException(
            "%s: input \"%s\": expected zeros at the end of rows only, where they are padding, got one before %d in row %d. Number tokens from 1."
                .formatted(graph.name(), port.name(), values[i], i / time));
      }
    }
  }

  private int index(String input) {
    return inputs.stream().map(Port::name).toList().indexOf(input);
  }
}
