package dev.hebb.spark;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoder;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.ArrayType;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.MapType;
import org.apache.spark.sql.types.NumericType;
import org.apache.spark.sql.types.StringType;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;
import scala.Tuple2;

/**
 * How rows pass through Java: arrays of numbers, and what no input reads, as Spark has them in
 * memory.
 *
 * @param places of the columns that pass so
 */
record Through(StructType schema, Set<Integer> places) {
  Through {
    places = Set.copyOf(places);
  }

  /**
   * Through a model.
   *
   * @param fed where the columns are that it is fed
   */
  static Through of(StructType schema, List<int[]> fed) {
    Set<Integer> read = new HashSet<>();
    fed.forEach(
        each -> {
          for (int place : each) {
            read.add(place);
          }
        });
    Set<Integer> places = new HashSet<>();
    for (int i = 0; i < schema.size(); i++) {
      DataType type = schema.fields()[i].dataType();
      if (read.contains(i) ? numbers(type) : large(type)) {
        places.add(i);
      }
    }
    return new Through(schema, places);
  }

  private static boolean numbers(DataType type) {
    return type instanceof ArrayType array
        && (array.elementType() instanceof NumericType || numbers(array.elementType()));
  }

  private static boolean large(DataType type) {
    return type instanceof ArrayType
        || type instanceof MapType
        || type instanceof StructType
        || type instanceof StringType;
  }

  /**
   * Rows as they come into Java, each in a pair: where rows come from Java and go to Java, Spark
   * would leave out the conversion in between, and with it what is held.
   */
  Dataset<Tuple2<Row, Boolean>> in(Dataset<?> data) {
    Column[] columns = new Column[schema.size()];
    Dataset<Row> named = data.toDF(names(columns.length));
    for (int i = 0; i < columns.length; i++) {
      columns[i] = functions.col(name(i));
    }
    return named
        .select(functions.struct(columns).as("_1"), functions.lit(true).as("_2"))
        .as(Encoders.tuple(encoder(schema), Encoders.BOOLEAN()));
  }

  private static String[] names(int count) {
    String[] names = new String[count];
    Arrays.setAll(names, Through::name);
    return names;
  }

  /**
   * Rows as they leave Java.
   *
   * @param longer the schema, and columns behind it
   */
  Encoder<Row> encoder(StructType longer) {
    StructType held = new StructType();
    for (int i = 0; i < longer.size(); i++) {
      StructField field = longer.fields()[i];
      DataType type = places.contains(i) ? new HeldType(field.dataType()) : field.dataType();
      held = held.add(new StructField(name(i), type, field.nullable(), field.metadata()));
    }
    return Encoders.row(held);
  }

  /** Back to what Spark calls them. */
  Dataset<Row> out(Dataset<Row> left, StructType longer) {
    List<Column> columns = new ArrayList<>();
    for (int i = 0; i < longer.size(); i++) {
      StructField field = longer.fields()[i];
      Column column = functions.col(name(i));
      columns.add(
          (places.contains(i) ? functions.unwrap_udt(column) : column)
              .as(field.name(), field.metadata()));
    }
    return left.select(columns.toArray(new Column[0]));
  }

  // By place: names need not be different.
  private static String name(int place) {
    return "_" + place;
  }
}
