package dev.hebb.gallery;

import static dev.hebb.gallery.TruthTable.XOR;
import static dev.hebb.graph.op.Activation.SIGMOID;
import static dev.hebb.graph.op.Activation.STEP;
import static dev.hebb.graph.op.Activation.TANH;
import static dev.hebb.network.Layers.dense;
import static dev.hebb.network.Layers.vector;
import static dev.hebb.training.Adam.adam;
import static dev.hebb.training.Losses.binaryCrossentropy;

import dev.hebb.graph.Model;
import dev.hebb.graph.Tensor;
import dev.hebb.graph.Weights;
import dev.hebb.network.Layers;
import dev.hebb.network.Network;
import dev.hebb.network.Rank.Vector;
import dev.hebb.training.Progress;
import dev.hebb.training.Trained;
import dev.hebb.training.Trainer;
import java.awt.image.BufferedImage;
import java.nio.file.Path;
import java.util.Map;

/**
 * XOR by more than one unit: learnt from wherever the weights begin, and wired up of three
 * perceptrons.
 *
 * @param seeds how many beginnings are tried
 */
record XorStudy(int seeds) {
  private static final int UNITS = 4;
  private static final int EPOCHS = 300;
  // Nine of ten.
  private static final double RELIABLE = 0.9;
  private static final TruthTable OR_BUT_NOT_AND = new TruthTable("x1 and not x2", 0b0100);

  static Network<Vector, Vector> network(int units) {
    return Layers.network("xor", vector(2))
        .then(dense(units).activation(TANH))
        .then(dense(1).activation(SIGMOID))
        .build();
  }

  private static Trained trained(int units, long seed) {
    return Trainer.of(network(units))
        .loss(binaryCrossentropy())
        .optimizer(adam().learningRate(0.05))
        .batchSize(TruthTable.ROWS)
        .epochs(EPOCHS)
        .seed(seed)
        .progress(Progress.silent())
        .fit(XOR.dataset());
  }

  /** How far the worst of the four rows is from what was wanted. */
  private static double worst(float[] said) {
    double worst = 0;
    for (int row = 0; row < TruthTable.ROWS; row++) {
      worst = Math.max(worst, Math.abs(said[row] - XOR.output(row)));
    }
    return worst;
  }

  private int solved(int units) {
    int solved = 0;
    for (int seed = 1; seed <= seeds; seed++) {
      Tensor said = trained(units, seed).predict(XOR.dataset().inputs().get(0));
      solved += worst(said.toFloats()) < 0.5 ? 1 : 0;
    }
    return solved;
  }

  /** Says the figures; gives back the plane as the exported network sees it. */
  BufferedImage run(Show show) {
    for (int units = 2; units < UNITS; units++) {
      show.figure("XOR, %d hidden units: learnt from %d of %d seeds", units, solved(units), seeds);
    }
    int solved = solved(UNITS);
    show.claim(
        solved >= RELIABLE * seeds,
        "XOR, %d hidden units: learnt from %d of %d seeds in %d epochs",
        UNITS,
        solved,
        seeds,
        EPOCHS);
    Tensor rows = XOR.dataset().inputs().get(0);
    Path file = show.export("xor", trained(UNITS, 1).model(), Map.of("input", rows));
    double worst = worst(Predictions.first(file, rows));
    show.claim(
        worst < 0.1, "XOR: the exported network is at most %.3f from each of the four rows", worst);
    wired(rows, show);
    return new Plane("XOR: two layers", XOR, points -> Predictions.first(file, points)).image();
  }

  /** What one perceptron cannot say, three of them can. */
  private static void wired(Tensor rows, Show show) {
    Network<Vector, Vector> network =
        Layers.network("xor-perceptrons", vector(2))
            .then(dense(2).activation(STEP))
            .then(dense(1).activation(STEP))
            .build();
    ThresholdUnit or = ThresholdUnit.learnt(TruthTable.OR);
    ThresholdUnit and = ThresholdUnit.learnt(TruthTable.AND);
    ThresholdUnit top = ThresholdUnit.learnt(OR_BUT_NOT_AND);
    float[] kernel = {
      (float) or.w1(), (float) and.w1(), // from x1
      (float) or.w2(), (float) and.w2() // from x2
    };
    Weights weights =
        Model.initial(network, 0)
            .weights()
            .with("dense/kernel", Tensor.of(kernel, 2, 2))
            .with("dense/bias", Tensor.of(new float[] {(float) or.bias(), (float) and.bias()}, 2))
            .with(
                "dense_1/kernel", Tensor.of(new float[] {(float) top.w1(), (float) top.w2()}, 2, 1))
            .with("dense_1/bias", Tensor.of(new float[] {(float) top.bias()}, 1));
    Path file =
        show.export("xor-perceptrons", new Model(network.graph(), weights), Map.of("input", rows));
    show.claim(
        worst(Predictions.first(file, rows)) == 0,
        "XOR: three perceptrons, which learnt OR, AND and \"the first but not the second\" of these, say it exactly");
  }
}
