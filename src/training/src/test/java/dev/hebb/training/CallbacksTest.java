package dev.hebb.training;

import static dev.hebb.network.Layers.dense;
import static dev.hebb.network.Layers.network;
import static dev.hebb.network.Layers.vector;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.hebb.graph.Tensor;
import dev.hebb.training.data.Dataset;
import dev.hebb.training.loss.MeanAbsoluteError;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CallbacksTest {
  @TempDir Path folder;

  private static Trainer trainer() {
    return Trainer.of(network("n", vector(2)).then(dense(1)).build())
        .optimizer(Sgd.sgd().learningRate(0.25))
        .metrics(new MeanAbsoluteError())
        .epochs(3)
        .batchSize(2)
        .seed(1)
        .progress(Progress.silent());
  }

  private static Dataset data() {
    float[] x = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10};
    for (int i = 0; i < x.length; i++) {
      x[i] /= 10;
    }
    return Dataset.of(Tensor.of(x, 5, 2), Tensor.of(new float[] {1, 2, 3, 4, 5}, 5, 1));
  }

  /** Writes down what it is told. */
  private static final class Told implements Callback {
    private final List<String> told = new ArrayList<>();

    @Override
    public void onTrainBegin(Run run) {
      told.add("begin " + run.name() + " " + run.epochs() + " " + run.rows() + run.names());
    }

    @Override
    public void onEpochBegin(Run run) {
      told.add("epoch " + run.epoch());
    }

    @Override
    public void onBatchEnd(Run run) {
      told.add("step " + run.step() + " done " + run.done() + run.figures().keySet());
    }

    @Override
    public void onEpochEnd(Run run) {
      told.add("over " + run.history().last().number());
    }

    @Override
    public void onTrainEnd(Run run) {
      told.add("end");
    }
  }

  @Test
  void aUsersOwnIsToldOfAll() {
    Told told = new Told();
    trainer().epochs(2).callbacks(told).fit(data());
    String figures = "[loss, mean_absolute_error]";
    assertThat(told.told)
        .containsExactly(
            "begin n 2 5" + figures,
            "epoch 1",
            "step 1 done 2" + figures,
            "step 2 done 4" + figures,
            "step 3 done 5" + figures,
            "over 1",
            "epoch 2",
            "step 4 done 2" + figures,
            "step 5 done 4" + figures,
            "step 6 done 5" + figures,
            "over 2",
            "end");
  }

  @Test
  void aUsersOwnStopsInTheMiddleOfAnEpochAndChangesTheLearningRate() {
    Callback own =
        new Callback() {
          @Override
          public void onBatchEnd(Run run) {
            run.scaleLearningRate(run.step() == 1 ? 0.5 : run.learningRateScale());
            if (run.step() == 4) {
              run.stop();
            }
          }
        };
    Trained trained = trainer().callbacks(own).fit(data());
    assertThat(trained.history().epochs()).hasSize(2);
    assertThat(trained.history().last().learningRate()).isEqualTo(0.125);
  }

  @Test
  void theLearningRateIsWhatASmallerOptimizerHas() {
    Callback none =
        new Callback() {
          @Override
          public void onTrainBegin(Run run) {
            run.scaleLearningRate(0.5);
          }
        };
    assertThat(trainer().callbacks(none).fit(data()).model().weights())
        .isEqualTo(
            trainer().optimizer(Sgd.sgd().learningRate(0.125)).fit(data()).model().weights());
    Callback negative =
        new Callback() {
          @Override
          public void onTrainBegin(Run run) {
            run.scaleLearningRate(-1);
          }
        };
    assertThatThrownBy(() -> trainer().callbacks(negative).fit(data()))
        .isInstanceOf(TrainingException.class)
        .hasMessage("n: expected to scale the learning rate by a number of at least 0, got -1.0.");
  }

  @Test
  void anAccuracyIsBetterWhenItIsHigher() {
    EarlyStopping stopping = EarlyStopping.patience(2).monitor("accuracy");
    Played run = new Played(9, Map.of("accuracy", 0.0));
    for (double accuracy : new double[] {0.5, 0.7, 0.6, 0.65}) {
      run.epoch("accuracy", accuracy);
      stopping.onEpochEnd(run);
    }
    assertThat(run.kept).isEqualTo(2);
    assertThat(run.stopped).isTrue();
  }

  @Test
  void aTableHasARowAnEpoch() throws IOException {
    Path file = folder.resolve("log.csv");
    Trained trained = trainer().validationSplit(0.4).callbacks(CsvLog.csvLog(file)).fit(data());
    List<String> lines = Files.readAllLines(file);
    assertThat(lines.get(0))
        .isEqualTo(
            "epoch,loss,mean_absolute_error,val_loss,val_mean_absolute_error,learning_rate,seconds,samples_per_second,data_seconds,step_seconds,validation_seconds");
    assertThat(lines).hasSize(4);
    History.Epoch last = trained.history().last();
    List<String> row = List.of(lines.get(3).split(",", -1));
    assertThat(row.get(0)).isEqualTo("3");
    assertThat(Double.parseDouble(row.get(1))).isEqualTo(last.figures().get("loss"));
    assertThat(Double.parseDouble(row.get(5))).isEqualTo(0.25);
    assertThat(Double.parseDouble(row.get(9)) + Double.parseDouble(row.get(10)))
        .isLessThanOrEqualTo(last.seconds());
    assertThat(last.times().step()).isPositive();
    assertThat(last.times().validation()).isPositive();
    assertThat(last.seconds())
        .isCloseTo(
            last.times().data()
                + last.times().step()
                + last.times().validation()
                + last.times().other(last.seconds()),
            within(1e-9));
  }

  @Test
  void eventsAreTheBytesThatTensorBoardWrites() throws IOException, URISyntaxException {
    Clock clock = Clock.fixed(Instant.ofEpochMilli(1_700_000_000_250L), ZoneOffset.UTC);
    EventFile file = EventFile.create(folder, clock, 40);
    file.scalar("epoch_loss", 0.5, epoch(40));
    file.scalar("epoch_mean_absolute_error", -1.25e-3, epoch(300));
    file.scalar("epoch_loss", Double.NaN, epoch(300));
    Path golden = Path.of(CallbacksTest.class.getResource("/tensorboard/events.tfevents").toURI());
    assertThat(Files.readAllBytes(file.file())).isEqualTo(Files.readAllBytes(golden));
    assertThat(file.file().getFileName().toString())
        .startsWith("events.out.tfevents.1700000000.hebb.");
  }

  private static History.Epoch epoch(int number) {
    return new History.Epoch(number, Map.of(), 1, 1, History.Times.NONE, 1);
  }

  @Test
  void trainingAndValidationAreTwoRunsForTensorBoard() throws IOException {
    trainer().validationSplit(0.4).callbacks(TensorBoard.tensorBoard(folder)).fit(data());
    for (String run : List.of("train", "validation")) {
      try (Stream<Path> files = Files.list(folder.resolve(run))) {
        byte[] bytes = Files.readAllBytes(files.toList().get(0));
        String text = new String(bytes, StandardCharsets.ISO_8859_1);
        assertThat(text.split("epoch_loss", -1)).hasSize(4);
        assertThat(text.contains("learning_rate")).isEqualTo(run.equals("train"));
      }
    }
  }

  @Test
  void whatMakesNoSenseIsRefused() {
    refused(
        () -> EarlyStopping.patience(-1),
        "early stopping: expected a patience of at least 0 epochs, got -1.");
    refused(
        () -> EarlyStopping.patience(1).minDelta(-1).onEpochEnd(new Played(1, Map.of())),
        "minDelta: expected a number of at least 0, got -1.0.");
    refused(
        () -> ReduceOnPlateau.reduceOnPlateau().factor(1),
        "reduce on plateau: expected a factor between 0 and 1, got 1.0.");
    refused(
        () -> ReduceOnPlateau.reduceOnPlateau().patience(0),
        "reduce on plateau: expected a patience of at least 1 epoch and a cooldown of at least 0, got 0 and 0.");
    refused(
        () -> ReduceOnPlateau.reduceOnPlateau().least(Double.NaN),
        "reduce on plateau: expected a least learning rate of at least 0, got NaN.");
    refused(
        () -> trainer().callbacks(ReduceOnPlateau.reduceOnPlateau()).fit(data()),
        "n: reduce on plateau watches \"val_loss\", which is not among [loss, mean_absolute_error]. Give validation data, or watch another figure.");
    refused(
        () -> Checkpoints.in(folder).keep(0),
        "checkpoints: expected whole numbers of at least 0 and at least 1 to keep, got every 1 epochs, every 0 steps, every PT0S, keep 0.");
    refused(
        () -> trainer().checkpoints(Checkpoints.in(folder).best("val_loss")).fit(data()),
        "n: checkpoints.best watches \"val_loss\", which is not among [loss, mean_absolute_error]. Give validation data, or watch another figure.");
  }

  private static void refused(Runnable what, String message) {
    assertThatThrownBy(what::run).isInstanceOf(TrainingException.class).hasMessage(message);
  }
}
