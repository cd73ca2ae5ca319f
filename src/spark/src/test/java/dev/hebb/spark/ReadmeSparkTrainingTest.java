package dev.hebb.spark;

import static dev.hebb.graph.op.Activation.TANH;
import static dev.hebb.network.Layers.dense;
import static dev.hebb.network.Layers.network;
import static dev.hebb.network.Layers.vector;
import static dev.hebb.training.Sgd.sgd;
import static org.assertj.core.api.Assertions.assertThat;

import dev.hebb.graph.GraphSource;
import dev.hebb.graph.Model;
import dev.hebb.training.Trained;
import dev.hebb.training.Trainer;
import dev.hebb.training.data.Examples;
import java.io.IOException;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;

/** The README's code that trains on Spark. */
class ReadmeSparkTrainingTest {
  private static GraphSource networkOf(int units) {
    return network("load", vector(2)).then(dense(units).activation(TANH)).then(dense(1)).build();
  }

  @Test
  void theReadmeTrains() throws IOException {
    try (SparkSession spark = Sparks.local()) {
      Dataset<Row> frame =
          spark
              .range(0, 400)
              .selectExpr(
                  "sin(id) as temperature", "cos(3 * id) as wind", "sin(id) - cos(3 * id) as load");
      GraphSource network = networkOf(8);
      SparkExamples hours =
          SparkExamples.of(frame).input("temperature", "wind").target("load").shards(8);
      Trained trained =
          Trainer.of(network)
              .optimizer(sgd().learningRate(0.05))
              .batchSize(64)
              .epochs(4)
              .validationSplit(0.2)
              .fit(hours); // progress, metrics, checkpoints and resume() as ever

      Trained rarely = Trainer.of(network).batchSize(64).epochs(4).fit(hours.averageEvery(16));
      Examples training = hours.toDataset().before(0.2);
      Examples held = hours.toDataset().last(0.2);

      Dataset<Row> trials =
          SparkSearch.of(spark, training)
              .validation(held)
              .run(
                  SearchSpace.empty()
                      .choice("units", 4, 8)
                      .logUniform("rate", 1e-3, 1e-1)
                      .random(6, 1),
                  trial ->
                      Trainer.of(networkOf(trial.integer("units")))
                          .optimizer(sgd().learningRate(trial.number("rate")))
                          .epochs(3));
      Model best = SparkSearch.model(trials.orderBy("val_loss").first());

      assertThat(trained.history().of("val_loss").get(3))
          .isLessThan(trained.history().of("val_loss").get(0));
      assertThat(rarely.history().epochs()).hasSize(4);
      assertThat(trials.count()).isEqualTo(6);
      assertThat(best.graph().outputs()).hasSize(1);
    }
  }
}
