package dev.hebb.training.data;

import static dev.hebb.training.data.Column.category;
import static dev.hebb.training.data.Column.number;
import static dev.hebb.training.data.Column.text;
import static dev.hebb.training.data.Column.whole;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hebb.training.TrainingException;
import java.nio.file.Path;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Columns that cannot be declared, written or read. */
class ColumnsErrorsTest {
  @TempDir Path folder;

  private static void refused(ThrowingCallable call, String message) {
    assertThatThrownBy(call).isInstanceOf(TrainingException.class).hasMessage(message);
  }

  @Test
  void declarationsThatCannotBe() {
    refused(
        () -> Columns.of(number("a"), category("b")),
        "columns: expected numbers of one type side by side, got number(\"a\") and category(\"b\"). Give one of them an"
            + " input of its own, or say oneHot().");
    refused(
        () -> Columns.of(number("a")).input(whole("b"), text("c", text -> new long[0], 2)),
        "columns: expected numbers of one type side by side, got whole(\"b\") and text(\"c\"). Give one of them an"
            + " input of its own.");
    refused(() -> Columns.of(), "columns: expected at least one column in each input and target.");
    refused(
        () -> category("a", "x", "y", "x"),
        "category(\"a\"): expected each category once, got [x, y, x].");
    refused(
        () -> category("a", "x", "y").or("z"),
        "category(\"a\"): expected what stands in to be one of [x, y], got \"z\". Add it, or say orUnknown() first.");
    refused(() -> number("a").or(Double.NaN), "number(\"a\").or(NaN): expected a finite number.");
    refused(
        () -> Csv.of(Path.of("houses.csv")).decimalComma(),
        "houses.csv: expected a separator other than what stands before decimals, got ',' for both. Say separator(';')"
            + " first.");
    refused(
        () -> Columns.of(number("a")).target(number("b")).labels(),
        "columns: expected a target that is a category, and its categories to be known, got number(\"b\"). Ask the"
            + " columns of a table that was read.");
  }

  @Test
  void noColumnsAsJson() {
    String wrong = ": expected columns as toJson() writes them, got something else: ";
    refused(
        () -> Columns.ofJson("{\"inputs\":[]}"),
        "columns" + wrong + "there is no \"targets\". Write them again.");
    refused(
        () ->
            Columns.ofJson(
                "{\"inputs\":[[{\"number\":\"a\",\"missing\":\"maybe\"}]],\"targets\":[],\"weights\":[],\"skipped\":[]}"),
        "columns"
            + wrong
            + "No enum constant dev.hebb.training.data.Missing.MAYBE. Write them again.");
    refused(
        () -> Columns.of(text("a", text -> new long[0], 2)).toJson(),
        "columns: text(\"a\") cannot be written, since what makes tokens of it is code. Declare it where the others are"
            + " read.");
    refused(
        () -> Columns.read(folder.resolve("none")),
        folder.resolve("none")
            + ": could not be read: there is no such file. Give the path of a file that is there.");
  }
}
