package dev.hebb.training.data;

import static dev.hebb.training.data.Column.category;
import static dev.hebb.training.data.Column.number;
import static dev.hebb.training.data.Column.others;
import static dev.hebb.training.data.Column.text;
import static dev.hebb.training.data.Column.whole;
import static org.assertj.core.api.Assertions.assertThat;

import dev.hebb.graph.DataType;
import dev.hebb.graph.Tensor;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CsvTest {
  private static final String HOUSES =
      """
      id,sqft,city,rooms,price,sold
      7,1200,Paris,3,250.5,no
      8,,Athens,2,180,yes
      9,2000.5,Paris,5,1e3,yes
      10,800,London,1,95,no
      """;

  @TempDir Path folder;

  private Csv csv(String text) throws IOException {
    return Csv.of(Files.writeString(folder.resolve("houses.csv"), text));
  }

  private static float[] inputs(Table table) {
    return table.toDataset().inputs().get(0).toFloats();
  }

  private static long[] longs(Table table) {
    return table.toDataset().inputs().get(0).toLongs();
  }

  @Test
  void numbersCategoriesAndALabel() throws IOException {
    Columns columns =
        Columns.of(number("sqft").orMedian(), category("city").oneHot())
            .input(category("city"), whole("rooms"))
            .target(number("price"))
            .target(category("sold"));
    try (Table table = csv(HOUSES).read(columns)) {
      assertThat(table).hasToString("4 rows of " + folder.resolve("houses.csv"));
      assertThat(table.inputSpecs())
          .containsExactly(TensorSpec.of(DataType.FLOAT32, 4), TensorSpec.of(DataType.INT64, 2));
      assertThat(table.targetSpecs())
          .containsExactly(TensorSpec.of(DataType.FLOAT32, 1), TensorSpec.labels(2));
      assertThat(inputs(table))
          .containsExactly(1200, 0, 0, 1, 1200, 1, 0, 0, 2000.5f, 0, 0, 1, 800, 0, 1, 0);
      Dataset all = table.toDataset();
      assertThat(all.inputs().get(1).toLongs()).containsExactly(2, 3, 0, 2, 2, 5, 1, 1);
      assertThat(all.targets().get(0).toFloats()).containsExactly(250.5f, 180, 1000, 95);
      assertThat(all.targets().get(1).toLongs()).containsExactly(0, 1, 1, 0);
      assertThat(table.example(2).targets().get(1).toLongs()).containsExactly(1);
      assertThat(table.columns().inputs().get(0))
          .containsExactly(
              number("sqft").or(1200), category("city", "Athens", "London", "Paris").oneHot());
    }
  }

  @Test
  void labelsKeepTheirNames() throws IOException {
    try (Table table = csv(HOUSES).read(Columns.of(number("rooms")).target(category("city")))) {
      assertThat(table.labels()).containsExactly("Athens", "London", "Paris");
      assertThat(table.example(0).label()).isEqualTo(2);
    }
    Columns given =
        Columns.of(number("rooms")).target(category("city", "Paris", "London", "Athens"));
    try (Table table = csv(HOUSES).read(given)) {
      assertThat(table.labels()).containsExactly("Paris", "London", "Athens");
      assertThat(table.example(0).label()).isZero();
    }
  }

  @Test
  void whatStandsInForWhatIsMissing() throws IOException {
    String gaps = "x,y\n1,a\n,b\n2,\n6,c\nNA,a\n";
    Csv file = csv(gaps).missing("NA", "?");
    assertThat(inputs(file.read(Columns.of(number("x").orMean())))).containsExactly(1, 3, 2, 6, 3);
    assertThat(inputs(file.read(Columns.of(number("x").orMedian()))))
        .containsExactly(1, 2, 2, 6, 2);
    assertThat(inputs(file.read(Columns.of(number("x").or(-1.5)))))
        .containsExactly(1, -1.5f, 2, 6, -1.5f);
    Table left =
        file.read(Columns.of(number("x").orDropRow(), category("y").orDropRow().asNumber()));
    assertThat(inputs(left)).as("b is in no row that is kept").containsExactly(1, 0, 6, 1);
    assertThat(left.dropped()).isEqualTo(3);
    assertThat(longs(file.read(Columns.of(category("y").or("none")))))
        .containsExactly(0, 1, 3, 2, 0);
    assertThat(longs(file.read(Columns.of(whole("x").or(-9))))).containsExactly(1, -9, 2, 6, -9);
    assertThat(longs(file.read(Columns.of(whole("x").orDropRow())))).containsExactly(1, 2, 6);
  }

  @Test
  void theMedianOfAnEvenNumberAndOfNegativeOnes() throws IOException {
    Columns column = Columns.of(number("x").orMedian());
    for (String rows : new String[] {"-3\n4\n-1\n7\nNA\n", "7\nNA\n-1\n-3\n4\n"}) {
      Table table = csv("x\n" + rows).missing("NA").read(column);
      assertThat(table.columns()).isEqualTo(Columns.of(number("x").or(1.5)));
    }
    StringBuilder many = new StringBuilder("x\n");
    IntStream.range(0, 10_001).forEach(i -> many.append(i * 7919 % 10_001 - 5_000.25).append('\n'));
    assertThat(csv(many.toString()).read(column).columns())
        .isEqualTo(Columns.of(number("x").or(-0.25)));
  }

  @Test
  void otherFilesBecomeTheSameNumbers() throws IOException {
    Columns columns =
        Columns.of(number("sqft").orMean(), category("city").orUnknown().oneHot())
            .target(number("price"));
    Table table = csv(HOUSES).read(columns);
    Path json = folder.resolve("columns.json");
    table.columns().write(json);
    Columns fitted = Columns.read(json);
    assertThat(fitted).isEqualTo(table.columns());
    float mean = (float) ((1200 + 2000.5 + 800) / 3);
    Csv later = csv("city,sqft\nRome,\nLondon,5\n");
    assertThat(inputs(later.read(fitted.withoutTargets())))
        .containsExactly(mean, 1, 0, 0, 0, 5, 0, 0, 1, 0);
    assertThat(longs(later.read(Columns.of(category("city", "Athens", "London").orUnknown()))))
        .containsExactly(0, 2);
  }

  @Test
  void jsonIsReadAgain() {
    Columns columns =
        Columns.of(others().orMean(), number("a").or(0.1), category("b").asNumber())
            .input(whole("c").orDropRow(), category("d", "x", "é\"y").or("x").orUnknown())
            .target(number("e"))
            .weight(number("f").or(1))
            .skip("id", "at");
    assertThat(Columns.ofJson(columns.toJson())).isEqualTo(columns);
    assertThat(Columns.of(number("a")).toJson())
        .isEqualTo(
            "{\"inputs\":[[{\"number\":\"a\",\"missing\":\"refuse\"}]],\"targets\":[],\"weights\":[],\"skipped\":[]}");
  }

  @Test
  void rowsThatCountMore() throws IOException {
    Columns columns = Columns.of(number("rooms")).target(number("price")).weight(number("id"));
    try (Table table = csv(HOUSES).read(columns)) {
      assertThat(table.weightSpecs()).containsExactly(TensorSpec.of(DataType.FLOAT32));
      assertThat(table.toDataset().weights())
          .containsExactly(Tensor.of(new float[] {7, 8, 9, 10}, 4));
      assertThat(table.example(1).weights().get(0).floats().get(0)).isEqualTo(8);
      try (Spooled spooled = table.spooled()) {
        assertThat(spooled.toDataset()).isEqualTo(table.toDataset());
      }
      assertThat(Csv.of(folder.resolve("houses.csv")).read(columns.withoutTargets()).specs())
          .hasSize(1);
    }
  }

  @Test
  void allOtherColumns() throws IOException {
    Columns columns = Columns.of(others().or(0)).target(category("sold")).skip("id", "city");
    try (Table table = csv(HOUSES).read(columns)) {
      assertThat(table.inputSpecs()).containsExactly(TensorSpec.of(DataType.FLOAT32, 3));
      assertThat(inputs(table))
          .containsExactly(1200, 3, 250.5f, 0, 2, 180, 2000.5f, 5, 1000, 800, 1, 95);
      assertThat(table.columns().inputs().get(0))
          .containsExactly(number("sqft").or(0), number("rooms").or(0), number("price").or(0));
    }
  }

  @Test
  void textBecomesTokens() throws IOException {
    Columns columns =
        Columns.of(text("review", review -> review.chars().mapToLong(c -> c).toArray(), 3))
            .target(whole("stars"));
    try (Table table = csv("stars,review\n4,ab\n0,\"a,\"\"b\"\n2,\n").read(columns)) {
      assertThat(table.inputSpecs()).containsExactly(TensorSpec.of(DataType.INT64, 3));
      assertThat(longs(table)).containsExactly('a', 'b', 0, 'a', ',', '"', 0, 0, 0);
      assertThat(table.targetSpecs()).containsExactly(TensorSpec.labels(5));
    }
  }

  @Test
  void whateverTheFileIsWrittenLike() throws IOException {
    Columns columns = Columns.of(number("a"), number("b")).target(category("c é"));
    List<String> texts =
        List.of(
            "a,b,c é\n1.5,-2,x\n3,4,\"y,\nz\"\n",
            "a,b,c é\r\n1.5,-2,x\r\n\r\n3,4,\"y,\nz\"",
            "\uFEFFa,b,c é\r 1.5 ,-2,x\r3,+4.0e0,\"y,\nz\"\r",
            "\"c é\",\"b\",\"a\"\nx,\"-2\",\"1.5\"\n\n\"y,\nz\",4,3\n");
    for (String text : texts) {
      Table table = csv(text).read(columns);
      assertThat(inputs(table)).containsExactly(1.5f, -2, 3, 4);
      assertThat(table.labels()).containsExactly("x", "y,\nz");
      assertThat(table.example(1).label()).isEqualTo(1);
    }
    Csv european = csv("a;b;c é\n1,5;-2;'it''s'\n3;4;y\n").separator(';').quote('\'');
    assertThat(european.decimalComma().read(columns).labels()).containsExactly("it's", "y");
    assertThat(inputs(european.decimalComma().read(columns))).containsExactly(1.5f, -2, 3, 4);
    assertThat(
            inputs(csv("1.5\t-2\tx\n3\t4\ty").separator('\t').names("a", "b", "c é").read(columns)))
        .containsExactly(1.5f, -2, 3, 4);
  }

  @Test
  void charactersAndGzip() throws IOException {
    Columns columns = Columns.of(category("c é"));
    for (Charset charset :
        List.of(StandardCharsets.ISO_8859_1, StandardCharsets.UTF_16, StandardCharsets.UTF_8)) {
      Path path = Files.writeString(folder.resolve("c.csv"), "c é\nü\n", charset);
      assertThat(Csv.of(path).charset(charset).read(columns).columns())
          .isEqualTo(Columns.of(category("c é", "ü")));
    }
    Path packed = folder.resolve("packed.csv.gz");
    try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(packed))) {
      out.write("\uFEFFc é\nü\n".getBytes(StandardCharsets.UTF_8));
    }
    assertThat(Csv.of(packed).read(columns).columns()).isEqualTo(Columns.of(category("c é", "ü")));
  }

  @Test
  void floatsAreTheNearestOnes() throws IOException {
    List<String> numbers =
        List.of(
            "0",
            "-0",
            "+7",
            ".5",
            "5.",
            "1e-3",
            "1E+3",
            "123456789",
            "0.1",
            "16777217",
            "33554435",
            "1.00000005960464477539",
            "1.000000059604644775390625",
            "1.0000000596046447753906250001",
            "3.4028235e38",
            "1e-45",
            "1.17549435e-38",
            "9007199254740993",
            "0.000000000000000000001",
            "123456789012345678901234567890",
            "00000000000000000000000001.5",
            "7.038531e-26");
    Table table = csv("x\n" + String.join("\n", numbers) + "\n").read(Columns.of(number("x")));
    assertThat(table.toDataset().inputs().get(0).toFloats())
        .containsExactly(toFloats(numbers.stream().map(Float::parseFloat)));
  }

  private static float[] toFloats(Stream<Float> values) {
    List<Float> all = values.toList();
    float[] floats = new float[all.size()];
    IntStream.range(0, floats.length).forEach(i -> floats[i] = all.get(i));
    return floats;
  }

  @Test
  void rowsThatDoNotFitIntoMemoryLeaveNoFile() throws IOException {
    Path spool = Files.createDirectory(folder.resolve("spool"));
    int rows = Spool.MEMORY / 8 + 10_000;
    StringBuilder text = new StringBuilder("x,y\n");
    IntStream.range(0, rows).forEach(i -> text.append(i).append(",c").append(i % 3).append('\n'));
    Columns columns = Columns.of(number("x").orMedian()).target(category("y"));
    Table table = csv(text.toString()).spoolTo(spool).read(columns);
    assertThat(spool).as("its name is gone while it is read").isEmptyDirectory();
    assertThat(table.rows()).isEqualTo(rows);
    for (int row : new int[] {0, 1, rows / 2, rows - 1}) {
      assertThat(table.example(row).input().toFloats()).containsExactly(row);
      assertThat(table.example(row).label()).isEqualTo(row % 3);
    }
    assertThat(table.columns().inputs().get(0)).containsExactly(number("x").or((rows - 1) / 2.0));
    table.close();
    table.close();
    assertThat(spool).isEmptyDirectory();
  }
}
