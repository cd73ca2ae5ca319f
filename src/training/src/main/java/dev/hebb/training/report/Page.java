package dev.hebb.training.report;

import com.google.gson.Gson;
import com.google.gson.JsonArray;
import dev.hebb.graph.Picture;
import dev.hebb.graph.Summary;
import dev.hebb.training.History;
import dev.hebb.training.Trained;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The parts of a report, put into the template in the order in which they are read. */
record Page(
    Trained trained,
    String title,
    List<String> notes,
    List<Table> tables,
    List<Chart> series,
    Optional<Examined> examined) {

  String html() {
    List<Chart> curves = Curves.of(trained.history());
    Map<String, String> parts = new LinkedHashMap<>();
    parts.put("title", Html.escape(title));
    parts.put("facts", facts());
    parts.put("notes", each(notes, note -> "<p>" + Html.escape(note) + "</p>\n"));
    parts.put("figures", figures());
    parts.put("curves", curves(curves));
    parts.put("series", figures("Series", "wide", series, curves.size()));
    parts.put("examined", examined.map(Examined::html).orElse(""));
    parts.put("picture", Picture.of(trained.graph()).svg());
    parts.put("summary", Html.escape(Summary.of(trained.graph())));
    parts.put("run", run());
    parts.put("uplot.license", Resource.uplot("LICENSE"));
    parts.put("uplot.css", Resource.uplot("dist/uPlot.min.css"));
    parts.put("uplot.js", Resource.uplot("dist/uPlot.iife.min.js"));
    parts.put("report.css", Resource.own("report.css"));
    parts.put("report.js", Resource.own("report.js"));
    parts.put("charts", json(curves));
    return Html.fill(Resource.own("report.html"), parts);
  }

  /** Gson writes {@code <}, {@code >} and {@code &} as escapes: no text can end the script. */
  private String json(List<Chart> curves) {
    JsonArray charts = new JsonArray();
    curves.forEach(chart -> charts.add(chart.json()));
    series.forEach(chart -> charts.add(chart.json()));
    return new Gson().toJson(charts);
  }

  private String facts() {
    History history = trained.history();
    List<String> facts = new ArrayList<>();
    if (!title.equals(trained.graph().name())) {
      facts.add(trained.graph().name());
    }
    facts.add(Digits.count(trained.graph().parameterCount()) + " parameters");
    int epochs = history.epochs().size();
    facts.add(epochs == 1 ? "1 epoch" : Digits.count(epochs) + " epochs");
    Best.of(history).ifPresent(best -> facts.add("best epoch " + best.epoch().number()));
    facts.add(Digits.time(history.epochs().stream().mapToDouble(History.Epoch::seconds).sum()));
    return each(facts, fact -> "<li>" + Html.escape(fact) + "</li>\n");
  }

  private String figures() {
    List<Table> all = new ArrayList<>(tables);
    all.addAll(Epochs.lastAndBest(trained.history()));
    return each(all, Table::card);
  }

  private String curves(List<Chart> curves) {
    if (curves.isEmpty()) {
      return "<p class=\"card\">No epoch was finished.</p>\n";
    }
    return figures("Curves", "cards", curves, 0)
        + "<details class=\"card\"><summary>Every epoch in numbers</summary>\n"
        + "<div class=\"scroll tall\">\n"
        + Epochs.all(trained.history()).html()
        + "</div>\n</details>\n";
  }

  private static String figures(String heading, String layout, List<Chart> charts, int first) {
    if (charts.isEmpty()) {
      return "";
    }
    StringBuilder html = new StringBuilder();
    html.append("<h2>").append(heading).append("</h2>\n");
    html.append("<div class=\"").append(layout).append("\">\n");
    for (int i = 0; i < charts.size(); i++) {
      html.append("<figure class=\"card\" data-chart=\"").append(first + i).append("\">");
      html.append("<figcaption>").append(Html.name(charts.get(i).heading()));
      html.append("</figcaption></figure>\n");
    }
    return html.append("</div>\n").toString();
  }

  private String run() {
    Map<String, String> run = new LinkedHashMap<>(trained.model().notes());
    run.keySet().removeIf(key -> key.startsWith("text.")); // whole vocabularies
    run.put("model.sha256", trained.model().digest());
    return Table.of("Run", run).html();
  }

  private static <T> String each(List<T> list, Function<T, String> html) {
    return list.stream().map(html).collect(Collectors.joining());
  }
}
