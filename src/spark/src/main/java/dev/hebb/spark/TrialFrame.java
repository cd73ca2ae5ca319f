package dev.hebb.spark;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/** Trials and what became of them as a DataFrame. */
record TrialFrame(List<Trial> trials, List<TrialResult> results) {
  Dataset<Row> in(SparkSession spark) {
    Map<String, DataType> values = values();
    TreeSet<String> figures = new TreeSet<>();
    results.forEach(result -> figures.addAll(result.figures().keySet()));
    List<Row> rows = new ArrayList<>();
    for (int i = 0; i < trials.size(); i++) {
      rows.add(row(trials.get(i), results.get(i), values, figures));
    }
    return spark.createDataFrame(rows, schema(values, figures));
  }

  private static StructType schema(Map<String, DataType> values, TreeSet<String> figures) {
    StructType schema = new StructType().add("trial", DataTypes.IntegerType);
    for (Map.Entry<String, DataType> each : values.entrySet()) {
      schema = schema.add(each.getKey(), each.getValue());
    }
    for (String figure : figures) {
      schema = schema.add(figure, DataTypes.DoubleType);
    }
    return schema
        .add("epochs", DataTypes.IntegerType)
        .add("kept_epoch", DataTypes.IntegerType)
        .add("seconds", DataTypes.DoubleType)
        .add("error", DataTypes.StringType)
        .add("model", DataTypes.BinaryType);
  }

  // Whole numbers, if all of a hyper-parameter are.
  private Map<String, DataType> values() {
    Map<String, DataType> types = new LinkedHashMap<>();
    trials.forEach(
        trial ->
            trial
                .values()
                .forEach(
                    (name, value) ->
                        types.merge(
                            name,
                            type(value),
                            (one, other) -> one.equals(other) ? one : DataTypes.DoubleType)));
    return types;
  }

  private static DataType type(Object value) {
    if (value instanceof Integer || value instanceof Long) {
      return DataTypes.LongType;
    }
    if (value instanceof Number) {
      return DataTypes.DoubleType;
    }
    return value instanceof Boolean ? DataTypes.BooleanType : DataTypes.StringType;
  }

  private static Row row(
      Trial trial, TrialResult result, Map<String, DataType> values, TreeSet<String> figures) {
    List<Object> row = new ArrayList<>();
    row.add(trial.number());
    values.forEach((name, type) -> row.add(as(type, trial.values().get(name))));
    figures.forEach(name -> row.add(result.figures().get(name)));
    row.addAll(Arrays.asList(result.columns()));
    return RowFactory.create(row.toArray());
  }

  private static Object as(DataType type, Object value) {
    if (type.equals(DataTypes.LongType)) {
      return ((Number) value).longValue();
    }
    return value instanceof Number number ? number.doubleValue() : value;
  }
}
