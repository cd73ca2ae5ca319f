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
import java.util.function.ToDoubleFunction;
import org.apache.spark.api.java.function.MapPartitionsFunction;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.storage.StorageLevel;

/**
 * Prints how many windows a second the course's LSTM forecasts on two executors, beside two
 * predictors in one JVM over the same numbers, and beside what Spark itself takes to hand the rows
 * to Java and back; then the processors' time that a row takes. {@code --csv} for machines.
 */
final class ScoringSpeed {
  private static final int ROUNDS = 7;
  private static final int WINDOWS = 400_000;
  private static final int STEPS = 31;
  private static final int BATCH = 256;

  private ScoringSpeed() {}

  public static void main(String[] arguments) throws Exception {
    boolean csv = List.of(arguments).contains("--csv");
    int count = Integer.getInteger("hebb.windows", WINDOWS);
    Path file = Sparks.MODELS.resolve("stock-lstm.onnx");
    HebbModel model = HebbModel.load(file).outputs("forecast");
    SparkSession spark = Sparks.cluster(System.getProperty("hebb.executor", ""));
    Dataset<Row> rows =
        spark
            .range(0, count, 1, 8)
            .selectExpr(
                "transform(sequence(0, 30), i -> float(1000 + id % 100 + sin(i))) as closes")
            .persist(StorageLevel.MEMORY_ONLY());
    Dataset<Row> through =
        rows.mapPartitions(
            (MapPartitionsFunction<Row, Row>) each -> each, Encoders.row(rows.schema()));
    List<ProcessHandle> executors = executors(rows);
    List<ProcessHandle> driver = List.of(ProcessHandle.current());
    Measured[] ours = new Measured[ROUNDS];
    Measured[] theirs = new Measured[ROUNDS];
    Measured[] itself = new Measured[ROUNDS];
    for (int round = -2; round < ROUNDS; round++) { // the first two warm up
      Measured scored = measure(count, executors, () -> write(model.transform(rows)));
      Measured alone = measure(count, driver, () -> twoPredictors(file, count));
      Measured passed = measure(count, executors, () -> write(through));
      if (round >= 0) {
        ours[round] = scored;
        itself[round] = passed;
        theirs[round] = alone;
      }
    }
    String header = csv ? "%s,%s,%s,%s,%s,%s%n" : "%-6s %-15s %-11s %11s %11s %7s%n";
    String line = csv ? "%s,%s,%s,%.2f,%.2f,%.3f%n" : "%-6s %-15s %-11s %11.2f %11.2f %7.3f%n";
    System.out.printf(header, "item", "peer", "metric", "ours", "theirs", "ratio");
    print(line, "two-predictors", "rows_per_s", Measured::perSecond, ours, theirs);
    print(line, "two-predictors", "cpu_us", Measured::micros, ours, theirs);
    print(line, "identity", "rows_per_s", Measured::perSecond, ours, itself);
    print(line, "identity", "cpu_us", Measured::micros, ours, itself);
    spark.stop();
  }

  /**
   * One round.
   *
   * @param micros processors' time of a row
   */
  private record Measured(double perSecond, double micros) {}

  private interface Work {
    void run() throws Exception;
  }

  private static Measured measure(int rows, List<ProcessHandle> processes, Work work)
      throws Exception {
    double busy = busy(processes);
    long start = System.nanoTime();
    work.run();
    double seconds = (System.nanoTime() - start) / 1e9;
    return new Measured(rows / seconds, (busy(processes) - busy) / 1e3 / rows);
  }

  // With what compiles and what collects.
  private static double busy(List<ProcessHandle> processes) {
    return processes.stream()
        .mapToDouble(each -> each.info().totalCpuDuration().orElseThrow().toNanos())
        .sum();
  }

  private static List<ProcessHandle> executors(Dataset<Row> rows) {
    return rows
        .mapPartitions(
            (MapPartitionsFunction<Row, Long>)
                each -> List.of(ProcessHandle.current().pid()).iterator(),
            Encoders.LONG())
        .distinct()
        .collectAsList()
        .stream()
        .map(pid -> ProcessHandle.of(pid).orElseThrow())
        .toList();
  }

  private static void print(
      String line,
      String peer,
      String metric,
      ToDoubleFunction<Measured> of,
      Measured[] ours,
      Measured[] theirs) {
    double[] ratios = new double[ROUNDS];
    Arrays.setAll(ratios, i -> of.applyAsDouble(ours[i]) / of.applyAsDouble(theirs[i]));
    System.out.printf(
        Locale.ROOT,
        line,
        "lstm",
        peer,
        metric,
        median(Arrays.stream(ours).mapToDouble(of).toArray()),
        median(Arrays.stream(theirs).mapToDouble(of).toArray()),
        median(ratios));
  }

  private static double median(double[] values) {
    double[] sorted = values.clone();
    Arrays.sort(sorted);
    return sorted[sorted.length / 2];
  }

  private static void write(Dataset<Row> rows) {
    rows.write().format("noop").mode("overwrite").save();
  }

  // Each takes a half, in batches as large as Spark's.
  private static void twoPredictors(Path file, int count) throws Exception {
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
      List<Future<Float>> both =
          new ArrayList<>(List.of(threads.submit(half), threads.submit(half)));
      for (Future<Float> each : both) {
        each.get();
      }
    } finally {
      threads.shutdown();
    }
  }
}
