package dev.hebb.stream.tick;

import dev.hebb.stream.tick.Program.Unknown;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Set;

/**
 * A step of a recurrence. Inputs: x {@code [1, rows, in]}, W {@code [1, gates·units, in]}, R {@code
 * [1, gates·units, units]}, B {@code [1, 2·gates·units]}, lengths, h, c {@code [1, rows, units]}.
 */
record CellCompiler(Compiler program, OnnxNode node) {
  private static final Set<String> WITH_ALPHA =
      Set.of("Affine", "LeakyRelu", "ThresholdedRelu", "HardSigmoid", "Elu");
  private static final Set<String> WITH_BETA = Set.of("Affine", "HardSigmoid");

  void add() {
    Operand x = program.operand(node.input(0));
    boolean forward =
        node.texts("direction").isEmpty() || node.texts("direction").equals(List.of("forward"));
    boolean plain =
        forward
            && x.dim(0) == 1
            && node.input(4).isEmpty()
            && !node.input(5).isEmpty()
            && !node.has("clip")
            && node.integer("layout", 0) == 0
            && node.integer("input_forget", 0) == 0;
    if (!plain) {
      throw new Unknown(node.op() + " that is more than a step");
    }
    int units = (int) node.integer("hidden_size", 0);
    int gates = node.op().equals("LSTM") ? 4 : node.op().equals("GRU") ? 3 : 1;
    int wide = gates * units;
    Weights input = program.weights(node.input(1));
    Weights recurrent = program.weights(node.input(2));
    Weights biases =
        node.input(3).isEmpty() ? new Weights(new float[2 * wide]) : program.weights(node.input(3));
    Weights bias = biases.part(0, wide);
    Weights recurrentBias = biases.part(wide, 2 * wide);
    Operand h = program.operand(node.input(5));
    int rows = x.dim(1);
    program.count((long) rows * (input.size() + recurrent.size()));
    CellWeights cell =
        new CellWeights(
            rows,
            x.dim(2),
            units,
            input.transposed(wide),
            recurrent.transposed(wide),
            bias.plus(recurrentBias),
            recurrentBias,
            curves(gates));
    Operand next = program.made(h.dims());
    switch (gates) {
      case 1 -> program.add(new RnnKernel(x.register(), h.register(), next.register(), cell));
      case 3 -> gru(x, h, next, cell, recurrent, bias);
      default -> lstm(x, h, next, cell);
    }
    program.alias(node.output(0), next.as(List.of(1, 1, rows, units)));
    program.alias(node.output(1), next);
  }

  private void lstm(Operand x, Operand h, Operand next, CellWeights cell) {
    if (!node.input(7).isEmpty()) {
      throw new Unknown("peepholes");
    }
    Operand c = program.operand(node.input(6));
    Operand nextC = program.made(c.dims());
    Operand gates = program.made(List.of(4 * cell.units()));
    program.alias(node.output(2), nextC);
    program.add(
        new LstmKernel(
            x.register(),
            h.register(),
            c.register(),
            next.register(),
            nextC.register(),
            gates.register(),
            cell));
  }

  // R [3·units, units]: the rows of z and r, then those of the content.
  private void gru(
      Operand x, Operand h, Operand next, CellWeights cell, Weights recurrent, Weights bias) {
    int units = cell.units();
    int open = 2 * units;
    boolean after = node.integer("linear_before_reset", 0) != 0;
    // With reset after, the content's recurrent bias belongs to what is reset.
    Weights sums =
        after ? bias.plus(cell.recurrentBias().part(0, open)) : bias.plus(cell.recurrentBias());
    CellWeights own =
        new CellWeights(
            cell.rows(),
            cell.in(),
            units,
            cell.input(),
            recurrent.part(0, open * units).transposed(open),
            sums,
            cell.recurrentBias(),
            cell.curves());
    program.add(
        new GruKernel(
            x.register(),
            h.register(),
            next.register(),
            program.made(List.of(3 * units)).register(),
            program.made(List.of(units)).register(),
            after,
            recurrent.part(open * units, 3 * units * units).transposed(units),
            own));
  }

  private List<Curve> curves(int gates) {
    List<String> names = node.texts("activations");
    if (names.isEmpty()) {
      names =
          gates == 1
              ? List.of("Tanh")
              : gates == 3 ? List.of("Sigmoid", "Tanh") : List.of("Sigmoid", "Tanh", "Tanh");
    }
    Iterator<Float> alphas = node.numbers("activation_alpha").iterator();
    Iterator<Float> betas = node.numbers("activation_beta").iterator();
    List<Curve> curves = new ArrayList<>();
    for (String name : names) {
      boolean told =
          (!WITH_ALPHA.contains(name) || alphas.hasNext())
              && (!WITH_BETA.contains(name) || betas.hasNext());
      if (!told) {
        throw new Unknown(name + " without its constants");
      }
      float alpha = WITH_ALPHA.contains(name) ? alphas.next() : 1;
      float beta = WITH_BETA.contains(name) ? betas.next() : 0;
      curves.add(Curve.of(name, alpha, beta));
    }
    return curves;
  }
}
