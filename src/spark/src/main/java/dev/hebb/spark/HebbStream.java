package dev.hebb.spark;

import dev.hebb.runtime.Input;
import dev.hebb.runtime.Output;
import dev.hebb.stream.Stream;
import dev.hebb.stream.Streams;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.apache.spark.api.java.function.MapFunction;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.streaming.GroupStateTimeout;
import org.apache.spark.sql.streaming.OutputMode;
import org.apache.spark.sql.types.StructType;

/**
 * A streaming model over the rows of a DataFrame, a stream of its own for each key: each row is a
 * tick, and what the model remembers is kept by Spark's state store. A query that is started again
 * from its checkpoint goes on with the same numbers.
 *
 * <pre>{@code
 * HebbStream stock = HebbStream.load(Path.of("stock.step.onnx"))
 *     .key("ticker").order("day").input("returns", "change");
 * Dataset<Row> forecasts = stock.transform(ticks);   // ticks may be a stream
 * }</pre>
 *
 * <p>Written with {@code Onnx.export(model).streaming()}. Within a trigger the ticks of a key are
 * put in order; what comes in a later one comes later. Immutable.
 */
public final class HebbStream {
  private final ModelBytes bytes;
  private final Plan plan;
  private final String key;
  private final Optional<String> order;

  private HebbStream(ModelBytes bytes, Plan plan, String key, Optional<String> order) {
    this.bytes = bytes;
    this.plan = plan;
    this.key = key;
    this.order = order;
  }

  /**
   * Reads a file on the driver.
   *
   * @throws ScoringException when it is missing
   * @throws dev.hebb.runtime.PredictorException when it is no streaming model
   */
  public static HebbStream load(Path file) {
    ModelBytes bytes = ModelBytes.read(file);
    try (Streams streams = Streams.open(file);
        Stream stream = streams.open()) {
      List<String> inputs = stream.inputs().stream().map(Input::name).toList();
      List<String> outputs = stream.outputs().stream().map(Output::name).toList();
      Plan plan =
          Plan.of(
              bytes.id(),
              streams.loaded().engine().inputs().stream()
                  .map(Slot::of)
                  .filter(slot -> inputs.contains(slot.name()))
                  .toList(),
              streams.loaded().engine().outputs().stream()
                  .map(Slot::of)
                  .filter(slot -> outputs.contains(slot.name()))
                  .toList());
      return new HebbStream(bytes, plan, "key", Optional.empty());
    }
  }

  /** The column that says whose tick a row is; {@code key} if not said. */
  public HebbStream key(String column) {
    return new HebbStream(bytes, plan, column, order);
  }

  /** The column by which the ticks of a key are put in order; if not said, as they come. */
  public HebbStream order(String column) {
    return new HebbStream(bytes, plan, key, Optional.of(column));
  }

  /** Feeds an input from these columns; if not said, from the one of its name. */
  public HebbStream input(String input, String... columns) {
    return new HebbStream(bytes, plan.feed(input, Arrays.asList(columns)), key, order);
  }

  /** Puts an output into this column; if not said, into one of its name. */
  public HebbStream output(String output, String column) {
    return new HebbStream(bytes, plan.answer(output, column), key, order);
  }

  /** The names of what it is fed each tick. */
  public List<String> inputs() {
    return plan.inputs().stream().map(Slot::name).toList();
  }

  /**
   * Predicts, when Spark gets to it.
   *
   * @throws ScoringException when a column is missing or of a wrong type
   */
  public Dataset<Row> transform(Dataset<Row> data) {
    StructType schema = data.schema();
    StructType added = new Columns(plan).added(schema);
    int keyed = field(schema, "key", key);
    int ordered = order.map(column -> field(schema, "order", column)).orElse(-1);
    SentModel sent = bytes.in(data.sparkSession().sparkContext());
    return data.groupByKey(
            (MapFunction<Row, String>) row -> String.valueOf(row.get(keyed)), Encoders.STRING())
        .flatMapGroupsWithState(
            new Ticking(sent, plan, new Columns(plan).places(schema), ordered),
            OutputMode.Append(),
            Encoders.BINARY(),
            Encoders.row(added),
            GroupStateTimeout.NoTimeout());
  }

  private int field(StructType schema, String role, String column) {
    List<String> there = Arrays.asList(schema.fieldNames());
    if (!there.contains(column)) {
      throw new ScoringException(
          "%s: expected a column \"%s\" to %s by, got %s. Say which it is: %s(\"...\")."
              .formatted(
                  plan.model().name(),
                  column,
                  role.equals("key") ? "group" : "order",
                  there,
                  role));
    }
    return schema.fieldIndex(column);
  }
}
