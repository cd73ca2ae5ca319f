package dev.hebb.cli;

import dev.hebb.cli.report.Cell;
import dev.hebb.cli.report.Column;
import dev.hebb.cli.report.Table;
import dev.hebb.cli.report.Tone;
import java.util.List;

/**
 * One thing that was checked.
 *
 * @param remedy what to do; empty if nothing
 */
record Check(State state, String name, String what, String remedy) {
  enum State {
    OK("ok", Tone.GOOD),
    /** There is nothing to check, or nobody asked. */
    NONE("-", Tone.QUIET),
    FAILED("failed", Tone.BAD);

    private final String mark;
    private final Tone tone;

    State(String mark, Tone tone) {
      this.mark = mark;
      this.tone = tone;
    }
  }

  static Check ok(String name, String what) {
    return new Check(State.OK, name, what, "");
  }

  static Check none(String name, String what) {
    return new Check(State.NONE, name, what, "");
  }

  static Check failed(String name, String what, String remedy) {
    return new Check(State.FAILED, name, what, remedy);
  }

  /** All of them, one a row. */
  static Table table(List<Check> checks) {
    List<Column> columns =
        List.of(
            Column.of("state").titled(""),
            Column.of("check").titled(""),
            Column.of("what").titled(""),
            Column.below("remedy"));
    return new Table(
        "checks",
        columns,
        checks.stream()
            .map(
                each ->
                    List.of(
                        new Cell(
                            each.state == State.NONE ? "none" : each.state.mark,
                            each.state.mark,
                            each.state.tone),
                        Cell.of(each.name),
                        Cell.of(each.what),
                        Cell.of(each.remedy)))
            .toList());
  }
}
