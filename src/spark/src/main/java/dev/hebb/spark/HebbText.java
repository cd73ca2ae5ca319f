package dev.hebb.spark;

import dev.hebb.text.TextPredictor;
import java.nio.file.Path;
import java.util.Arrays;
import org.apache.spark.ml.Transformer;
import org.apache.spark.ml.param.ParamMap;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/**
 * A model that reads text, over a column of strings: its file has the tokenizer and the labels. Two
 * columns are added: {@code label}, a string, and {@code probabilities}, a map from label to
 * number.
 *
 * <pre>{@code
 * Dataset<Row> judged = HebbText.load(Path.of("sentiment.onnx")).text("review").transform(reviews);
 * }</pre>
 *
 * <p>Sent, opened and run as {@link HebbModel} is. Immutable.
 */
public final class HebbText extends Transformer {
  private static final long serialVersionUID = 1;
  private static final String LABEL = "label";
  private static final String PROBABILITIES = "probabilities";

  private final String uid;
  private final ModelBytes model;
  private final String column;
  private final NullPolicy policy;

  private HebbText(ModelBytes model, String column, NullPolicy policy) {
    this.uid = "hebb_" + model.id().digest().substring(0, 12);
    this.model = model;
    this.column = column;
    this.policy = policy;
  }

  /**
   * Reads a file on the driver.
   *
   * @throws ScoringException when it is missing
   * @throws dev.hebb.runtime.PredictorException when it does not read text, or was changed
   */
  public static HebbText load(Path file) {
    ModelBytes bytes = ModelBytes.read(file);
    TextPredictor.open(file).close();
    return new HebbText(bytes, "text", NullPolicy.ERROR);
  }

  /** The column that is read; {@code text} if not said. */
  public HebbText text(String name) {
    return new HebbText(model, name, policy);
  }

  /** What becomes of rows without a text; if not said, an error. */
  public HebbText nulls(NullPolicy other) {
    return new HebbText(model, column, other);
  }

  /**
   * Predicts, when Spark gets to it.
   *
   * @throws ScoringException when the column is missing or no text
   */
  @Override
  public Dataset<Row> transform(Dataset<?> data) {
    StructType schema = transformSchema(data.schema());
    SentModel sent = model.in(data.sparkSession().sparkContext());
    int place = data.schema().fieldIndex(column);
    return data.toDF()
        .mapPartitions(new Reading(sent, place, column, policy), Encoders.row(schema));
  }

  @Override
  public StructType transformSchema(StructType schema) {
    if (!Arrays.asList(schema.fieldNames()).contains(column)) {
      throw new ScoringException(
          "%s: expected a column \"%s\", got %s. Say which is read: text(\"...\")."
              .formatted(model.id().name(), column, Arrays.asList(schema.fieldNames())));
    }
    if (!schema.apply(column).dataType().sameType(DataTypes.StringType)) {
      throw new ScoringException(
          "%s: column \"%s\": expected a string, got %s. Convert it."
              .formatted(
                  model.id().name(), column, schema.apply(column).dataType().simpleString()));
    }
    return schema
        .add(LABEL, DataTypes.StringType)
        .add(PROBABILITIES, DataTypes.createMapType(DataTypes.StringType, DataTypes.FloatType));
  }

  @Override
  public HebbText copy(ParamMap extra) {
    return new HebbText(model, column, policy);
  }

  @Override
  public String uid() {
    return uid;
  }
}
