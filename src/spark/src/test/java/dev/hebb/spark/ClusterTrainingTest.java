package dev.hebb.spark;

import static dev.hebb.graph.op.Activation.TANH;
import static dev.hebb.network.Layers.dense;
import static dev.hebb.network.Layers.dropout;
import static dev.hebb.network.Layers.network;
import static dev.hebb.network.Layers.vector;
import static dev.hebb.training.Adam.adam;
import static dev.hebb.training.Sgd.sgd;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hebb.graph.GraphSource;
import dev.hebb.training.Callback;
import dev.hebb.training.Progress;
import dev.hebb.training.Run;
import dev.hebb.training.Trained;
import dev.hebb.training.Trainer;
import dev.hebb.training.TrainingException;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.spark.api.java.function.MapFunction;
import org.apache.spark.api.java.function.MapPartitionsFunction;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Training on two executors, each a JVM of its own, of which one may be lost. */
@Tag("cluster")
class ClusterTrainingTest {
  private static SparkSession spark;

  @BeforeAll
  static void start() {
    spark = Sparks.cluster();
  }

  @AfterAll
  static void stop() {
    spark.stop();
  }

  private static GraphSource loads() {
    return network("load", vector(2)).then(dense(6).activation(TANH)).then(dense(1)).build();
  }

  private static Trainer trainer(GraphSource network) {
    return Trainer.of(network)
        .optimizer(sgd().learningRate(0.05))
        .batchSize(50)
        .epochs(4)
        .seed(5)
        .progress(Progress.silent());
  }

  private static SparkExamples examples() {
    return SparkExamples.of(SparkTrainingTest.rows(spark)).input("both").target("load").shards(2);
  }

  @Test
  void twoExecutorsTrainAsOneMachineDoes() {
    Trainer trainer = trainer(loads());
    SparkTrainingTest.near(trainer.fit(examples().toDataset()), trainer.fit(examples()), 1e-6f);
  }

  private static List<Long> executors() {
    return spark
        .range(0, 8, 1, 8)
        .mapPartitions(
            (MapPartitionsFunction<Long, Long>)
                each -> List.of(ProcessHandle.current().pid()).iterator(),
            Encoders.LONG())
        .distinct()
        .collectAsList();
  }

  /** Ends an executor while the round after a step is worked on. */
  private static final class Loss implements Callback {
    private final long step;
    private final ProcessHandle executor = ProcessHandle.of(executors().get(0)).orElseThrow();
    private boolean pending = true;

    Loss(long step) {
      this.step = step;
    }

    @Override
    public void onBatchEnd(Run run) {
      if (run.step() >= step && pending) {
        pending = false;
        CompletableFuture.delayedExecutor(5, TimeUnit.MILLISECONDS)
            .execute(executor::destroyForcibly);
      }
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 3})
  void theRoundOfALostExecutorIsDoneAgainWithTheSameResult(int averageEvery) {
    GraphSource noisy =
        network("noisy", vector(2))
            .then(dense(6).activation(TANH))
            .then(dropout(0.2))
            .then(dense(1))
            .build();
    Trainer trainer = trainer(noisy).optimizer(adam().learningRate(0.02)).epochs(6);
    SparkExamples rows = examples().averageEvery(averageEvery);
    Trained whole = trainer.fit(rows);
    Loss loss = new Loss(9);
    Trained lost = trainer.callbacks(loss).fit(rows);
    assertThat(loss.executor.isAlive()).isFalse();
    assertThat(lost.model().weights()).isEqualTo(whole.model().weights());
    assertThat(lost.history().of("loss")).isEqualTo(whole.history().of("loss"));
  }

  private static final AtomicInteger SEEN = new AtomicInteger();

  // Each time it is gone through in an executor it gives others.
  @Test
  void rowsThatAreOthersWhenMadeAgainAreFoundOut() {
    Dataset<Row> others =
        spark
            .range(0, 100, 1, 2)
            .map(
                (MapFunction<Long, Double>)
                    each -> SEEN.incrementAndGet() + ProcessHandle.current().pid() % 1_000.0,
                Encoders.DOUBLE())
            .selectExpr("array(value, 1d) as both", "value as load");
    SparkExamples rows = SparkExamples.of(others).input("both").target("load").shards(2);
    Trainer trainer =
        trainer(loads()).optimizer(sgd().learningRate(1e-9)).callbacks(new Loss(5)).epochs(40);
    assertThatThrownBy(() -> trainer.fit(rows))
        .isInstanceOf(TrainingException.class)
        .hasMessage(
            "data: expected the same rows in the same order when a lost executor's were made again, got others. Give the frame an order, orderBy(...), or write it to files first.");
  }

  @Test
  void aSearchIsSharedByTheExecutors() {
    List<Row> trials =
        SparkSearch.of(spark, examples())
            .run(
                SearchSpace.empty().choice("rate", 0.1, 0.03, 0.01, 0.003).grid(),
                trial -> trainer(loads()).optimizer(sgd().learningRate(trial.number("rate"))))
            .orderBy("loss")
            .collectAsList();
    assertThat(trials).hasSize(4).allMatch(each -> each.isNullAt(each.fieldIndex("error")));
    Trained best =
        trainer(loads())
            .optimizer(sgd().learningRate(trials.get(0).<Double>getAs("rate")))
            .fit(examples().toDataset());
    assertThat(SparkSearch.model(trials.get(0)).weights()).isEqualTo(best.model().weights());
  }
}
