package dev.hebb.training;

import static dev.hebb.network.Layers.ANY;
import static dev.hebb.network.Layers.dense;
import static dev.hebb.network.Layers.lstm;
import static dev.hebb.network.Layers.network;
import static dev.hebb.network.Layers.sequence;
import static dev.hebb.training.Losses.ctc;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.hebb.graph.GraphSource;
import dev.hebb.graph.Model;
import dev.hebb.graph.Tensor;
import dev.hebb.training.data.Dataset;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** Connectionist temporal classification of padded rows, and a network that learns by it. */
class CtcTest {
  private static final int CLASSES = 4;

  /** All ways to say the labels, counted one by one: float64. */
  private static double reference(double[][] logits, List<Integer> labels) {
    return -Math.log(sum(logits, labels, 0, -1));
  }

  private static double sum(double[][] logits, List<Integer> labels, int step, int last) {
    if (step == logits.length) {
      return labels.isEmpty() ? 1 : 0;
    }
    double all = 0;
    for (double logit : logits[step]) {
      all += Math.exp(logit);
    }
    double sum = 0;
    for (int said = 0; said < CLASSES; said++) {
      double share = Math.exp(logits[step][said]) / all;
      if (said == 0 || said == last) {
        sum += share * sum(logits, labels, step + 1, said);
      } else if (!labels.isEmpty() && labels.get(0) == said) {
        sum += share * sum(logits, labels.subList(1, labels.size()), step + 1, said);
      }
    }
    return sum;
  }

  @Test
  void eachRowCountsAsItDoesAlone() {
    GraphSource network = network("n", sequence(ANY, 2).withLengths()).then(dense(CLASSES)).build();
    Model model = Model.initial(network, 5);
    long[] lengths = {6, 3, 5, 4};
    List<List<Integer>> labels = List.of(List.of(2, 2), List.of(1), List.of(), List.of(3, 1, 3));
    SplittableRandom random = new SplittableRandom(2);
    float[] x = new float[4 * 6 * 2];
    for (int i = 0; i < x.length; i++) {
      x[i] = (float) random.nextDouble(-2, 2);
    }
    long[] targets = new long[4 * 3];
    for (int row = 0; row < 4; row++) {
      for (int i = 0; i < labels.get(row).size(); i++) {
        targets[row * 3 + i] = labels.get(row).get(i);
      }
    }
    List<Tensor> inputs = List.of(Tensor.of(x, 4, 6, 2), Tensor.of(lengths, 4));
    Trained trained = new Trained(model, new History(List.of()), ctc(), List.of(ctc()));
    float[] said = trained.predict(new Dataset(inputs, List.of())).toFloats();
    double mean = 0;
    for (int row = 0; row < 4; row++) {
      double[][] logits = new double[(int) lengths[row]][CLASSES];
      for (int step = 0; step < logits.length; step++) {
        for (int k = 0; k < CLASSES; k++) {
          logits[step][k] = said[(row * 6 + step) * CLASSES + k];
        }
      }
      mean += reference(logits, labels.get(row)) / 4;
    }
    var figures = trained.evaluate(new Dataset(inputs, List.of(Tensor.of(targets, 4, 3))));
    assertThat(figures.get("loss")).isCloseTo(mean, within(1e-6 * mean));
    assertThat(figures.get("ctc")).isCloseTo(mean, within(1e-6 * mean));
  }

  @Test
  void aNetworkLearnsToSpell() {
    int rows = 64;
    SplittableRandom random = new SplittableRandom(4);
    float[] x = new float[rows * 8 * 3];
    long[] targets = new long[rows * 2];
    for (int row = 0; row < rows; row++) {
      for (int i = 0; i < 2; i++) {
        int label = 1 + random.nextInt(3);
        targets[row * 2 + i] = label;
        // Each label is heard at two steps of four, nobody says at which.
        int at = 4 * i + random.nextInt(2);
        x[(row * 8 + at) * 3 + label - 1] = 1;
        x[(row * 8 + at + 1) * 3 + label - 1] = 1;
      }
    }
    GraphSource network =
        network("n", sequence(8, 3)).then(lstm(16).returnSequences()).then(dense(CLASSES)).build();
    Trained trained =
        Trainer.of(network)
            .loss(ctc())
            .optimizer(Adam.adam().learningRate(0.03))
            .epochs(40)
            .batchSize(16)
            .progress(Progress.silent())
            .fit(Dataset.of(Tensor.of(x, rows, 8, 3), Tensor.of(targets, rows, 2)));
    assertThat(trained.history().of("loss").get(0)).isGreaterThan(3);
    assertThat(trained.history().last().figures().get("loss")).isLessThan(0.1);
  }
}
