package dev.hebb.gallery;

import dev.hebb.graph.AtomicFile;
import dev.hebb.graph.Tensor;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/**
 * A page of pictures with what a captioner said of them, and where it looked for each word; nothing
 * beside it is needed.
 *
 * @param lines what stands above the pictures
 */
record CaptionPage(List<String> lines, List<Row> rows) {
  private static final String BOX = "0 0 %d %d".formatted(Captioner.PLACES, Captioner.PLACES);
  private static final String TITLE = "Named in a style it has never seen";
  private static final String STYLE =
      """
      body { font: 15px/1.4 system-ui, sans-serif; max-width: 1100px; margin: 2em auto; padding: 0 1em; color: #222; background: #fff }
      h1 { font-size: 1.5em } table { border-collapse: collapse; width: 100%; margin-top: 1.5em }
      th { text-align: left } td, th { border-top: 1px solid #ddd; padding: 8px; vertical-align: top }
      .whole { width: 96px; height: 96px } .wrong { color: #c62828 } .right { color: #2e7d32 }
      .words { display: flex; flex-wrap: wrap; gap: 8px; font-size: 12px }
      figure { margin: 0; width: 80px; overflow-wrap: anywhere } figure svg { width: 64px; height: 64px; display: block } path { fill: #667 }
      """;

  CaptionPage {
    lines = List.copyOf(lines);
    rows = List.copyOf(rows);
  }

  /**
   * One picture.
   *
   * @param seen the picture of the same thing that was learnt from
   * @param nearest what the most similar picture is called
   * @param words of what was said, one by one
   */
  record Row(
      Tensor picture, Tensor seen, String name, String said, String nearest, List<Looked> words) {
    Row {
      words = List.copyOf(words);
    }
  }

  /**
   * Some of Twitter's pictures, evenly spread.
   *
   * @param nearest for each thing, what Google's most similar picture is called
   * @param said for each thing, what the captioner says
   * @param words for each thing, the words of that
   */
  static CaptionPage of(
      Drawings data, List<String> nearest, List<String> said, List<List<Looked>> words, int most) {
    List<Row> rows =
        Drawings.spread(most, said.size())
            .mapToObj(
                thing ->
                    new Row(
                        Drawings.picture(data.twitter(), thing),
                        Drawings.picture(data.google(), thing),
                        data.names().get(thing),
                        said.get(thing),
                        nearest.get(thing),
                        words.get(thing)))
            .toList();
    return new CaptionPage(
        List.of(
            "%d of %,d pictures, evenly spread, that Twitter has drawn (Twemoji, CC BY 4.0), named by a network that has learnt from Google's (Noto Emoji, Apache-2.0) alone. All are made smaller."
                .formatted(rows.size(), said.size()),
            "On the right: where it looked for each word. The brighter, the more, beside the place it looked at most."),
        rows);
  }

  void write(Path file) {
    var bytes = StandardCharsets.UTF_8.encode(html());
    AtomicFile.write(file, channel -> channel.write(bytes));
  }

  private String html() {
    StringBuilder html = new StringBuilder("<!doctype html>\n<html lang=\"en\">\n<head>\n");
    html.append("<meta charset=\"utf-8\">\n<title>").append(TITLE).append("</title>\n");
    html.append("<style>\n").append(STYLE).append("</style>\n</head>\n<body>\n");
    html.append("<h1>").append(TITLE).append("</h1>\n");
    lines.forEach(line -> html.append("<p>").append(escaped(line)).append("</p>\n"));
    html.append("<table>\n<tr><th>held picture<th>learnt from<th>is called<th>the captioner says");
    html.append("<th>nearest picture<th>where it looked\n");
    for (int i = 0; i < rows.size(); i++) {
      html.append(row(rows.get(i), "p" + i));
    }
    return html.append("</table>\n</body>\n</html>\n").toString();
  }

  private static String row(Row row, String id) {
    StringBuilder html = new StringBuilder("<tr><td>").append(image(row.picture(), id));
    html.append("<td>").append(image(row.seen(), id + "s"));
    html.append("<td>").append(escaped(row.name()));
    html.append(answer(row.said(), row.name())).append(answer(row.nearest(), row.name()));
    html.append("<td><div class=\"words\">");
    row.words().forEach(word -> html.append(looked(word, id)));
    return html.append("</div>\n").toString();
  }

  private static String image(Tensor picture, String id) {
    return "<svg class=\"whole\" viewBox=\"%s\"><image id=\"%s\" width=\"%d\" height=\"%d\" href=\"%s\"/></svg>"
        .formatted(BOX, id, Captioner.PLACES, Captioner.PLACES, Png.address(Png.image(picture)));
  }

  private static String answer(String said, String name) {
    String how = said.equalsIgnoreCase(name) ? "right" : "wrong";
    return "<td class=\"%s\">%s".formatted(how, escaped(said));
  }

  // What was not looked at is under a cover of grey.
  private static String looked(Looked looked, String id) {
    float most = looked.shares().stream().max(Float::compare).orElseThrow();
    StringBuilder html = new StringBuilder();
    html.append("<figure><svg viewBox=\"%s\"><use href=\"#%s\"/>".formatted(BOX, id));
    for (int place = 0; place < looked.shares().size(); place++) {
      html.append(
          String.format(
              Locale.ROOT,
              "<path opacity=\"%.2f\" d=\"M%d %dh1v1h-1z\"/>",
              0.85 * (1 - looked.shares().get(place) / most),
              place % Captioner.PLACES,
              place / Captioner.PLACES));
    }
    html.append("</svg><figcaption>").append(escaped(looked.word()));
    return html.append("</figcaption></figure>").toString();
  }

  private static String escaped(String text) {
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
  }
}
