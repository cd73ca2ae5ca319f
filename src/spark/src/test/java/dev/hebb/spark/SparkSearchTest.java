package dev.hebb.spark;

import static dev.hebb.graph.op.Activation.TANH;
import static dev.hebb.network.Layers.dense;
import static dev.hebb.network.Layers.network;
import static dev.hebb.network.Layers.vector;
import static dev.hebb.training.Sgd.sgd;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.hebb.graph.Model;
import dev.hebb.training.EarlyStopping;
import dev.hebb.training.Progress;
import dev.hebb.training.Trained;
import dev.hebb.training.Trainer;
import dev.hebb.training.TrainingException;
import dev.hebb.training.data.Dataset;
import dev.hebb.training.data.Examples;
import java.util.List;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class SparkSearchTest {
  private static SparkSession spark;
  private static Dataset data;

  @BeforeAll
  static void start() {
    spark = Sparks.local();
    data = SparkExamples.of(SparkTrainingTest.rows(spark)).input("both").target("load").toDataset();
  }

  @AfterAll
  static void stop() {
    spark.stop();
  }

  private static Trainer trainer(Trial trial) {
    return Trainer.of(
            network("load", vector(2))
                .then(dense(trial.integer("units")).activation(TANH))
                .then(dense(1))
                .build())
        .optimizer(sgd().learningRate(trial.number("rate")))
        .batchSize(20)
        .epochs(5)
        .seed(2);
  }

  @Test
  void aGridIsTrainedAsEachOfItWouldBeAlone() {
    List<Trial> grid = SearchSpace.empty().choice("units", 2, 5).choice("rate", 0.1, 0.01).grid();
    Examples held = data.last(0.2);
    org.apache.spark.sql.Dataset<Row> trials =
        SparkSearch.of(spark, data.before(0.2))
            .validation(held)
            .run(grid, SparkSearchTest::trainer);
    assertThat(trials.columns())
        .containsExactly(
            "trial",
            "units",
            "rate",
            "loss",
            "val_loss",
            "epochs",
            "kept_epoch",
            "seconds",
            "error",
            "model");
    List<Row> rows = trials.orderBy("trial").collectAsList();
    assertThat(rows).hasSize(4);
    for (int i = 0; i < 4; i++) {
      Row row = rows.get(i);
      Trained alone =
          trainer(grid.get(i))
              .threads(1)
              .validation(held)
              .progress(Progress.silent())
              .fit(data.before(0.2));
      assertThat(row.<Long>getAs("units")).isEqualTo(i < 2 ? 2 : 5);
      assertThat(row.<Double>getAs("rate")).isEqualTo(i % 2 == 0 ? 0.1 : 0.01);
      assertThat(row.<Double>getAs("val_loss"))
          .isEqualTo(alone.history().last().figures().get("val_loss"));
      assertThat(row.<Integer>getAs("epochs")).isEqualTo(5);
      assertThat(row.<String>getAs("error")).isNull();
      assertThat(SparkSearch.model(row).weights()).isEqualTo(alone.model().weights());
    }
    Model best = SparkSearch.model(trials.orderBy("val_loss").first());
    assertThat(best.graph().parameterCount()).isIn(9L, 21L);
  }

  @Test
  void aTrialThatFailsSaysWhy() {
    org.apache.spark.sql.Dataset<Row> trials =
        SparkSearch.of(spark, data)
            .run(
                SearchSpace.empty().choice("units", 2).choice("rate", 0.1, 1e30).grid(),
                SparkSearchTest::trainer);
    List<Row> rows = trials.orderBy("trial").collectAsList();
    assertThat(rows.get(0).<String>getAs("error")).isNull();
    assertThat(rows.get(1).<String>getAs("error")).startsWith("training: the loss became ");
    assertThat(rows.get(1).<Double>getAs("loss")).isNull();
    assertThatThrownBy(() -> SparkSearch.model(rows.get(1)))
        .isInstanceOf(TrainingException.class)
        .hasMessageStartingWith(
            "search: expected a trial that was trained, got trial 1, which failed: training: the loss became ");
  }

  @Test
  void figuresAreThoseOfTheEpochThatWasKept() {
    Row row =
        SparkSearch.of(spark, data)
            .run(
                SearchSpace.empty().choice("units", 5).choice("rate", 0.6).grid(),
                trial ->
                    trainer(trial)
                        .epochs(40)
                        .validationSplit(0.2)
                        .callbacks(EarlyStopping.patience(2)))
            .first();
    int kept = row.<Integer>getAs("kept_epoch");
    assertThat(kept).isLessThanOrEqualTo(row.<Integer>getAs("epochs")).isPositive();
    Model model = SparkSearch.model(row);
    assertThat(Double.parseDouble(model.notes().get("figure.val_loss")))
        .isCloseTo(row.<Double>getAs("val_loss"), within(1e-5));
  }

  @Test
  void randomTrialsAreDrawnBySeed() {
    SearchSpace space =
        SearchSpace.empty()
            .choice("kind", "a", "b")
            .uniform("share", 0.2, 0.4)
            .logUniform("rate", 1e-4, 1);
    List<Trial> trials = space.random(200, 3);
    assertThat(space.random(200, 3)).isEqualTo(trials);
    assertThat(space.random(200, 4)).isNotEqualTo(trials);
    assertThat(trials).allMatch(each -> each.number("share") >= 0.2 && each.number("share") < 0.4);
    assertThat(trials.stream().filter(each -> each.number("rate") < 1e-2).count())
        .isBetween(75L, 125L);
    assertThat(trials.stream().filter(each -> each.text("kind").equals("a")).count())
        .isBetween(75L, 125L);
  }

  @Test
  void aSpaceOrATrialThatIsAskedForWhatItHasNotSaysSo() {
    assertRefused(
        () -> SearchSpace.empty().uniform("rate", 0, 1).grid(),
        "search: \"rate\": expected a choice for a grid, got a range. Use random(count, seed), or say choice(...).");
    assertRefused(
        () -> SearchSpace.empty().choice("units", 1, "two"),
        "search: \"units\": expected values that are all numbers, all texts, or true and false, got [1, two].");
    assertRefused(
        () -> SearchSpace.empty().logUniform("rate", 0, 1),
        "search: \"rate\": expected a smaller number and a larger one, above 0 for logUniform, got 0.0 and 1.0.");
    Trial trial = SearchSpace.empty().choice("rate", 0.5).grid().get(0);
    assertRefused(
        () -> trial.number("units"),
        "search: expected a hyper-parameter \"units\", got [rate]. Name one of these, or add a choice of it.");
    assertRefused(
        () -> trial.integer("rate"),
        "search: expected hyper-parameter \"rate\" to be a whole number, got 0.5. Ask for what was chosen.");
    assertRefused(
        () -> SparkSearch.of(spark, data).run(List.of(), SparkSearchTest::trainer),
        "search: expected trials, got none. Give the space a choice.");
  }

  private static void assertRefused(Runnable what, String said) {
    assertThatThrownBy(what::run).isInstanceOf(TrainingException.class).hasMessage(said);
  }
}
