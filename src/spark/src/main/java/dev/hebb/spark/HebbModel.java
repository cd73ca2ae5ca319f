package dev.hebb.spark;

import dev.hebb.runtime.Predictor;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.apache.spark.ml.Transformer;
import org.apache.spark.ml.param.ParamMap;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.StructType;

/**
 * A model file that predicts for the rows of a DataFrame, as a transformer of Spark's pipelines.
 *
 * <pre>{@code
 * HebbModel stock = HebbModel.load(Path.of("stock.onnx")).input("closes", "window");
 * Dataset<Row> forecasts = stock.transform(windows);   // windows, and a column for each output
 * }</pre>
 *
 * <p>The file is read and checked on the driver, sent to each executor once, however often it is
 * used, and opened there once, by one session for all tasks. Rows are predicted in batches, in
 * order. An input takes a number, an array of numbers (nested ones too), a vector, bytes, a picture
 * of Spark's image source (where the model takes uint8), or several columns of numbers; an axis
 * that is free, such as time, is as long as the array says. Immutable: each method gives another
 * one.
 */
public final class HebbModel extends Transformer {
  private static final long serialVersionUID = 1;

  private final String uid;
  private final ModelBytes bytes;
  private final Plan plan;

  private HebbModel(ModelBytes bytes, Plan plan) {
    this.bytes = bytes;
    this.plan = plan;
    this.uid = "hebb_" + plan.model().digest().substring(0, 12);
  }

  /**
   * Reads a file on the driver.
   *
   * @throws ScoringException when it is missing
   * @throws dev.hebb.runtime.PredictorException when it is no model, or was changed
   */
  public static HebbModel load(Path file) {
    ModelBytes bytes = ModelBytes.read(file);
    try (Predictor predictor = Predictor.open(file)) {
      return new HebbModel(
          bytes,
          Plan.of(
              bytes.id(),
              predictor.loaded().engine().inputs().stream().map(Slot::of).toList(),
              predictor.loaded().engine().outputs().stream().map(Slot::of).toList()));
    }
  }

  /** Feeds an input from these columns; if not said, from the one of its name. */
  public HebbModel input(String input, String... columns) {
    return new HebbModel(bytes, plan.feed(input, Arrays.asList(columns)));
  }

  /** Puts an output into this column; if not said, into one of its name. */
  public HebbModel output(String output, String column) {
    return new HebbModel(bytes, plan.answer(output, column));
  }

  /** Only these outputs; if not said, all. */
  public HebbModel outputs(String... wanted) {
    return new HebbModel(bytes, plan.only(List.of(wanted)));
  }

  /** At most so many rows in one run; 256 if not said. */
  public HebbModel batchSize(int most) {
    return new HebbModel(bytes, plan.batch(most));
  }

  /** What becomes of rows where a number is null; if not said, an error. */
  public HebbModel nulls(NullPolicy policy) {
    return new HebbModel(bytes, plan.nulls(policy));
  }

  /** The SHA-256 of the file, in hex. */
  public String digest() {
    return plan.model().digest();
  }

  /**
   * Predicts, when Spark gets to it.
   *
   * @throws ScoringException when a column is missing or of a wrong type
   */
  @Override
  public Dataset<Row> transform(Dataset<?> data) {
    StructType schema = transformSchema(data.schema());
    SentModel sent = bytes.in(data.sparkSession().sparkContext());
    List<int[]> places = new Columns(plan).places(data.schema());
    Through through = Through.of(data.schema(), places);
    Dataset<Row> scored =
        through
            .in(data)
            .mapPartitions(new Scoring(sent, plan, places, data.schema()), through.encoder(schema));
    return through.out(scored, schema);
  }

  /**
   * Makes it a function of SQL: of what its input takes, or of a struct with a field for each of
   * several inputs, in their order. It gives the output that is wanted, or a struct of several. A
   * null gives nulls, unless {@link #nulls} said that it is an error. Each row is a run of its own:
   * {@link #transform} is faster.
   */
  public void register(SparkSession spark, String name) {
    Plan one = plan.nulls() == NullPolicy.SKIP ? plan.nulls(NullPolicy.NULL) : plan;
    StructType answers = new StructType();
    for (Slot output : plan.wanted()) {
      answers = answers.add(plan.answers().get(output.name()), Columns.type(output));
    }
    DataType type = answers.size() == 1 ? answers.apply(0).dataType() : answers;
    spark.udf().register(name, new RowFunction(bytes.in(spark.sparkContext()), one.batch(1)), type);
  }

  @Override
  public StructType transformSchema(StructType schema) {
    return new Columns(plan).added(schema);
  }

  @Override
  public HebbModel copy(ParamMap extra) {
    return new HebbModel(bytes, plan);
  }

  @Override
  public String uid() {
    return uid;
  }

  ModelBytes bytes() {
    return bytes;
  }

  Plan plan() {
    return plan;
  }

  @Override
  public String toString() {
    return "%s: %s -> %s".formatted(plan.model().name(), plan.feeds(), plan.answers());
  }
}
