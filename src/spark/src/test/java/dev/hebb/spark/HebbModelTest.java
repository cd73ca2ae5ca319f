package dev.hebb.spark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.hebb.runtime.Predictor;
import dev.hebb.text.TextPredictor;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.spark.ml.Pipeline;
import org.apache.spark.ml.PipelineStage;
import org.apache.spark.ml.feature.VectorAssembler;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class HebbModelTest {
  private static SparkSession spark;

  @BeforeAll
  static void start() {
    spark = Sparks.local();
  }

  @AfterAll
  static void stop() {
    spark.stop();
  }

  /** Windows of 31 and 40 closes, in turns. */
  private static Dataset<Row> windows(int rows) {
    List<Row> all = new ArrayList<>();
    for (int row = 0; row < rows; row++) {
      all.add(RowFactory.create(row, window(row)));
    }
    StructType schema =
        new StructType()
            .add("day", DataTypes.IntegerType)
            .add("window", DataTypes.createArrayType(DataTypes.DoubleType));
    return spark.createDataFrame(all, schema);
  }

  private static List<Double> window(int row) {
    List<Double> window = new ArrayList<>();
    for (int i = 0; i < (row % 2 == 0 ? 31 : 40); i++) {
      window.add(1_000.0 + row + 5 * Math.sin(i + row));
    }
    return window;
  }

  private static double forecast(Predictor predictor, List<Double> window) {
    float[] closes = new float[window.size()];
    for (int i = 0; i < closes.length; i++) {
      closes[i] = window.get(i).floatValue();
    }
    predictor.bind("time", closes.length);
    predictor.input().put(0, closes);
    predictor.run();
    return predictor.output("forecast").get(0);
  }

  @Test
  void windowsOfSeveralLengthsAreForecastInOrder() {
    HebbModel model =
        HebbModel.load(Sparks.MODELS.resolve("stock-lstm.onnx"))
            .input("closes", "window")
            .output("forecast", "next")
            .outputs("forecast")
            .batchSize(16);
    List<Row> rows = model.transform(windows(200)).collectAsList();
    assertThat(rows).hasSize(200);
    try (Predictor predictor = Predictor.open(Sparks.MODELS.resolve("stock-lstm.onnx"))) {
      for (int row = 0; row < rows.size(); row++) {
        assertThat(rows.get(row).getInt(0)).isEqualTo(row);
        assertThat(rows.get(row).<Float>getAs("next"))
            .isCloseTo((float) forecast(predictor, window(row)), within(1e-3f));
      }
    }
  }

  private static Dataset<Row> flowers() {
    StructType schema =
        new StructType()
            .add("a", DataTypes.FloatType)
            .add("b", DataTypes.DoubleType)
            .add("c", DataTypes.IntegerType)
            .add("d", DataTypes.FloatType);
    return spark.createDataFrame(
        List.of(
            RowFactory.create(5.1f, 3.5, 1, 0.2f),
            RowFactory.create(6.3f, null, 6, 2.5f),
            RowFactory.create(5.9f, 3.0, 4, 1.3f)),
        schema);
  }

  private static HebbModel iris() {
    HebbModel model = HebbModel.load(Sparks.MODELS.resolve("iris.onnx"));
    String input = model.plan().inputs().get(0).name();
    String output = model.plan().outputs().get(0).name();
    return model.input(input, "a", "b", "c", "d").output(output, "scores").outputs(output);
  }

  @Test
  void rowsWithNullsAreLeftOutGetNullsOrAreRefused() {
    Dataset<Row> skipped = iris().nulls(NullPolicy.SKIP).transform(flowers());
    assertThat(skipped.collectAsList()).hasSize(2);

    List<Row> kept = iris().nulls(NullPolicy.NULL).transform(flowers()).collectAsList();
    assertThat(kept).hasSize(3);
    assertThat(kept.get(0).getList(4)).hasSize(3);
    assertThat(kept.get(1).isNullAt(4)).isTrue();
    assertThat(kept.get(2).getList(4)).hasSize(3);

    assertThatThrownBy(() -> iris().transform(flowers()).collectAsList())
        .hasStackTraceContaining(
            "iris.onnx: column one of [a, b, c, d] is null in a row. Fill it, or say what is to become of such rows: nulls(NullPolicy.SKIP) or nulls(NullPolicy.NULL).");
  }

  @Test
  void aVectorOfSparksFeedsItInAPipeline() {
    VectorAssembler assembler =
        new VectorAssembler()
            .setInputCols(new String[] {"a", "b", "c", "d"})
            .setOutputCol("features");
    Dataset<Row> whole = flowers().na().drop();
    HebbModel model = iris();
    HebbModel vectors = model.input(model.plan().inputs().get(0).name(), "features");
    List<Row> rows =
        new Pipeline()
            .setStages(new PipelineStage[] {assembler, vectors})
            .fit(whole)
            .transform(whole)
            .collectAsList();
    List<Row> columns = model.transform(whole).collectAsList();
    for (int row = 0; row < 2; row++) {
      assertThat(rows.get(row).<Object>getAs("scores"))
          .isEqualTo(columns.get(row).<Object>getAs("scores"));
    }
  }

  @Test
  void whatDoesNotFitIsSaidBeforeAnythingRuns() {
    HebbModel stock = HebbModel.load(Sparks.MODELS.resolve("stock-lstm.onnx"));
    assertThatThrownBy(() -> stock.transform(windows(1)))
        .isInstanceOf(ScoringException.class)
        .hasMessage(
            "stock-lstm.onnx: expected a column \"closes\" for input \"closes\", got [day, window]. Say which it is: input(\"closes\", \"...\").");
    StructType texts = new StructType().add("closes", DataTypes.StringType);
    assertThatThrownBy(() -> stock.transformSchema(texts))
        .hasMessage(
            "stock-lstm.onnx: column \"closes\": expected a number, an array of numbers, or a vector for input \"closes\" (float32 [batch, time, 1]), got string. Convert it.");
    StructType there =
        new StructType()
            .add("closes", DataTypes.createArrayType(DataTypes.FloatType))
            .add("forecast", DataTypes.FloatType);
    assertThatThrownBy(() -> stock.transformSchema(there))
        .hasMessage(
            "stock-lstm.onnx: expected no column \"forecast\" yet, got one. Give the output another name: output(\"forecast\", \"...\").");
    assertThatThrownBy(() -> stock.input("prices", "window"))
        .hasMessage(
            "stock-lstm.onnx: expected an input of the model, got \"prices\". It has [closes].");
    assertThatThrownBy(() -> stock.batchSize(0))
        .hasMessage("stock-lstm.onnx: batchSize: expected at least 1, got 0.");
    assertThatThrownBy(() -> HebbModel.load(Sparks.MODELS.resolve("none.onnx")))
        .hasMessageEndingWith("none.onnx: there is no such file on the driver.");
  }

  @Test
  void rowsOfAnotherLengthAreRefused() {
    HebbModel model = iris();
    String input = model.plan().inputs().get(0).name();
    StructType schema = new StructType().add("row", DataTypes.createArrayType(DataTypes.FloatType));
    Dataset<Row> three =
        spark.createDataFrame(List.of(RowFactory.create(Arrays.asList(1f, 2f, 3f))), schema);
    assertThatThrownBy(() -> model.input(input, "row").transform(three).collectAsList())
        .hasStackTraceContaining("column \"row\": expected 4 numbers a row for input \"" + input);
  }

  @Test
  void textsAreReadAsTheFileSays() {
    StructType schema = new StructType().add("review", DataTypes.StringType);
    Dataset<Row> reviews =
        spark.createDataFrame(
            List.of(
                RowFactory.create("A wonderful little film, great acting!"),
                RowFactory.create((Object) null),
                RowFactory.create("This phone is terrible, a complete waste of money.")),
            schema);
    HebbText sentiment =
        HebbText.load(Sparks.MODELS.resolve("sentiment.onnx"))
            .text("review")
            .nulls(NullPolicy.NULL);
    List<Row> rows = sentiment.transform(reviews).collectAsList();
    try (TextPredictor predictor = TextPredictor.open(Sparks.MODELS.resolve("sentiment.onnx"))) {
      for (int row : List.of(0, 2)) {
        String text = rows.get(row).getString(0);
        assertThat(rows.get(row).<String>getAs("label")).isEqualTo(predictor.label(text));
        assertThat(rows.get(row).<String, Float>getJavaMap(2))
            .containsExactlyInAnyOrderEntriesOf(predictor.probabilities(text));
      }
    }
    assertThat(rows.get(1).isNullAt(1)).isTrue();
    assertThat(rows.get(0).getString(1)).isNotEqualTo(rows.get(2).getString(1));
    assertThatThrownBy(() -> sentiment.text("title").transform(reviews))
        .hasMessage(
            "sentiment.onnx: expected a column \"title\", got [review]. Say which is read: text(\"...\").");
  }
}
