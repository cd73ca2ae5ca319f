package dev.hebb.cli.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class AnswerTest {
  private static final Table TABLE =
      new Table(
          "rows",
          List.of(Column.of("name"), Column.number("count"), Column.below("remedy")),
          List.of(
              List.of(Cell.of("naïve"), Cell.of(12_345L), Cell.of("")),
              List.of(new Cell("x", "x", Tone.BAD), Cell.of(7L), Cell.of("Mend it."))));

  @Test
  void columnsStandUnderEachOther() {
    Answer answer =
        Answer.of(
            new Title("file.onnx"),
            Facts.of(
                List.of(
                    Fact.of("size", 3),
                    new Fact("long_name", 1.5, "a longer name", "one and a half"),
                    Fact.silent("hidden", true))),
            TABLE,
            Remark.of("Done."));
    assertThat(answer.text(false))
        .isEqualTo(
            """
            file.onnx

              size           3
              a longer name  one and a half

              name    count
              naïve  12,345
              x           7
                     Mend it.

            Done.
            """);
    assertThat(answer.text(true))
        .contains("\u001b[1mfile.onnx\u001b[0m\n", "  \u001b[31mx\u001b[0m           7\n")
        .doesNotContain("\u001b[31mx    ");
  }

  @Test
  void programsGetNumbersAsNumbers() {
    Answer answer =
        Answer.of(
            Facts.of(
                List.of(
                    Fact.silent("whole", 12_345L),
                    Fact.silent("none", Double.NaN),
                    Fact.aside("seen", "by people only"),
                    Fact.silent("map", Map.of("a", List.of(1, "?"))))),
            new Facts("notes", List.of(Fact.of("k<", "v"))),
            TABLE.first(1, "never"));
    assertThat(answer.json().replaceAll("\\s+", ""))
        .isEqualTo(
            "{\"whole\":12345,\"none\":\"NaN\",\"map\":{\"a\":[1,\"?\"]},\"notes\":{\"k<\":\"v\"},"
                + "\"rows\":[{\"name\":\"naïve\",\"count\":12345,\"remedy\":\"\"},{\"name\":\"x\",\"count\":7,\"remedy\":\"Mendit.\"}]}");
  }

  @Test
  void peopleAreToldHowManyRowsAreLeftOut() {
    assertThat(Answer.of(TABLE.first(1, "--all shows them.")).text(false))
        .endsWith("  naïve  12,345\n  and 1 more: --all shows them.\n");
    assertThat(Answer.of(new Table("none", List.of(Column.of("a")), List.of())).text(false))
        .isEmpty();
  }

  @Test
  void listsTakeAColumnANumberInFiles() {
    Table table =
        new Table(
            "rows",
            List.of(Column.number("row"), Column.of("scores"), Column.of("text")),
            List.of(
                List.of(Cell.of(1), Cell.of(List.of(0.5f, 2f)), Cell.of("a, \"b\"")),
                List.of(Cell.of(2), Cell.of(List.of(1f)), Cell.of("c"))));
    assertThat(CsvReport.of(table))
        .isEqualTo("row,scores[0],scores[1],text\r\n1,0.5,2.0,\"a, \"\"b\"\"\"\r\n2,1.0,,c\r\n");
  }
}
