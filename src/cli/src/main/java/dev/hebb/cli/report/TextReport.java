package dev.hebb.cli.report;

import java.util.List;
import java.util.Locale;

/**
 * An answer for people: facts in two columns, tables with a heading, a blank line between.
 *
 * @param colours whether a terminal shows it
 */
record TextReport(boolean colours) {
  private static final String INDENT = "  ";

  String of(Answer answer) {
    StringBuilder text = new StringBuilder();
    for (Part part : answer.parts()) {
      String said = said(part);
      if (!said.isEmpty()) {
        text.append(text.isEmpty() ? "" : "\n").append(said);
      }
    }
    return text.toString();
  }

  private String said(Part part) {
    if (part instanceof Title title) {
      return Tone.STRONG.around(plain(title.text()), colours) + "\n";
    }
    if (part instanceof Remark remark) {
      return remark.tone().around(plain(remark.text()), colours) + "\n";
    }
    return part instanceof Facts facts ? facts(facts) : table((Table) part);
  }

  private String facts(Facts facts) {
    List<Fact> shown = facts.facts().stream().filter(fact -> !fact.label().isEmpty()).toList();
    int width = shown.stream().mapToInt(fact -> length(plain(fact.label()))).max().orElse(0);
    StringBuilder text = new StringBuilder();
    if (!facts.key().isEmpty() && !shown.isEmpty()) {
      text.append(INDENT).append(Tone.STRONG.around(facts.key(), colours)).append('\n');
    }
    for (Fact fact : shown) {
      String label = plain(fact.label());
      String spaces = " ".repeat(width - length(label));
      text.append(INDENT).append(label).append(spaces).append(INDENT);
      text.append(plain(fact.text())).append('\n');
    }
    return text.toString();
  }

  private String table(Table table) {
    if (table.rows().isEmpty()) {
      return "";
    }
    List<List<Cell>> shown = table.rows().subList(0, Math.min(table.most(), table.rows().size()));
    int[] widths = new int[table.columns().size()];
    List<Cell> heads =
        table.columns().stream().map(column -> new Cell("", column.title(), Tone.STRONG)).toList();
    widen(widths, heads);
    shown.forEach(row -> widen(widths, row));
    StringBuilder text = new StringBuilder();
    if (heads.stream().anyMatch(head -> !head.text().isEmpty())) {
      text.append(line(table, heads, widths));
    }
    shown.forEach(row -> text.append(line(table, row, widths)));
    int more = table.rows().size() - shown.size();
    if (more > 0) {
      text.append(INDENT)
          .append(Tone.QUIET.around("and %,d more: %s".formatted(more, table.rest()), colours))
          .append('\n');
    }
    return text.toString();
  }

  private static void widen(int[] widths, List<Cell> row) {
    for (int i = 0; i < widths.length; i++) {
      widths[i] = Math.max(widths[i], length(plain(row.get(i).text())));
    }
  }

  private String line(Table table, List<Cell> row, int[] widths) {
    StringBuilder line = new StringBuilder();
    StringBuilder below = new StringBuilder();
    int start = 0;
    int next = 0;
    for (int i = 0; i < row.size(); i++) {
      Column column = table.columns().get(i);
      Cell cell = row.get(i);
      String text = plain(cell.text());
      String said = cell.tone().around(text, colours);
      if (column.below()) {
        below.append(text.isEmpty() ? "" : " ".repeat(start) + said + "\n");
        continue;
      }
      String spaces = " ".repeat(Math.max(0, widths[i] - length(text)));
      line.append(INDENT).append(column.right() ? spaces + said : said + spaces);
      start = next + INDENT.length();
      next = start + widths[i];
    }
    return line.toString().stripTrailing() + "\n" + below;
  }

  // What stands in a file must not be able to move a terminal's cursor.
  private static String plain(String text) {
    StringBuilder plain = new StringBuilder();
    text.codePoints()
        .forEach(
            point -> {
              if (point == '\n') {
                plain.append("\\n");
              } else if (Character.isISOControl(point)) {
                plain.append(String.format(Locale.ROOT, "\\u%04x", point));
              } else {
                plain.appendCodePoint(point);
              }
            });
    return plain.toString();
  }

  private static int length(String text) {
    return text.codePointCount(0, text.length());
  }
}
