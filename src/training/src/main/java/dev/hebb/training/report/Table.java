package dev.hebb.training.report;

import java.util.List;
import java.util.Map;

/**
 * Rows of text, the first cell of each naming it.
 *
 * @param columns their headings; none for a table of names and values
 */
record Table(String heading, List<String> columns, List<List<String>> rows) {
  static Table of(String heading, Map<String, String> figures) {
    List<List<String>> rows =
        Ordered.of(figures).entrySet().stream()
            .map(figure -> List.of(figure.getKey(), figure.getValue()))
            .toList();
    return new Table(heading, List.of(), rows);
  }

  /** On a card of its own. */
  String card() {
    return "<section class=\"card\">\n<h3>"
        + Html.escape(heading)
        + "</h3>\n<div class=\"scroll\">\n"
        + html()
        + "</div>\n</section>\n";
  }

  String html() {
    StringBuilder html = new StringBuilder("<table>\n");
    if (!columns.isEmpty()) {
      html.append("<thead><tr>");
      columns.forEach(name -> html.append("<th scope=\"col\">").append(Html.escape(name)));
      html.append("</thead>\n");
    }
    html.append("<tbody>\n");
    for (List<String> row : rows) {
      html.append("<tr><th scope=\"row\">").append(Html.name(row.get(0)));
      row.stream().skip(1).forEach(cell -> html.append("<td>").append(Html.escape(cell)));
      html.append('\n');
    }
    return html.append("</tbody>\n</table>\n").toString();
  }
}
