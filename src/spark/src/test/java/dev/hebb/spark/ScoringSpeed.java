package dev.hebb.spark;

import dev.hebb.runtime.Predictor;
import dev.hebb.runtime.Predictors;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.apache.spark.api.java.function.MapPartitionsFunction;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.storage.StorageLevel;

/**
 * Prints how many windows a second the course's LSTM forecasts on two executors, beside two
 * predictors in one JVM over the same numbers, and what Spark itself does with the rows: {@code
 * item,peer,metric,ours,theirs,ratio}.
 */
final class ScoringSpeed {
  private static final int ROUNDS = 5;
  private static final int STEPS = 31;
  private static final int BATCH = 256;

  private ScoringSpeed() {}

  public static void main(String[] arguments) throws Exception {
    int count = Integer.parseInt(arguments[0]);
    Path file = Sparks.MODELS.resolve("stock-lstm.onnx");
    HebbModel model = HebbModel.load(file).outputs("forecast");
    SparkSession spark = Sparks.cluster();
    Dataset<Row> rows =
        spark
            .range(0, count, 1, 8)
            .selectExpr(
                "transform(sequence(0, 30), i -> float(1000 + id % 100 + sin(i))) as closes")
            .persist(StorageLevel.MEMORY_ONLY());
    Dataset<Row> through =
        rows.mapPartitions(
            (MapPartitionsFunction<Row, Row>) each -> each, Encoders.row(rows.schema()));
    double[] ours = new double[ROUNDS];
    double[] theirs = new double[ROUNDS];
    double[] itself = new double[ROUNDS];
    for (int round = -1; round < ROUNDS; round++) { // the first warms up
      double scored = perSecond(count, model.transform(rows));
      double passed = perSecond(count, through);
      double alone = twoPredictors(file, count);
      if (round >= 0) {
        ours[round] = scored;
        itself[round] = passed;
        theirs[round] = alone;
      }
    }
    System.out.println("item,peer,metric,ours,theirs,ratio");
    print("two-predictors", ours, theirs);
    print("spark-itself", ours, itself);
    spark.stop();
  }

  private static void print(String peer, double[] ours, double[] theirs) {
    double[] ratios = new double[ROUNDS];
    Arrays.setAll(ratios, i -> ours[i] / theirs[i]);
    System.out.printf(
        Locale.ROOT,
        "lstm,%s,rows_per_s,%.0f,%.0f,%.3f%n",
        peer,
        median(ours),
        median(theirs),
        median(ratios));
  }

  private static double median(double[] values) {
    double[] sorted = values.clone();
    Arrays.sort(sorted);
    return sorted[sorted.length / 2];
  }

  private static double perSecond(int count, Dataset<Row> rows) {
    long start = System.nanoTime();
    rows.write().format("noop").mode("overwrite").save();
    return count / ((System.nanoTime() - start) / 1e9);
  }

  // Each takes a half, in batches as large as Spark's.
  private static double twoPredictors(Path file, int count) throws Exception {
    float[] numbers = new float[BATCH * STEPS];
    for (int i = 0; i < numbers.length; i++) {
      numbers[i] = (float) (1_000 + i / STEPS % 100 + Math.sin(i % STEPS));
    }
    ExecutorService threads = Executors.newFixedThreadPool(2);
    try (Predictors predictors =
        Predictors.open(file, Predictor.with().batch(BATCH).dim("time", STEPS))) {
      Callable<Float> half =
          () ->
              predictors.call(
                  predictor -> {
                    float sum = 0;
                    for (int done = 0; done < count / 2; done += BATCH) {
                      predictor.input().put(numbers);
                      predictor.run();
                      for (int row = 0; row < BATCH; row++) {
                        sum += predictor.output("forecast").get(row);
                      }
                    }
                    return sum;
                  });
      long start = System.nanoTime();
      List<Future<Float>> both =
          new ArrayList<>(List.of(threads.submit(half), threads.submit(half)));
      for (Future<Float> each : both) {
        each.get();
      }
      return count / ((System.nanoTime() - start) / 1e9);
    } finally {
      threads.shutdown();
    }
  }
}
