package dev.hebb.spark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hebb.runtime.Element;
import java.nio.ByteBuffer;
import java.nio.FloatBuffer;
import java.nio.IntBuffer;
import java.nio.LongBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.apache.spark.ml.linalg.Vectors;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.StructType;
import org.junit.jupiter.api.Test;
import scala.collection.Seq;
import scala.jdk.javaapi.CollectionConverters;

class FeedTest {
  private static Feed feed(Element type, List<String> dims, String... columns) {
    int[] places = new int[columns.length];
    Arrays.setAll(places, i -> i);
    return new Feed(
        new Slot("x", type, dims), places, List.of(columns), new StructType(), "m.onnx");
  }

  private static Seq<Object> seq(Object... values) {
    return CollectionConverters.asScala(Arrays.asList(values)).toSeq();
  }

  private static Row row(Object... values) {
    return RowFactory.create(values);
  }

  @Test
  void nestedArraysVectorsAndColumnsAreReadInOrder() {
    List<String> dims = List.of("batch", "time", "2");
    Object nested = seq(seq(1f, 2f), seq(3f, 4f), seq(5f, 6f));
    assertThat(feed(Element.FLOAT32, dims, "a").read(row(nested)))
        .contains(Cell.of(FloatBuffer.wrap(new float[] {1, 2, 3, 4, 5, 6}), List.of(3)));
    Object vector = Vectors.sparse(4, new int[] {1, 3}, new double[] {7, 8});
    assertThat(feed(Element.FLOAT32, dims, "a").read(row(vector)))
        .contains(Cell.of(FloatBuffer.wrap(new float[] {0, 7, 0, 8}), List.of(2)));
    assertThat(feed(Element.INT32, List.of("batch", "3"), "a", "b", "c").read(row(4, 5L, 6.9)))
        .contains(Cell.of(IntBuffer.wrap(new int[] {4, 5, 6}), List.of()));
    assertThat(feed(Element.BOOL, List.of("batch", "2"), "a", "b").read(row(true, 0)))
        .contains(Cell.of(ByteBuffer.wrap(new byte[] {1, 0}), List.of()));
    assertThat(feed(Element.UINT8, List.of("batch", "2"), "a").read(row(seq(7, 255))))
        .contains(Cell.of(ByteBuffer.wrap(new byte[] {7, -1}), List.of()));
  }

  @Test
  void largeWholeNumbersStayWhatTheyAre() {
    long large = (1L << 53) + 1; // the first that a double cannot hold
    assertThat(feed(Element.INT64, List.of("batch", "time"), "ids").read(row(seq(large, -large))))
        .contains(Cell.of(LongBuffer.wrap(new long[] {large, -large}), List.of(2)));
  }

  @Test
  void aNullAnywhereIsNothing() {
    Feed feed = feed(Element.FLOAT32, List.of("batch", "time", "2"), "a");
    assertThat(feed.read(row((Object) null))).isEmpty();
    assertThat(feed.read(row(seq(1f, null)))).isEmpty();
    assertThat(feed.read(row(seq(seq(1f, 2f), null)))).isEmpty();
    assertThat(feed.read(row(seq(null, seq(1f, 2f))))).isEmpty();
    assertThat(feed(Element.STRING, List.of("batch"), "a").read(row((Object) null))).isEmpty();
    assertThat(feed(Element.FLOAT32, List.of("batch", "2"), "a", "b").read(row(1f, null)))
        .isEqualTo(Optional.empty());
  }

  @Test
  void aWrongLengthIsSaid() {
    Feed feed = feed(Element.FLOAT32, List.of("batch", "time", "2"), "a");
    assertThatThrownBy(() -> feed.read(row(seq(1f, 2f, 3f))))
        .hasMessage(
            "m.onnx: column \"a\": expected a multiple of 2 numbers a row for input \"x\" (float32 [batch, time, 2]), got 3.");
    assertThatThrownBy(() -> feed.read(row(seq())))
        .hasMessage(
            "m.onnx: column \"a\": expected a multiple of 2 numbers a row for input \"x\" (float32 [batch, time, 2]), got 0.");
  }
}
