package dev.hebb.gallery;

import static dev.hebb.graph.op.Activation.RELU;
import static dev.hebb.graph.op.Activation.SOFTMAX;
import static dev.hebb.network.Layers.batchNormalization;
import static dev.hebb.network.Layers.conv2d;
import static dev.hebb.network.Layers.dense;
import static dev.hebb.network.Layers.globalAveragePool2d;
import static dev.hebb.network.Layers.image;
import static dev.hebb.network.Layers.network;
import static dev.hebb.network.Layers.vector;
import static dev.hebb.training.AdamW.adamW;
import static dev.hebb.training.Losses.huber;
import static dev.hebb.training.Losses.sparseCategoricalCrossentropy;
import static dev.hebb.training.Metrics.accuracy;
import static dev.hebb.training.Metrics.f1Score;
import static dev.hebb.training.Metrics.r2Score;
import static dev.hebb.training.metric.Average.MACRO;
import static dev.hebb.training.schedule.CosineDecay.cosineDecay;
import static org.assertj.core.api.Assertions.assertThat;

import dev.hebb.graph.Scope;
import dev.hebb.graph.Tensor;
import dev.hebb.graph.Value;
import dev.hebb.network.Network;
import dev.hebb.network.Rank;
import dev.hebb.network.Rank.Image;
import dev.hebb.network.Rank.Vector;
import dev.hebb.network.Stage;
import dev.hebb.training.Checkpoints;
import dev.hebb.training.Confusion;
import dev.hebb.training.EarlyStopping;
import dev.hebb.training.Formula;
import dev.hebb.training.Loss;
import dev.hebb.training.ReduceOnPlateau;
import dev.hebb.training.TensorBoard;
import dev.hebb.training.Trained;
import dev.hebb.training.Trainer;
import dev.hebb.training.data.Dataset;
import dev.hebb.training.schedule.Schedule;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The README's losses, metrics, long runs and optimizers. */
class ReadmeTrainingTest {
  @TempDir Path folder;

  // spotless:off
  /** What is too low costs q, what is too high 1 - q: the least of it is a quantile. */
  record Pinball(double q) implements Loss {
    @Override
    public String name() {
      return "pinball";
    }

    @Override
    public Value lower(Value prediction, Value target, Scope scope) {
      Formula f = new Formula(scope);
      Value error = f.minus(target, prediction);
      return f.mean(f.max(f.times(error, q), f.times(error, q - 1)), -1);
    }
  }

  // spotless:on
  @Test
  void lossesAndMetrics() {
    Stage<Vector, Vector> text = network("reviews", vector(4)).then(dense(8).activation(RELU));
    Stage<Vector, Vector> topic = text.then("topic", dense(3).activation(SOFTMAX));
    Network<Vector, Vector> topics = topic.build();
    Network<Vector, Rank.Several> reviews =
        Network.of(List.of(topic, text.then("stars", dense(1))));
    Tensor rows = Tensor.zeros(40, 4);
    Tensor classes = Tensor.of(new long[40], 40);
    Tensor trust = Tensor.of(new float[40], 40);
    Dataset texts = new Dataset(List.of(rows), List.of(classes, Tensor.zeros(40, 1)));
    Dataset labelled = Dataset.of(rows, classes);
    // spotless:off
    Trained trained =
        Trainer.of(reviews)
            .losses(Map.of("topic", sparseCategoricalCrossentropy(), "stars", huber().delta(0.5)))
            .lossWeights(Map.of("stars", 0.2))
            .metrics(
                Map.of(
                    "topic",
                    List.of(accuracy(), f1Score().average(MACRO)),
                    "stars",
                    List.of(r2Score())))
            .fit(texts.weights(trust)); // a number a row

    Trained rare =
        Trainer.of(topics)
            .loss(sparseCategoricalCrossentropy())
            .classWeights(Map.of(2, 5.0))
            .weightedMetrics(accuracy())
            .fit(labelled);
    Confusion confusion = rare.confusion(labelled);
    // spotless:on
    assertThat(trained.history().last().figures().keySet())
        .containsExactly(
            "loss",
            "topic_loss",
            "stars_loss",
            "topic_accuracy",
            "topic_f1_score",
            "stars_r2_score");
    assertThat(trained.history().of("loss")).containsExactly(0.0);
    assertThat(confusion.total()).isEqualTo(40);
    Trainer.of(topics).loss(new Pinball(0.8)).fit(Dataset.of(rows, Tensor.zeros(40, 3)));
  }

  @Test
  void longRuns() {
    Network<Vector, Vector> net = network("net", vector(1)).then(dense(1)).build();
    float[] values = new float[100];
    for (int i = 0; i < values.length; i++) {
      values[i] = i / 100f;
    }
    Dataset all = Dataset.of(Tensor.of(values, 100, 1), Tensor.of(values, 100, 1));
    Dataset data = all.before(0.2);
    Dataset held = all.last(0.2);
    // spotless:off
    Trainer trainer =
        Trainer.of(net)
            .epochs(100)
            .validation(held)
            .callbacks(
                EarlyStopping.patience(10),
                ReduceOnPlateau.reduceOnPlateau().patience(3),
                TensorBoard.tensorBoard(folder.resolve("board")))
            .checkpoints(
                Checkpoints.in(folder.resolve("checkpoints")).everySteps(1_000).best("val_loss"));

    Trained trained =
        trainer.resume(data); // from the last checkpoint; from the beginning where there is none
    // spotless:on
    assertThat(trainer.resume(data).model()).isEqualTo(trained.model());
    assertThat(folder.resolve("checkpoints/best.hebb")).exists();
  }

  @Test
  void optimizers() {
    Network<Image, Vector> backbone =
        network("backbone", image(8, 8, 3))
            .then(conv2d(4, 3))
            .then(batchNormalization())
            .then(globalAveragePool2d())
            .build();
    Network<Image, Vector> net =
        network("pets", image(8, 8, 3)).then(backbone).then(dense(1)).build();
    float[] values = new float[320 * 8 * 8 * 3];
    float[] wanted = new float[320];
    for (int i = 0; i < wanted.length; i++) {
      wanted[i] = i % 2;
      Arrays.fill(values, i * 192, (i + 1) * 192, wanted[i]);
    }
    Dataset pictures = Dataset.of(Tensor.of(values, 320, 8, 8, 3), Tensor.of(wanted, 320, 1));
    // spotless:off
    long steps = Schedule.steps(pictures.rows(), 32, 20); // of 20 epochs, in batches of 32

    Trained trained =
        Trainer.of(net)
            .optimizer(
                adamW()
                    .learningRate(cosineDecay(3e-3, steps - 100).warmUp(100))
                    .weightDecay(0.01)
                    .excludeFromWeightDecay("bias", "gamma", "beta")
                    .globalClipNorm(1)
                    .ema(0.99)
                    .learningRate("backbone", 0.1)) // a part learns at a tenth
            .epochs(20)
            .batchSize(32)
            .fit(pictures);
    // spotless:on
    assertThat(steps).isEqualTo(200);
    List<Double> losses = trained.history().of("loss");
    assertThat(losses.get(19)).isLessThan(losses.get(0));
  }
}
