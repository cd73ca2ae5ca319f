package dev.hebb.spark;

import static dev.hebb.graph.op.Activation.RELU;
import static dev.hebb.network.Layers.dense;
import static dev.hebb.network.Layers.network;
import static dev.hebb.network.Layers.vector;
import static dev.hebb.training.Sgd.sgd;

import dev.hebb.graph.GraphSource;
import dev.hebb.training.Callback;
import dev.hebb.training.Progress;
import dev.hebb.training.Run;
import dev.hebb.training.Trainer;
import dev.hebb.training.data.Examples;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/**
 * Prints what a round of training costs on two executors, and the same step in one process with one
 * thread: {@code parameters,batch,average_every,spark_ms,one_process_ms}, medians.
 */
public final class TrainingSpeed {
  private static final int ROWS = 32_768;
  private static final int FEATURES = 64;

  private TrainingSpeed() {}

  public static void main(String[] arguments) throws IOException {
    try (SparkSession spark = Sparks.cluster()) {
      Dataset<Row> frame =
          spark
              .range(0, ROWS, 1, 4)
              .selectExpr(
                  "transform(sequence(1, %d), i -> sin(id * i)) as x".formatted(FEATURES),
                  "sin(id) as y");
      SparkExamples there = SparkExamples.of(frame).input("x").target("y").shards(2);
      Examples here = there.toDataset();
      System.out.printf(Locale.ROOT, "a job that does nothing: %.1f ms%n", nothing(spark));
      System.out.println("parameters,batch,average_every,spark_ms,one_process_ms");
      for (int units : new int[] {8, 512, 2_048}) {
        GraphSource network =
            network("speed", vector(FEATURES))
                .then(dense(units).activation(RELU))
                .then(dense(units).activation(RELU))
                .then(dense(1))
                .build();
        for (int batch : new int[] {256, 4_096}) {
          double alone = milliseconds(network, batch, here);
          for (int every : new int[] {1, 8}) {
            System.out.printf(
                Locale.ROOT,
                "%d,%d,%d,%.1f,%.1f%n",
                network.graph().parameterCount(),
                batch,
                every,
                milliseconds(network, batch, there.averageEvery(every)),
                alone);
          }
        }
      }
    }
  }

  private static double nothing(SparkSession spark) {
    JavaRDD<Integer> kept =
        JavaSparkContext.fromSparkContext(spark.sparkContext()).parallelize(List.of(1, 2), 2);
    List<Double> times = new ArrayList<>();
    for (int i = 0; i < 60; i++) {
      long began = System.nanoTime();
      kept.map(each -> each + 1).collect();
      times.add((System.nanoTime() - began) / 1e6);
    }
    return median(times);
  }

  private static double median(List<Double> times) {
    List<Double> late = new ArrayList<>(times.subList(times.size() / 4, times.size()));
    Collections.sort(late);
    return late.get(late.size() / 2);
  }

  // The median of a round; of those after the first few.
  private static double milliseconds(GraphSource network, int batch, Examples rows) {
    List<Double> times = new ArrayList<>();
    Callback clock =
        new Callback() {
          private long began = System.nanoTime();

          @Override
          public void onBatchEnd(Run run) {
            times.add((System.nanoTime() - began) / 1e6);
            began = System.nanoTime();
            if (times.size() == 40) {
              run.stop();
            }
          }
        };
    Trainer.of(network)
        .optimizer(sgd().learningRate(1e-3))
        .batchSize(batch)
        .epochs(100)
        .threads(1)
        .callbacks(clock)
        .progress(Progress.silent())
        .fit(rows);
    return median(times);
  }
}
