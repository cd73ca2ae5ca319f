package dev.hebb.spark;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Date;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.apache.spark.api.java.function.MapPartitionsFunction;
import org.apache.spark.ml.linalg.SQLDataTypes;
import org.apache.spark.ml.linalg.Vectors;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.Metadata;
import org.apache.spark.sql.types.MetadataBuilder;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import scala.jdk.javaapi.CollectionConverters;

/** Columns come out of a model as they went in. */
class ThroughTest {
  private static final DataType FLOATS = DataTypes.createArrayType(DataTypes.FloatType);
  private static SparkSession spark;

  @BeforeAll
  static void start() {
    spark = Sparks.local();
  }

  @AfterAll
  static void stop() {
    spark.stop();
  }

  private static HebbModel iris(String column) {
    return HebbModel.load(Sparks.MODELS.resolve("iris.onnx"))
        .input("measurements", column)
        .output("dense_1", "probabilities")
        .nulls(NullPolicy.NULL);
  }

  private static Object seq(Object... values) {
    return CollectionConverters.asScala(Arrays.asList(values)).toSeq();
  }

  @Test
  void columnsOfEveryTypeComeOutAsTheyWentIn() {
    StructType inner = new StructType().add("a", DataTypes.StringType).add("b", FLOATS);
    Metadata metadata = new MetadataBuilder().putString("unit", "cm").build();
    StructType schema =
        new StructType()
            .add(new StructField("row", FLOATS, false, metadata))
            .add("a text", DataTypes.StringType, true, metadata)
            .add("a.dot", DataTypes.createArrayType(DataTypes.StringType))
            .add("struct", inner)
            .add("map", DataTypes.createMapType(DataTypes.StringType, FLOATS))
            .add("bytes", DataTypes.BinaryType)
            .add("day", DataTypes.DateType)
            .add("price", DataTypes.createDecimalType(12, 2))
            .add("vector", SQLDataTypes.VectorType())
            .add("nested", DataTypes.createArrayType(FLOATS))
            .add("count", DataTypes.LongType, false)
            .add("count", DataTypes.IntegerType);
    Row full =
        RowFactory.create(
            seq(5.1f, 3.5f, 1.4f, 0.2f),
            "größer",
            seq("x", null),
            RowFactory.create("s", seq(1f, null)),
            CollectionConverters.asScala(Map.of("k", seq(2f))),
            new byte[] {1, 2},
            Date.valueOf("2026-11-23"),
            new java.math.BigDecimal("12.50"),
            Vectors.dense(1, 2),
            seq(seq(1f), seq(), null),
            7L,
            3);
    Object[] nothing = new Object[schema.size()];
    nothing[0] = seq(6.3f, null, 6f, 2.5f);
    nothing[10] = 8L;
    Dataset<Row> data =
        spark.createDataFrame(List.of(full, RowFactory.create(nothing), full, full), schema);
    Dataset<Row> scored = iris("row").transform(data);
    assertThat(Arrays.asList(scored.schema().fields()).subList(0, schema.size()))
        .isEqualTo(Arrays.asList(schema.fields()));
    assertThat(scored.schema()).isEqualTo(iris("row").transformSchema(schema));
    List<Row> before = data.collectAsList();
    List<Row> after = scored.collectAsList();
    for (int row = 0; row < before.size(); row++) {
      for (int i = 0; i < schema.size(); i++) {
        assertThat(after.get(row).get(i)).isEqualTo(before.get(row).get(i));
      }
      assertThat(after.get(row).isNullAt(schema.size())).isEqualTo(row == 1);
    }
  }

  @Test
  void arraysOfAnyNumbersSayTheSame() {
    Dataset<Row> data =
        spark.sql(
            """
            select array(5.0f, 3.0f, 1.0f, 2.0f) as floats, array(5.0d, 3.0d, 1.0d, 2.0d) as doubles,
              array(5L, 3L, 1L, 2L) as longs, array(5, 3, 1, 2) as ints,
              array(5S, 3S, 1S, 2S) as shorts, array(5Y, 3Y, 1Y, 2Y) as bytes,
              array(array(5, 3), array(1, 2)) as nested
            """);
    Row expected = iris("floats").transform(data).select("probabilities").first();
    for (String column : List.of("doubles", "longs", "ints", "shorts", "bytes", "nested")) {
      assertThat(iris(column).transform(data).select("probabilities").first()).isEqualTo(expected);
    }
    Row none =
        spark
            .sql("select array(array(5, 3), cast(null as array<int>)) as nested")
            .transform(one -> iris("nested").transform(one))
            .first();
    assertThat(none.isNullAt(1)).isTrue();
  }

  @Test
  void rowsOfJavaOnBothSidesSayTheSame() {
    Dataset<Row> data =
        spark
            .range(0, 20)
            .selectExpr("id", "'t' || id as text", "array(5.0 + id, 3.0, 1.0, 2.0) as row")
            .selectExpr("id", "text", "cast(row as array<double>) as row");
    List<Row> expected = iris("row").transform(data).collectAsList();
    MapPartitionsFunction<Row, Row> asItIs = rows -> rows;
    Dataset<Row> before = data.mapPartitions(asItIs, Encoders.row(data.schema()));
    Dataset<Row> scored = iris("row").transform(before);
    Dataset<Row> after = scored.mapPartitions(asItIs, Encoders.row(scored.schema()));
    assertThat(after.collectAsList()).isEqualTo(expected).hasSize(20);

    HebbModel again = iris("row").output("dense_1", "again");
    for (Row row : again.transform(after).collectAsList()) {
      assertThat(row.<Object>getAs("again")).isEqualTo(row.<Object>getAs("probabilities"));
    }
  }

  @Test
  void rowsTooWideForGeneratedCodeSayTheSame() {
    String[] columns = new String[150];
    Arrays.setAll(columns, i -> "array(id + 5.0d, 3.0d, 1.0d, %dd) as c%d".formatted(i, i));
    Dataset<Row> wide = spark.range(0, 3).selectExpr(columns);
    List<Row> rows = iris("c149").transform(wide).collectAsList();
    List<Row> narrow =
        iris("c149").transform(wide.select("c149")).select("probabilities").collectAsList();
    for (int row = 0; row < 3; row++) {
      assertThat(rows.get(row).<Object>getAs("probabilities")).isEqualTo(narrow.get(row).get(0));
      assertThat(rows.get(row).getList(7)).isEqualTo(List.of(row + 5.0, 3.0, 1.0, 7.0));
    }
  }
}
