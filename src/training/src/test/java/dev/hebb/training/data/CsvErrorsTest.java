package dev.hebb.training.data;

import static dev.hebb.training.data.Column.category;
import static dev.hebb.training.data.Column.number;
import static dev.hebb.training.data.Column.others;
import static dev.hebb.training.data.Column.text;
import static dev.hebb.training.data.Column.whole;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hebb.training.TrainingException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.stream.IntStream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is wrong in a CSV file is said with its place. */
class CsvErrorsTest {
  private static final Columns COLUMNS =
      Columns.of(number("sqft"), category("city").oneHot()).target(whole("price"));

  @TempDir Path folder;

  private Path file;

  @BeforeEach
  void name() {
    file = folder.resolve("houses.csv");
  }

  private void refused(String text, Columns columns, String message) throws IOException {
    refused(Csv.of(Files.writeString(file, text)), columns, file + message);
  }

  private static void refused(Csv csv, Columns columns, String message) {
    refused(() -> csv.read(columns), message);
  }

  private static void refused(ThrowingCallable call, String message) {
    assertThatThrownBy(call).isInstanceOf(TrainingException.class).hasMessage(message);
  }

  @Test
  void noNumber() throws IOException {
    refused(
        "sqft,city,price\n12,Rome,1\n\"12 m\",Rome,1\n",
        COLUMNS,
        ": line 3, column \"sqft\": expected a number, got \"12 m\". Mend it, or say that it means that there is"
            + " nothing: missing(\"12 m\").");
    for (String none :
        new String[] {"NaN", "Infinity", "0x10", "1f", "1e", "1,5", "--1", ".", "1 2"}) {
      refused(
          "sqft\n1\n\"" + none + "\"\n",
          Columns.of(number("sqft")),
          ": line 3, column \"sqft\": expected a number, got \"%s\". Mend it, or say that it means that there is nothing: missing(\"%s\")."
              .formatted(none, none));
    }
    refused(
        "sqft\n1e39\n",
        Columns.of(number("sqft")),
        ": line 2, column \"sqft\": expected a number that float32 holds, got \"1e39\". Scale the column.");
    refused(
        Csv.of(Files.writeString(file, "sqft;city\n1.234;a\n")).separator(';').decimalComma(),
        Columns.of(number("sqft")),
        file
            + ": line 2, column \"sqft\": expected a number, got \"1.234\". Mend it, or say that it means that there is"
            + " nothing: missing(\"1.234\").");
    refused(
        "sqft,city,price\n12,\"two\nlines\",1\n1,Rome,1.5\n",
        COLUMNS,
        ": line 4, column \"price\": expected a whole number, got \"1.5\". Mend it, or read the column otherwise:"
            + " number(\"price\").");
  }

  @Test
  void nothing() throws IOException {
    refused(
        "sqft,city,price\n,Rome,1\n",
        COLUMNS,
        ": line 2, column \"sqft\": expected a number, got nothing. Fill such gaps: number(\"sqft\").orMedian(),"
            + " orMean() or or(0), or leave the rows out: orDropRow().");
    refused(
        "sqft,city,price\n1,,1\n",
        COLUMNS,
        ": line 2, column \"city\": expected a category, got nothing. Fill such gaps: category(\"city\").or(\"none\"),"
            + " or leave the rows out: orDropRow().");
    refused(
        "sqft,city,price\n1,Rome,\n",
        COLUMNS,
        ": line 2, column \"price\": expected a whole number, got nothing. Fill such gaps: whole(\"price\").or(0), or"
            + " leave the rows out: orDropRow().");
    refused(
        "sqft,x\n,1\n",
        Columns.of(number("sqft").orMean()),
        ": column \"sqft\": expected at least one number to fill the gaps from, got none. Say or(0).");
    refused(
        "sqft,x\n,1\n,2\n",
        Columns.of(number("sqft").orDropRow()),
        ": expected rows, got none: in each of 2 something is missing.");
  }

  @Test
  void fieldsTooFewOrTooMany() throws IOException {
    refused(
        "sqft,city,price\n1,Rome,1\n2,Rome\n",
        COLUMNS,
        ": line 3: expected 3 fields as in the header, got 2. Mend the line, or say what stands between fields:"
            + " separator(...).");
    refused(
        Csv.of(Files.writeString(file, "1,Rome,1\nx,Rome,1,5\n")).names("sqft", "city", "price"),
        COLUMNS,
        file
            + ": line 2: expected 3 fields, one for each name, got 4. Mend the line, or say what stands between fields:"
            + " separator(...).");
  }

  @Test
  void columnsThatAreNotThere() throws IOException {
    refused(
        "id,Sqft ,city,price\n",
        COLUMNS,
        ": expected a column \"sqft\", got [id, Sqft , city, price]. Did you mean \"Sqft \"?");
    refused("area,city,price\n", COLUMNS, ": expected a column \"sqft\", got [area, city, price].");
    refused(
        "sqft,city,price,city\n",
        COLUMNS,
        ": expected one column \"city\", got several in [sqft, city, price, city]. Rename all but one.");
    refused(
        "sqft,rooms,rooms\n",
        Columns.of(others()),
        ": expected one column \"rooms\", got several in [sqft, rooms, rooms]. Rename all but one.");
    refused(
        "id\n1\n",
        Columns.of(others()).skip("id"),
        ": others(): expected at least one column that is named nowhere else, got [id]. Leave it out.");
  }

  @Test
  void anEmptyFile() throws IOException {
    refused("", COLUMNS, ": expected a header and rows, got an empty file.");
    refused("\n\n", COLUMNS, ": expected a header and rows, got an empty file.");
    refused("sqft,city,price\r\n", COLUMNS, ": expected rows, got none.");
    refused(
        Csv.of(folder.resolve("none")),
        COLUMNS,
        folder.resolve("none")
            + ": could not be read: there is no such file. Give the path of a file that is there.");
  }

  @Test
  void quotesThatAreOpen() throws IOException {
    String unclosed =
        ": line 3: expected each quote that is opened to be closed, got the end of the file. Close it, or say what"
            + " quotes: quote(...).";
    refused("sqft,city,price\n1,Rome,1\n2,\"Rome,1\n3,Rome,2\n", COLUMNS, unclosed);
    refused("sqft,city,price\n1,Rome,1\n2,Rome,\"1", COLUMNS, unclosed);
    refused("price,sqft,city\n1,1,Rome\n2,1,\"", COLUMNS, unclosed);
    refused(
        "sqft,city,price\n1,\"Rome\"x,1\n",
        COLUMNS,
        ": line 2: could not be read: Unexpected character after closing quote: 'x' (0x78). Mend the file.");
  }

  @Test
  void categoriesThatAreUnknown() throws IOException {
    refused(
        "city\nRome\nPariss\n",
        Columns.of(category("city", "Paris", "Rome")),
        ": line 3, column \"city\": expected one of [Paris, Rome], got \"Pariss\". Did you mean \"Paris\"? Mend it, or"
            + " take what is unknown: orUnknown().");
    String[] many = IntStream.range(0, 30).mapToObj(i -> "c" + i).toArray(String[]::new);
    refused(
        "city\n" + "x".repeat(100) + "\n",
        Columns.of(category("city", many)),
        ": line 2, column \"city\": expected one of 30 categories, the first [c0, c1, c2, c3, c4, c5, c6, c7, c8, c9],"
            + " got \""
            + "x".repeat(40)
            + "…\". Mend it, or take what is unknown: orUnknown().");
  }

  @Test
  void bytesThatAreNoCharacters() throws IOException {
    Files.write(file, "city\nRome\nMünchen\n".getBytes(StandardCharsets.ISO_8859_1));
    assertThatThrownBy(() -> Csv.of(file).read(Columns.of(category("city"))))
        .isInstanceOf(TrainingException.class)
        .hasMessageMatching(
            "\\Q%s\\E: after line \\d+: expected characters in UTF-8, got bytes that are none. Say in which they are: charset\\(\\.\\.\\.\\)\\."
                .formatted(file));
  }

  @Test
  void aTokenizerThatFails() throws IOException {
    refused(
        "city\nRome\n",
        Columns.of(text("city", city -> new long[-1], 3)),
        ": line 2, column \"city\": could not be read: java.lang.NegativeArraySizeException: -1.");
  }

  @Test
  void aFileThatGrowsWhileItIsRead() throws IOException {
    Files.writeString(file, "city\nRome\n");
    Columns columns =
        Columns.of(
            text(
                "city",
                city -> {
                  try {
                    if (city.equals("Rome")) {
                      Files.writeString(file, "Paris\n", StandardOpenOption.APPEND);
                    }
                  } catch (IOException failed) {
                    throw new UncheckedIOException(failed);
                  }
                  return new long[] {1};
                },
                1));
    refused(
        Csv.of(file),
        columns,
        file
            + ": expected a file that stays as it is, got one that changed while it was read. Read it again when it is"
            + " complete.");
  }

  @Test
  void afterAFailureNoFileIsLeft() throws IOException {
    Path spool = Files.createDirectory(folder.resolve("spool"));
    StringBuilder rows = new StringBuilder("x\n");
    IntStream.range(0, Spool.MEMORY / 4 + 10).forEach(i -> rows.append("1\n"));
    Csv csv = Csv.of(Files.writeString(file, rows + "x\n")).spoolTo(spool);
    refused(
        csv,
        Columns.of(number("x")),
        file
            + ": line 2,097,164, column \"x\": expected a number, got \"x\". Mend it, or say that it means that there is"
            + " nothing: missing(\"x\").");
    assertThat(spool).isEmptyDirectory();
    Path nowhere = folder.resolve("nowhere");
    refused(
        csv.spoolTo(nowhere),
        Columns.of(number("x")),
        "data: rows that do not fit into memory could not be put into a temporary file in %s: there is no such folder. Make room there, or name another folder: spoolTo(folder)."
            .formatted(nowhere));
  }

  @Test
  void aTableThatWasClosed() throws IOException {
    Table table = Csv.of(Files.writeString(file, "x\n1\n")).read(Columns.of(number("x")));
    table.close();
    refused(
        () -> table.example(0),
        "data: expected rows that are open, got some that were closed. Close them after training.");
  }
}
