package dev.hebb.spark;

import static dev.hebb.graph.op.Activation.TANH;
import static dev.hebb.network.Layers.dense;
import static dev.hebb.network.Layers.network;
import static dev.hebb.network.Layers.vector;
import static org.assertj.core.api.Assertions.assertThat;

import dev.hebb.graph.GraphSource;
import dev.hebb.training.Progress;
import dev.hebb.training.Trained;
import dev.hebb.training.Trainer;
import java.io.IOException;
import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;

/** Where Spark is told to send things with Kryo all goes on as it does without. */
class KryoTest {
  private static Trainer trainer() {
    GraphSource network =
        network("load", vector(2)).then(dense(6).activation(TANH)).then(dense(1)).build();
    return Trainer.of(network)
        .batchSize(50)
        .epochs(2)
        .validationSplit(0.2)
        .progress(Progress.silent());
  }

  @Test
  void kryoSendsItToo() throws IOException {
    Trainer trainer = trainer();
    try (SparkSession spark =
        Sparks.local("spark.serializer", "org.apache.spark.serializer.KryoSerializer")) {
      SparkExamples rows =
          SparkExamples.of(SparkTrainingTest.rows(spark)).input("both").target("load").shards(2);
      Trained here = trainer.fit(rows.toDataset());
      SparkTrainingTest.near(here, trainer.fit(rows), 1e-5f);
      assertThat(trainer.fit(rows.averageEvery(2)).history().epochs()).hasSize(2);
      List<Row> trials =
          SparkSearch.of(spark, rows)
              .run(
                  SearchSpace.empty().choice("epochs", 1, 2).grid(),
                  trial -> trainer().epochs(trial.integer("epochs")))
              .collectAsList();
      assertThat(trials).hasSize(2).allMatch(each -> each.isNullAt(each.fieldIndex("error")));
      Dataset<Row> windows =
          spark.range(0, 10).selectExpr("transform(sequence(0, 30), i -> 1000d + i) as closes");
      HebbModel stock = HebbModel.load(Sparks.MODELS.resolve("stock-lstm.onnx"));
      assertThat(stock.transform(windows).collectAsList()).hasSize(10);
    }
  }
}
