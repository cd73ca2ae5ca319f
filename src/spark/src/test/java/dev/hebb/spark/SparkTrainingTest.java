package dev.hebb.spark;

import static dev.hebb.graph.op.Activation.SOFTMAX;
import static dev.hebb.graph.op.Activation.TANH;
import static dev.hebb.network.Layers.conv2d;
import static dev.hebb.network.Layers.dense;
import static dev.hebb.network.Layers.flatten;
import static dev.hebb.network.Layers.image;
import static dev.hebb.network.Layers.network;
import static dev.hebb.network.Layers.standardScaler;
import static dev.hebb.network.Layers.vector;
import static dev.hebb.training.Adam.adam;
import static dev.hebb.training.Losses.meanSquaredError;
import static dev.hebb.training.Losses.sparseCategoricalCrossentropy;
import static dev.hebb.training.Metrics.accuracy;
import static dev.hebb.training.Metrics.rootMeanSquaredError;
import static dev.hebb.training.Sgd.sgd;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.hebb.graph.DataType;
import dev.hebb.graph.GraphSource;
import dev.hebb.graph.Weights;
import dev.hebb.training.Checkpoints;
import dev.hebb.training.Progress;
import dev.hebb.training.Trained;
import dev.hebb.training.Trainer;
import dev.hebb.training.TrainingException;
import dev.hebb.training.data.Examples;
import dev.hebb.training.data.TensorSpec;
import java.nio.file.Path;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SparkTrainingTest {
  private static SparkSession spark;

  @BeforeAll
  static void start() {
    spark = Sparks.local();
  }

  @AfterAll
  static void stop() {
    spark.stop();
  }

  /** 203 rows of two numbers, what follows from them, its class, and how much a row counts. */
  static Dataset<Row> rows(SparkSession spark) {
    return spark
        .range(0, 203, 1, 5)
        .selectExpr(
            "id",
            "cast(10 + 3 * sin(id) as float) as hour",
            "cos(3 * id) as wind",
            "array(sin(id), cos(3 * id)) as both",
            "2 * sin(id) - cos(3 * id) as load",
            "cast(sin(id) > cos(3 * id) as int) as warm",
            "1 + id % 3 as counts");
  }

  private static SparkExamples examples() {
    return SparkExamples.of(rows(spark)).input("hour", "wind").target("load");
  }

  private static Trainer trainer() {
    GraphSource network =
        network("load", vector(2))
            .then(standardScaler("scaler"))
            .then(dense(6).activation(TANH))
            .then(dense(1))
            .build();
    return Trainer.of(network)
        .loss(meanSquaredError())
        .metrics(rootMeanSquaredError())
        .optimizer(sgd().learningRate(0.05))
        .batchSize(50)
        .epochs(4)
        .seed(5)
        .progress(Progress.silent());
  }

  static void near(Trained one, Trained other, float most) {
    Weights weights = one.model().weights();
    weights
        .tensors()
        .forEach(
            (name, tensor) ->
                assertThat(other.model().weights().get(name).toFloats())
                    .as(name)
                    .containsExactly(tensor.toFloats(), within(most)));
    one.history()
        .last()
        .figures()
        .forEach(
            (name, value) ->
                assertThat(other.history().last().figures().get(name))
                    .as(name)
                    .isCloseTo(value, within((double) most)));
  }

  @Test
  void fitGivesWhatItGivesOnOneMachine() {
    Examples here = examples().toDataset();
    for (int shards : new int[] {1, 2, 5}) {
      near(trainer().fit(here), trainer().fit(examples().shards(shards)), 1e-6f);
    }
  }

  @Test
  void validationAndWeightsGoWithIt() {
    SparkExamples weighted = examples().weight("counts").shards(3);
    Trainer trainer = trainer().optimizer(adam().learningRate(0.02)).validationSplit(0.2);
    Trained there = trainer.fit(weighted);
    near(trainer.fit(weighted.toDataset()), there, 1e-5f);
    assertThat(there.history().last().figures())
        .containsKeys("val_loss", "val_root_mean_squared_error");
  }

  @Test
  void labelsAndPicturesAndVectorsAreInputsToo() {
    Dataset<Row> pictures =
        spark
            .range(0, 64)
            .selectExpr(
                "transform(sequence(1, 5), i -> transform(sequence(1, 4), j -> array(sin(id + i * j)))) as picture",
                "id % 3 as kind");
    SparkExamples nested = SparkExamples.of(pictures).input("picture").label("kind", 3).shards(2);
    assertThat(nested.inputSpecs()).containsExactly(TensorSpec.of(DataType.FLOAT32, 5, 4, 1));
    assertThat(nested.targetSpecs()).containsExactly(TensorSpec.labels(3));
    Trainer trainer =
        Trainer.of(
                network("kind", image(5, 4, 1))
                    .then(conv2d(3, 2).activation(TANH))
                    .then(flatten())
                    .then(dense(3).activation(SOFTMAX))
                    .build())
            .loss(sparseCategoricalCrossentropy())
            .metrics(accuracy())
            .batchSize(16)
            .epochs(3)
            .progress(Progress.silent());
    near(trainer.fit(nested.toDataset()), trainer.fit(nested), 1e-5f);
    SparkExamples flat =
        SparkExamples.of(pictures.selectExpr("flatten(flatten(picture)) as numbers", "kind"))
            .input(TensorSpec.of(DataType.FLOAT32, 5, 4, 1), "numbers")
            .label("kind", 3)
            .shards(2);
    assertThat(trainer.fit(flat).model().weights())
        .isEqualTo(trainer.fit(nested).model().weights());
  }

  @Test
  void weightsAreAveragedEverySoManySteps() {
    Trainer trainer = trainer().optimizer(adam().learningRate(0.02)).epochs(30);
    Trained averaged = trainer.fit(examples().shards(2).averageEvery(3));
    assertThat(averaged.history().last().figures().get("loss"))
        .isLessThan(averaged.history().of("loss").get(0) / 10);
    assertThat(trainer.fit(examples().shards(2).averageEvery(3)).model().weights())
        .isEqualTo(averaged.model().weights());
  }

  @Test
  void aTrainingThatWasEndedGoesOn(@TempDir Path folder) {
    Trained whole = trainer().fit(examples().shards(2));
    Trainer saved = trainer().checkpoints(Checkpoints.in(folder).everySteps(3));
    saved.epochs(2).fit(examples().shards(2));
    Trained resumed = saved.resume(examples().shards(2));
    assertThat(resumed.model().weights()).isEqualTo(whole.model().weights());
    assertThat(resumed.history().of("loss")).isEqualTo(whole.history().of("loss"));
  }

  @Test
  void rowsAreBroughtHereToBeLookedAt() {
    SparkExamples rows = examples().shards(4);
    assertThat(rows.rows()).isEqualTo(203);
    assertThat(rows.example(202).input().toFloats())
        .containsExactly((float) (10 + 3 * Math.sin(202)), (float) Math.cos(606));
    assertThat(rows.last(0.1).example(3).target().toFloats())
        .containsExactly((float) (2 * Math.sin(185) - Math.cos(555)));
    Trained trained = trainer().fit(rows);
    assertThat(trained.evaluate(rows)).isEqualTo(trained.evaluate(rows.toDataset()));
  }

  @Test
  void wrongColumnsAndRowsAreNamed() {
    assertRefused(
        () -> SparkExamples.of(rows(spark)).input("hour", "winds"),
        "data: expected a column \"winds\", got a frame with [id, hour, wind, both, load, warm, counts]. Name one of these.");
    Dataset<Row> gap = rows(spark).selectExpr("hour", "if(id = 77, null, wind) as wind", "load");
    assertRefused(
        () -> trainer().fit(SparkExamples.of(gap).input("hour", "wind").target("load")),
        "data: row 77, column \"wind\": expected numbers, got null. Mend the frame, or leave such rows out: na().drop(), filter(...).");
    Dataset<Row> text = rows(spark).selectExpr("hour", "'calm' as wind", "load").coalesce(1);
    assertRefused(
        () -> trainer().fit(SparkExamples.of(text).input("hour", "wind").target("load")),
        "data: row 0, column \"wind\": expected numbers, got String calm. Mend the frame, or leave such rows out: na().drop(), filter(...).");
    Dataset<Row> longer =
        rows(spark).selectExpr("if(id = 9, array(1d, 2d, 3d), both) as both", "load");
    assertRefused(
        () -> trainer().fit(SparkExamples.of(longer).input("both").target("load")),
        "data: row 9, column \"both\": expected 2 numbers, got more. Mend the frame, or leave such rows out: na().drop(), filter(...).");
    Dataset<Row> infinite =
        rows(spark).selectExpr("if(id = 30, double('NaN'), wind) as wind", "hour", "load");
    assertRefused(
        () -> trainer().fit(SparkExamples.of(infinite).input("hour", "wind").target("load")),
        "data: input row 30, column 1 is NaN. Remove the row or fill the gap before training.");
    assertRefused(
        () -> SparkExamples.of(rows(spark).coalesce(1)).label("load", 2).toDataset(),
        "data: row 1, column \"load\": expected whole numbers, got 2.6729344662162386. Mend the frame, or leave such rows out: na().drop(), filter(...).");
    assertRefused(() -> examples().shards(0), "shards: expected at least 1, got 0.");
    assertRefused(
        () -> trainer().fit(examples().map((example, random) -> example)),
        "data: expected rows of Spark to be trained on as they are, got map(...). Change the columns of the frame.");
  }

  private static void assertRefused(Runnable what, String said) {
    assertThatThrownBy(what::run).isInstanceOf(TrainingException.class).hasMessage(said);
  }
}
