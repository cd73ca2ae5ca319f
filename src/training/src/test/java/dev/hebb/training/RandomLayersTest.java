package dev.hebb.training;

import static dev.hebb.graph.Initializer.ones;
import static dev.hebb.graph.WeightOptions.kernel;
import static dev.hebb.graph.WeightOptions.weight;
import static dev.hebb.network.Layers.additiveAttention;
import static dev.hebb.network.Layers.alphaDropout;
import static dev.hebb.network.Layers.attention;
import static dev.hebb.network.Layers.dropout;
import static dev.hebb.network.Layers.gaussianDropout;
import static dev.hebb.network.Layers.gaussianNoise;
import static dev.hebb.network.Layers.image;
import static dev.hebb.network.Layers.multiHeadAttention;
import static dev.hebb.network.Layers.network;
import static dev.hebb.network.Layers.pRelu;
import static dev.hebb.network.Layers.sequence;
import static dev.hebb.network.Layers.spatialDropout1d;
import static dev.hebb.network.Layers.spatialDropout2d;
import static dev.hebb.network.Layers.spatialDropout3d;
import static dev.hebb.network.Layers.vector;
import static dev.hebb.network.Layers.volume;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.assertj.core.api.Assertions.withinPercentage;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import dev.hebb.graph.GraphSource;
import dev.hebb.graph.Tensor;
import dev.hebb.network.Input;
import dev.hebb.network.Rank;
import dev.hebb.network.Rank.Sequence;
import dev.hebb.network.SameRank;
import dev.hebb.training.data.Dataset;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/**
 * Layers that draw random numbers: what training sees of them, and that prediction sees nothing.
 */
class RandomLayersTest {
  private static final int ROWS = 2_000;

  // A slope of one leaves all numbers as they are; it is there so that something can be trained.
  private static <R extends Rank> GraphSource behindNothing(
      Input<R> input, SameRank<? super R> layer) {
    return network("n", input)
        .then(pRelu().with(weight("alpha").initializer(ones())))
        .then(layer)
        .build();
  }

  private static Trained trained(GraphSource source, Tensor x, int epochs, long seed) {
    return Trainer.of(source)
        .optimizer(Sgd.sgd().learningRate(0))
        .metrics(Seen.values())
        .epochs(epochs)
        .batchSize((int) x.dims()[0])
        .seed(seed)
        .progress(Progress.silent())
        .fit(Dataset.of(x, x));
  }

  private static Tensor all(double value, long... dims) {
    float[] values = new float[Math.toIntExact(Tensor.elements(dims))];
    Arrays.fill(values, (float) value);
    return Tensor.of(values, dims);
  }

  private static Tensor normal(long... dims) {
    SplittableRandom random = new SplittableRandom(11);
    float[] values = new float[Math.toIntExact(Tensor.elements(dims))];
    for (int i = 0; i < values.length; i++) {
      values[i] = (float) random.nextGaussian();
    }
    return Tensor.of(values, dims);
  }

  private static double deviation(Map<String, Double> figures) {
    return Math.sqrt(figures.get("POWER") - figures.get("MEAN") * figures.get("MEAN"));
  }

  /** Of four equal shares half are dropped, and the others count twice: 1 ± √(1/4). */
  @Test
  void attentionDropsScores() {
    List<SameRank<Sequence>> layers =
        List.of(
            attention().dropout(0.5),
            additiveAttention().dropout(0.5),
            multiHeadAttention(1, 1).noBias().dropout(0.5).with(kernel().initializer(ones())));
    Tensor x = all(1, ROWS, 4, 1);
    for (SameRank<Sequence> layer : layers) {
      Trained trained = trained(behindNothing(sequence(4, 1), layer), x, 1, 6);
      Map<String, Double> seen = trained.history().last().figures();
      // Of 8,000 numbers: five standard errors.
      assertThat(seen.get("MEAN")).as(layer.kind()).isCloseTo(1, within(5 * 0.5 / Math.sqrt(8000)));
      assertThat(deviation(seen)).as(layer.kind()).isCloseTo(0.5, within(0.02));
      for (float said : trained.predict(x.rows(0, 3)).toFloats()) {
        assertThat(said).isCloseTo(1, within(1e-6f));
      }
    }
  }

  private static SameRank<Rank> layer(String kind, double amount) {
    return switch (kind) {
      case "dropout" -> dropout(amount);
      case "alpha_dropout" -> alphaDropout(amount);
      case "gaussian_noise" -> gaussianNoise(amount);
      default -> gaussianDropout(amount);
    };
  }

  @Test
  void trainingSeesWhatItSeesInKeras() {
    int compared = 0;
    int ends = 0;
    for (JsonElement element :
        Goldens.json("objectives").getAsJsonObject().getAsJsonArray("random")) {
      JsonObject golden = element.getAsJsonObject();
      double amount = golden.get("amount").getAsDouble();
      double value = golden.get("value").getAsDouble();
      GraphSource source =
          behindNothing(vector(50), layer(golden.get("layer").getAsString(), amount));
      Map<String, Double> seen =
          trained(source, all(value, ROWS, 50), 1, 3).history().last().figures();
      assertThat(golden.get("count").getAsInt()).isEqualTo(ROWS * 50);
      double deviation = golden.get("deviation").getAsDouble();
      // Both are of 100,000 numbers: five standard errors of the difference of two means; of two
      // deviations of a coin that falls on one side once in ten, which is the widest.
      assertThat(seen.get("MEAN"))
          .as(golden.toString())
          .isCloseTo(
              golden.get("mean").getAsDouble(),
              within(5 * deviation * Math.sqrt(2.0 / (ROWS * 50))));
      assertThat(deviation(seen)).as(golden.toString()).isCloseTo(deviation, withinPercentage(3));
      if (golden.has("min")) {
        assertThat(seen.get("LEAST"))
            .as(golden.toString())
            .isCloseTo(golden.get("min").getAsDouble(), within(1e-6));
        assertThat(seen.get("MOST"))
            .as(golden.toString())
            .isCloseTo(golden.get("max").getAsDouble(), within(1e-6));
        ends++;
      }
      compared++;
    }
    assertThat(compared).isEqualTo(36);
    assertThat(ends).isEqualTo(18);
  }

  @Test
  void dropoutDropsItsShare() {
    for (double rate : new double[] {0.1, 0.5, 0.9}) {
      Map<String, Double> seen =
          trained(behindNothing(vector(50), dropout(rate)), all(2, ROWS, 50), 1, 3)
              .history()
              .last()
              .figures();
      double error = Math.sqrt(rate * (1 - rate) / (ROWS * 50));
      assertThat(seen.get("ZEROS")).isCloseTo(rate, within(5 * error));
      assertThat(seen.get("MOST")).isCloseTo(2 / (1 - rate), within(1e-5));
    }
  }

  @Test
  void alphaDropoutKeepsMeanAndVarianceOfWhatASeluPutsOut() {
    for (double rate : new double[] {0.05, 0.3}) {
      Map<String, Double> seen =
          trained(behindNothing(vector(50), alphaDropout(rate)), normal(ROWS, 50), 1, 3)
              .history()
              .last()
              .figures();
      assertThat(seen.get("MEAN")).isCloseTo(0, within(5 / Math.sqrt(ROWS * 50)));
      assertThat(deviation(seen)).isCloseTo(1, withinPercentage(2));
      assertThat(seen.get("ZEROS")).isZero();
    }
  }

  @Test
  void spatialDropoutDropsWholeChannels() {
    whole(behindNothing(sequence(5, 40), spatialDropout1d(0.3)), all(1, 500, 5, 40));
    whole(behindNothing(image(3, 2, 40), spatialDropout2d(0.3)), all(1, 500, 3, 2, 40));
    whole(behindNothing(volume(2, 3, 2, 40), spatialDropout3d(0.3)), all(1, 500, 2, 3, 2, 40));
    Map<String, Double> torn =
        trained(behindNothing(image(3, 2, 40), dropout(0.3)), all(1, 500, 3, 2, 40), 1, 3)
            .history()
            .last()
            .figures();
    assertThat(torn.get("TORN")).as("plain dropout").isGreaterThan(0.8);
  }

  private static void whole(GraphSource source, Tensor x) {
    Map<String, Double> seen = trained(source, x, 1, 3).history().last().figures();
    assertThat(seen.get("TORN")).isZero();
    // 20,000 channels.
    assertThat(seen.get("ZEROS")).isCloseTo(0.3, within(5 * Math.sqrt(0.3 * 0.7 / 20_000)));
    assertThat(seen.get("MOST")).isCloseTo(1 / 0.7, within(1e-5));
  }

  @Test
  void theSeedAndTheStepDecide() {
    List<SameRank<Rank>> layers =
        List.of(dropout(0.3), alphaDropout(0.3), gaussianNoise(0.3), gaussianDropout(0.3));
    Tensor x = normal(20, 50);
    for (SameRank<Rank> layer : layers) {
      GraphSource source = behindNothing(vector(50), layer);
      List<Double> once = trained(source, x, 4, 3).history().of("POWER");
      assertThat(trained(source, x, 4, 3).history().of("POWER")).isEqualTo(once);
      assertThat(trained(source, x, 4, 4).history().of("POWER")).doesNotContainAnyElementsOf(once);
      assertThat(once).as("each step has its own").doesNotHaveDuplicates();
    }
  }

  @Test
  void predictionSeesNothing() {
    Tensor x = normal(20, 50);
    for (String kind : List.of("dropout", "alpha_dropout", "gaussian_noise", "gaussian_dropout")) {
      Trained trained = trained(behindNothing(vector(50), layer(kind, 0.4)), x, 1, 3);
      assertThat(trained.predict(x).toFloats())
          .as(kind)
          .containsExactly(x.toFloats(), within(1e-6f));
      assertThat(trained.evaluate(Dataset.of(x, x)).get("loss"))
          .as(kind)
          .isCloseTo(0, within(1e-12));
      assertThat(trained.history().of("loss").get(0)).as(kind).isGreaterThan(0.05);
    }
  }
}
