package dev.hebb.spark;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.ref.WeakReference;
import java.util.List;
import org.apache.spark.SparkContext;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;

class SentTest {
  private static final int PATIENCE = 200;

  private static HebbModel stock() {
    return HebbModel.load(Sparks.MODELS.resolve("stock-lstm.onnx")).outputs("forecast");
  }

  private static Dataset<Row> windows(SparkSession spark) {
    return spark.range(0, 10).selectExpr("transform(sequence(0, 30), i -> 1000d + i) as closes");
  }

  // They are numbered in the order in which a context sends them.
  private static long nextNumber(SparkContext context) {
    return JavaSparkContext.fromSparkContext(context).broadcast("a mark").id();
  }

  @Test
  void aModelIsSentToAContextOnce() throws IOException {
    try (SparkSession spark = Sparks.local()) {
      HebbModel model = stock();
      model.transform(windows(spark));
      long before = nextNumber(spark.sparkContext());
      System.gc();
      model.transform(windows(spark));
      model.batchSize(3).nulls(NullPolicy.SKIP).transform(windows(spark));
      model.register(spark, "forecast");
      stock().transform(windows(spark));
      assertThat(nextNumber(spark.sparkContext())).isEqualTo(before + 1);

      HebbModel other = HebbModel.load(Sparks.MODELS.resolve("iris.onnx"));
      other.bytes().in(spark.sparkContext());
      assertThat(nextNumber(spark.sparkContext())).isEqualTo(before + 3);
    }
  }

  @Test
  void whatNobodyHasAnyMoreIsCollected() throws InterruptedException, IOException {
    try (SparkSession spark = Sparks.local()) {
      WeakReference<Broadcast<byte[]>> sent =
          new WeakReference<>(stock().bytes().in(spark.sparkContext()).bytes());
      for (int i = 0; i < PATIENCE && !sent.refersTo(null); i++) {
        System.gc();
        Thread.sleep(20);
      }
      assertThat(sent.refersTo(null)).isTrue();
      assertThat(stock().transform(windows(spark)).collectAsList()).hasSize(10);
    }
  }

  @Test
  void aContextAfterOneThatStoppedGetsItToo() throws IOException {
    HebbModel model = stock();
    List<Row> first;
    try (SparkSession spark = Sparks.local()) {
      first = model.transform(windows(spark)).collectAsList();
    }
    try (SparkSession spark = Sparks.local()) {
      assertThat(model.transform(windows(spark)).collectAsList()).isEqualTo(first).hasSize(10);
    }
    try (SparkSession spark = Sparks.local()) {
      stock().bytes().in(spark.sparkContext());
      assertThat(Sent.contexts()).isEqualTo(1);
    }
  }
}
