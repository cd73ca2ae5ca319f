package dev.hebb.onnx;

import static dev.hebb.network.Layers.ANY;
import static dev.hebb.network.Layers.network;
import static dev.hebb.network.Layers.rnn;
import static dev.hebb.network.Layers.sequence;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.hebb.graph.Model;
import dev.hebb.graph.Param;
import dev.hebb.graph.Tensor;
import dev.hebb.graph.Weights;
import dev.hebb.network.Network;
import dev.hebb.network.Rank.Sequence;
import dev.hebb.network.Rank.Vector;
import dev.hebb.training.Progress;
import dev.hebb.training.Sgd;
import dev.hebb.training.Trained;
import dev.hebb.training.Trainer;
import dev.hebb.training.data.Dataset;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A recurrent layer of a user's own, from its formula to the exported file. */
class OwnCellTest {
  /** Float32 against float64, over the steps of a recurrence. */
  private static final float ROUNDING = 1e-6f;

  private static final int FEATURES = 2;
  private static final int UNITS = 3;
  private static final int OUTPUTS = 2;

  @TempDir Path folder;

  // Weights so large that each of them matters.
  private static Model peephole() {
    Network<Sequence, Vector> network =
        network("n", sequence(ANY, FEATURES)).then(rnn(new Cells.Peephole(UNITS, OUTPUTS))).build();
    Weights weights = Models.of(network).weights();
    for (Param param : network.graph().params()) {
      float[] values = weights.get(param.name()).toFloats();
      for (int i = 0; i < values.length; i++) {
        values[i] *= 4;
      }
      weights = weights.with(param.name(), Tensor.of(values, param.sizes()));
    }
    return new Model(network.graph(), weights);
  }

  private static Map<String, double[]> doubles(Model model) {
    Map<String, double[]> weights = new HashMap<>();
    for (Param param : model.graph().params()) {
      float[] values = model.weights().get(param.name()).toFloats();
      double[] exact = new double[values.length];
      for (int i = 0; i < exact.length; i++) {
        exact[i] = values[i];
      }
      weights.put(param.name().substring(param.name().indexOf('/') + 1), exact);
    }
    return weights;
  }

  // The formula of Cells.Peephole, in float64.
  private static double[] formula(Map<String, double[]> w, float[] x) {
    double[] y = new double[OUTPUTS];
    double[] c = new double[UNITS];
    for (int t = 0; t < x.length / FEATURES; t++) {
      double[] both = {x[2 * t], x[2 * t + 1], y[0], y[1]};
      double[] i = new double[UNITS];
      double[] told = new double[UNITS];
      for (int u = 0; u < UNITS; u++) {
        i[u] = sigmoid(sum(w, "input/", both, u) + w.get("input/peephole")[u] * c[u]);
        double f = sigmoid(sum(w, "forget/", both, u) + w.get("forget/peephole")[u] * c[u]);
        c[u] = f * c[u] + i[u] * Math.tanh(sum(w, "", both, u));
        double o = sigmoid(sum(w, "output/", both, u) + w.get("output/peephole")[u] * c[u]);
        told[u] = o * Math.tanh(c[u]);
      }
      for (int k = 0; k < OUTPUTS; k++) {
        y[k] = 0;
        for (int u = 0; u < UNITS; u++) {
          y[k] += told[u] * w.get("projection")[u * OUTPUTS + k];
        }
      }
    }
    return y;
  }

  private static double sum(Map<String, double[]> w, String gate, double[] both, int unit) {
    double sum = w.get(gate + "bias")[unit];
    for (int i = 0; i < both.length; i++) {
      sum += both[i] * w.get(gate + "kernel")[i * UNITS + unit];
    }
    return sum;
  }

  private static double sigmoid(double x) {
    return 1 / (1 + Math.exp(-x));
  }

  private static double[] formula(Map<String, double[]> w, Tensor x) {
    int rows = (int) x.dims()[0];
    double[] all = new double[rows * OUTPUTS];
    for (int row = 0; row < rows; row++) {
      System.arraycopy(formula(w, x.rows(row, row + 1).toFloats()), 0, all, row * OUTPUTS, OUTPUTS);
    }
    return all;
  }

  @Test
  void saysWhatItsFormulaSaysInTheTrainerAndExported() {
    Model model = peephole();
    Path file = folder.resolve("peephole.onnx");
    Onnx.export(model).to(file);
    for (int time : new int[] {1, 4, 9}) {
      for (int rows : new int[] {1, 3}) {
        Tensor x = Asked.random(time, rows, time, FEATURES);
        double[] wanted = formula(doubles(model), x);
        float[] inTrainer = Asked.trained(model, x);
        float[] inFile = Asked.exported(file, x, OUTPUTS);
        assertThat(inTrainer).hasSize(wanted.length);
        for (int i = 0; i < wanted.length; i++) {
          assertThat(inTrainer[i]).isCloseTo((float) wanted[i], within(ROUNDING));
          assertThat(inFile[i]).isCloseTo((float) wanted[i], within(ROUNDING));
          assertThat(Math.abs(wanted[i])).isGreaterThan(1e-4);
        }
      }
    }
  }

  private static double loss(Map<String, double[]> w, Tensor x, float[] y) {
    double[] told = formula(w, x);
    double sum = 0;
    for (int i = 0; i < told.length; i++) {
      sum += (told[i] - y[i]) * (told[i] - y[i]);
    }
    return sum / told.length;
  }

  @Test
  void aStepOfTrainingGoesDownTheGradientOfItsFormula() {
    Model start = peephole();
    Tensor x = Asked.random(1, 3, 5, FEATURES);
    Tensor y = Asked.random(2, 3, OUTPUTS);
    Trained trained =
        Trainer.of(start)
            .optimizer(Sgd.sgd().learningRate(1))
            .epochs(1)
            .batchSize(3)
            .progress(Progress.silent())
            .fit(Dataset.of(x, y));
    Map<String, double[]> weights = doubles(start);
    assertThat(trained.history().of("loss").get(0))
        .isCloseTo(loss(weights, x, y.toFloats()), within(1e-6));
    Map<String, double[]> after = doubles(trained.model());
    weights.forEach(
        (name, values) -> {
          for (int i = 0; i < values.length; i++) {
            double before = values[i];
            values[i] = before + 1e-5;
            double above = loss(weights, x, y.toFloats());
            values[i] = before - 1e-5;
            double gradient = (above - loss(weights, x, y.toFloats())) / 2e-5;
            values[i] = before;
            assertThat(Math.abs(gradient)).as("%s %d", name, i).isGreaterThan(1e-5);
            assertThat(before - after.get(name)[i])
                .as("%s %d", name, i)
                .isCloseTo(gradient, within(1e-6));
          }
        });
  }
}
