package dev.hebb.training.torch;

import static dev.hebb.training.torch.SlopeCase.dims;
import static dev.hebb.training.torch.SlopeCase.first;
import static dev.hebb.training.torch.SlopeCase.slope;

import dev.hebb.graph.Value;
import dev.hebb.graph.op.Activation;
import dev.hebb.graph.op.Direction;
import dev.hebb.graph.op.Gru;
import dev.hebb.graph.op.Lstm;
import dev.hebb.graph.op.Op;
import dev.hebb.graph.op.Operator;
import dev.hebb.graph.op.Reduce;
import dev.hebb.graph.op.Reduction;
import dev.hebb.graph.op.Rnn;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The printed gradient of a recurrence is that of PyTorch's autograd through its steps. */
class RecurrentDerivativesTest {
  static List<SlopeCase> cases() {
    List<SlopeCase> all = new ArrayList<>();
    for (Direction direction : Direction.values()) {
      for (Activation activation : List.of(Activation.TANH, Activation.RELU)) {
        String name = direction + " " + activation;
        Op rnn = new Rnn(2, activation, true, false, direction);
        long[][] in = {dims(4, 3, 5), dims(2, 5), dims(2, 2), dims(2)};
        all.add(slope("rnn " + name, rnn, in));
        all.add(every("rnn " + name + ", all and last", rnn, in));
        Op gru = new Gru(1, activation, Activation.SIGMOID, true, true, false, direction);
        long[][] gates = {dims(4, 3, 5), dims(3, 5), dims(3, 1), dims(3), dims(3)};
        all.add(slope("gru " + name, gru, gates));
        all.add(every("gru " + name + ", all and last", gru, gates));
      }
      all.addAll(lstm(direction));
    }
    return all;
  }

  private static List<SlopeCase> lstm(Direction direction) {
    String name = "lstm " + direction;
    Op lstm = new Lstm(2, Activation.TANH, Activation.SIGMOID, true, false, direction);
    Op free = new Lstm(2, Activation.TANH, Activation.SIGMOID, false, false, direction);
    long[][] in = {dims(4, 3, 5), dims(8, 5), dims(8, 2), dims(8), dims(3, 2), dims(3, 2)};
    return List.of(
        slope(name, lstm, Arrays.copyOf(in, 4)),
        slope(name + ", no bias", free, Arrays.copyOf(in, 3)),
        every(name + ", all and last", lstm, Arrays.copyOf(in, 4)),
        every(name + ", from given states", lstm, in),
        new SlopeCase(
            name + ", another order in memory",
            -1,
            1,
            List.of(dims(3, 5, 4), dims(8, 5), dims(8, 2), dims(8), dims(2, 3), dims(2, 3)),
            (scope, each) -> {
              List<Value> turned = new ArrayList<>(each);
              turned.set(0, scope.transpose(each.get(0), 2, 0, 1));
              turned.set(4, scope.transpose(each.get(4), 1, 0));
              turned.set(5, scope.transpose(each.get(5), 1, 0));
              return scope.transpose(first(scope, lstm, turned), 2, 1, 0);
            }));
  }

  // All outputs, beside what goes in: nobody may change a gradient.
  private static SlopeCase every(String name, Op op, long[]... dims) {
    return new SlopeCase(
        name,
        -1,
        1,
        List.of(dims),
        (scope, in) -> {
          List<Value> out = scope.ops(op, in.toArray(Value[]::new));
          Value all = scope.op(new Reduce(Reduction.SUM, List.of(2), true), in.get(0));
          for (Value each : out) {
            all = scope.arithmetic(Operator.ADD, all, each);
          }
          return all;
        });
  }

  @ParameterizedTest
  @MethodSource("cases")
  void isThatOfAutograd(SlopeCase each) {
    each.compare();
  }
}
