package dev.hebb.spark;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.spark.ml.linalg.SQLDataTypes;
import org.apache.spark.sql.types.ArrayType;
import org.apache.spark.sql.types.BinaryType;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.DecimalType;
import org.apache.spark.sql.types.NumericType;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;

/** Which columns a model can be fed with, and which it puts out. Checked before anything runs. */
record Columns(Plan plan) {
  /**
   * The columns there will be.
   *
   * @throws ScoringException when one is missing, of a wrong type, or there already
   */
  StructType added(StructType schema) {
    for (Slot input : plan.inputs()) {
      for (String column : plan.feeds().get(input.name())) {
        check(schema, input, column);
      }
    }
    StructType result = schema;
    for (Slot output : plan.wanted()) {
      String column = plan.answers().get(output.name());
      if (Arrays.asList(result.fieldNames()).contains(column)) {
        throw new ScoringException(
            "%s: expected no column \"%s\" yet, got one. Give the output another name: output(\"%s\", \"...\")."
                .formatted(plan.model().name(), column, output.name()));
      }
      result = result.add(new StructField(column, type(output), true, empty()));
    }
    return result;
  }

  private static org.apache.spark.sql.types.Metadata empty() {
    return org.apache.spark.sql.types.Metadata.empty();
  }

  private void check(StructType schema, Slot input, String column) {
    List<String> there = Arrays.asList(schema.fieldNames());
    if (!there.contains(column)) {
      throw new ScoringException(
          "%s: expected a column \"%s\" for input \"%s\", got %s. Say which it is: input(\"%s\", \"...\")."
              .formatted(plan.model().name(), column, input.name(), there, input.name()));
    }
    DataType type = schema.apply(column).dataType();
    boolean single = plan.feeds().get(input.name()).size() == 1;
    boolean fits = feeds(input, type) && (single || type instanceof NumericType);
    if (!fits) {
      throw new ScoringException(
          "%s: column \"%s\": expected %s for input \"%s\" (%s), got %s. Convert it."
              .formatted(
                  plan.model().name(),
                  column,
                  wanted(input, single),
                  input.name(),
                  input,
                  type.simpleString()));
    }
  }

  private static boolean feeds(Slot input, DataType type) {
    return switch (input.type()) {
      case STRING -> type.sameType(DataTypes.StringType);
      case BOOL -> type.sameType(DataTypes.BooleanType) || numbers(type);
      case UINT8 ->
          type instanceof BinaryType || (Picture.is(type) && input.picture()) || numbers(type);
      default -> numbers(type);
    };
  }

  private static boolean numbers(DataType type) {
    if (type instanceof ArrayType array) {
      return numbers(array.elementType());
    }
    return (type instanceof NumericType && !(type instanceof DecimalType))
        || type.sameType(SQLDataTypes.VectorType());
  }

  private static String wanted(Slot input, boolean single) {
    if (!single) {
      return "numbers, one a column,";
    }
    return switch (input.type()) {
      case STRING -> "a string";
      case UINT8 -> "bytes, a picture, or numbers";
      default -> "a number, an array of numbers, or a vector";
    };
  }

  /** What an output's column holds: a number, or an array of them where a row has several. */
  static DataType type(Slot output) {
    DataType element =
        switch (output.type()) {
          case FLOAT32, FLOAT16, BFLOAT16 -> DataTypes.FloatType;
          case FLOAT64 -> DataTypes.DoubleType;
          case INT64 -> DataTypes.LongType;
          case INT32, INT16, INT8, UINT8 -> DataTypes.IntegerType;
          case BOOL -> DataTypes.BooleanType;
          case STRING -> DataTypes.StringType;
        };
    return one(output) ? element : DataTypes.createArrayType(element, false);
  }

  /** Whether a row of it is one number. */
  static boolean one(Slot output) {
    return output.freeAxes().isEmpty() && output.fixed() == 1;
  }

  /** Where in a row each input's columns are. */
  List<int[]> places(StructType schema) {
    List<int[]> places = new ArrayList<>();
    for (Slot input : plan.inputs()) {
      places.add(plan.feeds().get(input.name()).stream().mapToInt(schema::fieldIndex).toArray());
    }
    return places;
  }
}
