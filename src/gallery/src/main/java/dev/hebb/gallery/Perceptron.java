package dev.hebb.gallery;

import static dev.hebb.gallery.TruthTable.AND;
import static dev.hebb.gallery.TruthTable.OR;
import static dev.hebb.gallery.TruthTable.XOR;
import static dev.hebb.graph.Initializer.zeros;
import static dev.hebb.graph.WeightOptions.kernel;
import static dev.hebb.graph.op.Activation.STEP;
import static dev.hebb.network.Layers.dense;
import static dev.hebb.network.Layers.network;
import static dev.hebb.network.Layers.vector;
import static dev.hebb.training.Metrics.accuracy;
import static dev.hebb.training.Sgd.sgd;

import dev.hebb.graph.Model;
import dev.hebb.graph.Tensor;
import dev.hebb.network.Network;
import dev.hebb.network.Rank.Vector;
import dev.hebb.training.Loss;
import dev.hebb.training.Progress;
import dev.hebb.training.Trained;
import dev.hebb.training.Trainer;
import dev.hebb.training.data.Dataset;
import java.awt.image.BufferedImage;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * The threshold unit of the course: {@code y = 1 if w·x > T, else 0}, learnt by Rosenblatt's rule
 * and by Hebb's.
 *
 * @param patience epochs that XOR is given
 */
record Perceptron(int patience) implements Exhibit {
  // Small enough to be beside the line, large enough for float32 sums of small whole weights.
  private static final float NEAR = 0x1p-20f;

  @Override
  public String name() {
    return "perceptron";
  }

  @Override
  public String line() {
    return "One threshold unit learns AND and OR, by Rosenblatt's rule and by Hebb's; it cannot say XOR.";
  }

  /** Its threshold T is -bias. */
  static Network<Vector, Vector> unit(String name) {
    return network(name, vector(2))
        .then(dense(1).activation(STEP).with(kernel().initializer(zeros())))
        .build();
  }

  @Override
  public void run(Show show) {
    show.data(
        "The four rows 00, 01, 10, 11 of a truth table, in this order; all weights begin at 0, learning rate 1, one row a step.");
    List<BufferedImage> panels = new ArrayList<>();
    panels.add(learnt(AND, show));
    panels.add(learnt(OR, show));
    panels.add(unlearnt(show));
    for (TruthTable table : List.of(AND, OR)) {
      wired(table, show);
    }
    everyFunction(show);
    new Strip(panels).write(show.file("perceptron.png"));
    show.picture(
        "perceptron.png",
        "AND and OR with the lines that were learnt; XOR, where there is no line to be learnt");
  }

  private static Trainer by(Loss rule, Trainer trainer) {
    return trainer
        .loss(rule)
        .optimizer(sgd().learningRate(1))
        .batchSize(1)
        .inOrder()
        .progress(Progress.silent());
  }

  /** AND and OR by Rosenblatt's rule, a row at a time, beside the loop in plain Java. */
  private BufferedImage learnt(TruthTable table, Show show) {
    String name = "perceptron-" + table.name().toLowerCase(Locale.ROOT);
    Dataset data = table.dataset();
    Model model = Model.initial(unit(name), 0);
    ThresholdUnit loop = ThresholdUnit.ZERO;
    int presentations = 0;
    int equal = 0;
    int epochs = 0;
    boolean changed = true;
    while (changed && epochs < patience) {
      ThresholdUnit before = loop;
      for (int row = 0; row < TruthTable.ROWS; row++) {
        model = by(new Rosenblatt(), Trainer.of(model)).fit(data.rows(row, row + 1)).model();
        loop = loop.rosenblatt(TruthTable.input(row), table.output(row));
        presentations++;
        equal += ThresholdUnit.of(model).equals(loop) ? 1 : 0;
      }
      changed = !before.equals(loop);
      epochs += changed ? 1 : 0;
    }
    ThresholdUnit unit = ThresholdUnit.of(model);
    show.figure(
        "%s: learnt after %d epochs: %s; the nearest point is %.3f from the line",
        table.name(), epochs, unit, unit.margin());
    show.claim(
        equal == presentations,
        "%s: after each of %d presentations the weights are those of Rosenblatt's rule in plain Java, exactly",
        table.name(),
        presentations);
    Model atOnce = by(new Rosenblatt(), Trainer.of(unit(name)).epochs(epochs)).fit(data).model();
    show.claim(
        ThresholdUnit.of(atOnce).equals(unit),
        "%s: one training of %d epochs ends at the same weights",
        table.name(),
        epochs);
    Path file = show.export(name, model, Map.of("input", data.inputs().get(0)));
    Tensor targets = data.targets().get(0);
    show.claim(
        Tensor.of(Predictions.first(file, data.inputs().get(0)), TruthTable.ROWS, 1)
            .equals(targets),
        "%s: the exported unit says all four rows rightly, as 0 and 1",
        table.name());
    beside(table, unit, file, show);
    return new Plane(
            "%s: %s".formatted(table.name(), unit),
            table,
            points -> Predictions.first(file, points))
        .line(unit)
        .image();
  }

  /** A sum that is the threshold is not above it. */
  private static void beside(TruthTable table, ThresholdUnit unit, Path file, Show show) {
    Tensor on = unit.online();
    // One step along w, which changes the sum by more than 0 whatever the signs are.
    float towards1 = (float) Math.signum(unit.w1()) * NEAR;
    float towards2 = (float) Math.signum(unit.w2()) * NEAR;
    int points = Math.toIntExact(on.dims()[0]);
    show.claim(
        points >= 5
            && saysAll(file, on, 0)
            && saysAll(file, moved(on, towards1, towards2), 1)
            && saysAll(file, moved(on, -towards1, -towards2), 0),
        "%s: on %d points of the line the exported unit says 0, %.1e beyond it 1, as far before it 0",
        table.name(),
        points,
        NEAR);
  }

  private static boolean saysAll(Path file, Tensor points, float wanted) {
    boolean all = true;
    for (float said : Predictions.first(file, points)) {
      all &= said == wanted;
    }
    return all;
  }

  private static Tensor moved(Tensor points, float by1, float by2) {
    float[] values = points.toFloats();
    for (int i = 0; i < values.length; i += 2) {
      values[i] += by1;
      values[i + 1] += by2;
    }
    return Tensor.of(values, points.dims());
  }

  /** XOR: the rule goes round in circles, and there is no line to be found. */
  private BufferedImage unlearnt(Show show) {
    Dataset data = XOR.dataset();
    Trained trained =
        by(new Rosenblatt(), Trainer.of(unit("perceptron-xor")))
            .epochs(patience)
            .metrics(accuracy())
            .validation(data)
            .fit(data);
    List<Double> shares = trained.history().of("val_accuracy");
    ThresholdUnit loop = ThresholdUnit.ZERO;
    Map<ThresholdUnit, Integer> met = new HashMap<>(Map.of(loop, 0));
    int period = 0;
    int best = 0;
    int equal = 0;
    for (int epoch = 1; epoch <= patience; epoch++) {
      loop = loop.epoch(XOR);
      Integer earlier = met.putIfAbsent(loop, epoch);
      period = period == 0 && earlier != null ? epoch - earlier : period;
      int right = (int) Math.round(TruthTable.ROWS * shares.get(epoch - 1));
      best = Math.max(best, right);
      equal += right == loop.right(XOR) ? 1 : 0;
    }
    show.figure("XOR: after %d epochs %s, best %d of 4 rows", patience, loop, best);
    show.claim(
        equal == patience && ThresholdUnit.of(trained.model()).equals(loop),
        "XOR: after each of %d epochs as many rows are right as by Rosenblatt's rule in plain Java, and the weights end the same",
        patience);
    show.claim(best <= 3, "XOR: in %d epochs never more than 3 of 4 rows are right", patience);
    show.claim(
        period > 0,
        "XOR: from some epoch on each begins with the weights of %d before it, and so goes on for ever",
        period);
    return new Plane(
            String.format(Locale.ROOT, "XOR: after %,d epochs still no line", patience),
            XOR,
            points -> trained.predict(points).toFloats())
        .line(ThresholdUnit.of(trained.model()))
        .image();
  }

  /** Hebb's rule: each row once, as -1 and 1. */
  private static void wired(TruthTable table, Show show) {
    Dataset data = table.bipolar();
    Model model = Model.initial(unit("hebb"), 0);
    ThresholdUnit loop = ThresholdUnit.ZERO;
    int equal = 0;
    int right = 0;
    for (int row = 0; row < TruthTable.ROWS; row++) {
      Dataset one = data.rows(row, row + 1);
      model = by(new Together(), Trainer.of(model)).fit(one).model();
      loop = loop.hebb(one.inputs().get(0).toFloats(), one.targets().get(0).toFloats()[0]);
      equal += ThresholdUnit.of(model).equals(loop) ? 1 : 0;
    }
    float[] inputs = data.inputs().get(0).toFloats();
    for (int row = 0; row < TruthTable.ROWS; row++) {
      right += loop.says(inputs[2 * row], inputs[2 * row + 1]) == table.output(row) ? 1 : 0;
    }
    show.claim(
        equal == TruthTable.ROWS && right == TruthTable.ROWS,
        "%s: Hebb's rule has learnt it when each row of -1 and 1 was seen once: %s, after each row as in plain Java",
        table.name(),
        loop);
  }

  /** Which of all functions of two bits a line can say. */
  private static void everyFunction(Show show) {
    Set<Integer> found = new LinkedHashSet<>();
    int best = 0;
    for (double w1 = -2; w1 <= 2; w1 += 0.125) {
      for (double w2 = -2; w2 <= 2; w2 += 0.125) {
        for (double bias = -3; bias <= 3; bias += 0.125) {
          ThresholdUnit unit = new ThresholdUnit(w1, w2, bias);
          best = Math.max(best, unit.right(XOR));
          found.add(unit.bits());
        }
      }
    }
    List<TruthTable> without =
        TruthTable.all().stream().filter(each -> !found.contains(each.bits())).toList();
    show.claim(
        found.size() == 14 && best == 3,
        "of the 16 functions of two bits %d have a line among %,d tried; XOR is said for %d of 4 rows at best",
        found.size(),
        33 * 33 * 49,
        best);
    show.claim(
        without.stream().allMatch(each -> each.contradiction().size() == TruthTable.ROWS)
            && found.stream().allMatch(bits -> new TruthTable("", bits).contradiction().isEmpty()),
        "XOR and its opposite have none: b ≤ 0 and w1 + w2 + b ≤ 0 sum up to w1 + w2 + 2b ≤ 0, but w1 + b > 0 and w2 + b > 0 to w1 + w2 + 2b > 0");
  }
}
