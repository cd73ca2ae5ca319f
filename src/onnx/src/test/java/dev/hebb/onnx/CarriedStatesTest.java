package dev.hebb.onnx;

import static dev.hebb.network.Layers.ANY;
import static dev.hebb.network.Layers.branch;
import static dev.hebb.network.Layers.dense;
import static dev.hebb.network.Layers.gru;
import static dev.hebb.network.Layers.lstm;
import static dev.hebb.network.Layers.sequence;
import static dev.hebb.training.Adam.adam;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.hebb.graph.Tensor;
import dev.hebb.network.Network;
import dev.hebb.network.Rank.Sequence;
import dev.hebb.network.Rank.Several;
import dev.hebb.network.Recurred;
import dev.hebb.network.Stage;
import dev.hebb.runtime.Predictor;
import dev.hebb.training.Progress;
import dev.hebb.training.Trained;
import dev.hebb.training.Trainer;
import dev.hebb.training.data.Dataset;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two recurrences whose states are fed and come out: trained so, and carried from call to call. */
class CarriedStatesTest {
  private static final int ROWS = 16;
  private static final int TIME = 6;
  private static final Map<String, String> CARRIED =
      Map.of(
          "gru_state", "gru_state_in",
          "lstm_state", "lstm_state_in",
          "lstm_state_1", "lstm_state_1_in");

  @TempDir Path folder;

  private final Recurred<Several, Sequence> first =
      branch("carried", sequence(ANY, 2).named("x"))
          .then(gru(3).returnSequences().statefulInputs());
  private final Recurred<Several, Sequence> second =
      first.output().then(lstm(4).returnSequences().statefulInputs());
  private final Stage<Several, Sequence> y = second.output().then(dense(1)).output("y", "");

  private static float[] random(int count, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    float[] values = new float[count];
    for (int i = 0; i < count; i++) {
      values[i] = (float) random.nextDouble(-1, 1);
    }
    return values;
  }

  private static Dataset data() {
    float[] x = random(ROWS * TIME * 2, 1);
    float[] h = random(ROWS * 3, 2);
    float[] targets = new float[ROWS * TIME];
    for (int i = 0; i < targets.length; i++) {
      targets[i] = x[2 * i] + h[i / TIME * 3];
    }
    return new Dataset(
        List.of(
            Tensor.of(x, ROWS, TIME, 2),
            Tensor.of(h, ROWS, 3),
            Tensor.of(random(ROWS * 4, 3), ROWS, 4),
            Tensor.of(random(ROWS * 4, 4), ROWS, 4)),
        List.of(Tensor.of(targets, ROWS, TIME, 1)));
  }

  private Trained trained(Dataset data, int epochs) {
    return Trainer.of(y.build())
        .epochs(epochs)
        .optimizer(adam().learningRate(0.02))
        .batchSize(8)
        .seed(2)
        .progress(Progress.silent())
        .fit(data);
  }

  @Test
  void statesThatAreFedAreTrainedWith() {
    Dataset data = data();
    List<Double> losses = trained(data, 20).history().of("loss");
    assertThat(losses.get(19)).isLessThan(losses.get(0) / 2);
    List<Tensor> inputs = new ArrayList<>(data.inputs());
    inputs.set(1, Tensor.zeros(ROWS, 3));
    List<Double> blind = trained(new Dataset(inputs, data.targets()), 1).history().of("loss");
    assertThat(blind.get(0)).isNotCloseTo(losses.get(0), within(1e-4));
  }

  @Test
  void whoCarriesThemGoesOnWhereTheLastCallEnded() {
    Dataset data = data();
    Network<Several, Several> all =
        Network.of(
            List.of(y, first.states().get(0), second.states().get(0), second.states().get(1)));
    Path file = folder.resolve("carried.onnx");
    Onnx.export(trained(data, 3).model().in(all)).to(file);
    float[] whole = new float[TIME];
    try (Predictor p = Predictor.with().dim("time", TIME).open(file)) {
      begin(p, data);
      p.input("x").put(0, data.inputs().get(0).rows(5, 6).toFloats());
      p.run();
      p.output("y").get(0, whole);
    }
    try (Predictor p = Predictor.with().dim("time", 2).open(file)) {
      begin(p, data);
      for (int part = 0; part < TIME / 2; part++) {
        float[] x = data.inputs().get(0).rows(5, 6).toFloats();
        p.input("x").put(0, Arrays.copyOfRange(x, part * 4, part * 4 + 4));
        p.run();
        for (int i = 0; i < 2; i++) {
          assertThat(p.output("y").get(i)).isCloseTo(whole[part * 2 + i], within(1e-6f));
        }
        CARRIED.forEach((out, in) -> p.input(in).floats().put(p.output(out).floats()));
      }
    }
  }

  private static void begin(Predictor p, Dataset data) {
    List<String> names = List.of("gru_state_in", "lstm_state_in", "lstm_state_1_in");
    for (int i = 0; i < names.size(); i++) {
      p.input(names.get(i)).put(0, data.inputs().get(i + 1).rows(5, 6).toFloats());
    }
  }
}
