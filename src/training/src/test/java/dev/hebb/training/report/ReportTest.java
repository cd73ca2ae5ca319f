package dev.hebb.training.report;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonElement;
import dev.hebb.graph.Picture;
import dev.hebb.graph.Summary;
import dev.hebb.training.History;
import dev.hebb.training.Trained;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What a page says of a run, and that it needs nothing but itself to say it. */
class ReportTest {
  @Test
  void tellsAllOfARealRun() throws Exception {
    Trained trained = Runs.trained();
    History history = trained.history();
    String html = Report.of(trained).html();

    List<JsonElement> charts = Runs.charts(html);
    assertThat(charts.stream().map(Runs::heading))
        .containsExactly("loss", "mean_absolute_error", "samples a second", "learning rate");
    for (JsonElement chart : charts) {
      assertThat(Runs.numbers(chart.getAsJsonObject().get("x"))).containsExactly(1.0, 2.0, 3.0);
    }
    assertThat(Runs.lines(charts.get(0)))
        .isEqualTo(Map.of("train", history.of("loss"), "validation", history.of("val_loss")));
    assertThat(Runs.lines(charts.get(1)))
        .isEqualTo(
            Map.of(
                "train", history.of("mean_absolute_error"),
                "validation", history.of("val_mean_absolute_error")));
    assertThat(Runs.lines(charts.get(2)))
        .isEqualTo(
            Map.of(
                "samples/s",
                history.epochs().stream().map(History.Epoch::samplesPerSecond).toList()));

    assertThat(html)
        .contains("<h1>wave</h1>", "<li>101 parameters</li>", "<li>3 epochs</li>")
        .contains(Picture.of(trained.graph()).svg())
        .contains("<pre>" + Html.escape(Summary.of(trained.graph())) + "</pre>")
        .contains("<td>" + trained.model().digest());
    assertThat(trained.model().notes()).containsKeys("training.seed", "training.optimizer");
    trained
        .model()
        .notes()
        .forEach(
            (key, value) ->
                assertThat(html)
                    .contains("<th scope=\"row\">" + Html.name(key) + "<td>" + Html.escape(value)));
  }

  @Test
  void loadsNothingFromAnywhere() {
    String html = Report.of(Runs.with(Runs.epoch(1, Runs.figures(1, 2)))).html();
    assertThat(html)
        .contains(
            "content=\"default-src 'none'; style-src 'unsafe-inline'; script-src 'unsafe-inline'; img-src data:\"");
    String rest =
        html.replace("xmlns=\"http://www.w3.org/2000/svg\"", "")
            .replace("/*! https://github.com/leeoniya/uPlot (v1.6.30) */", "")
            .replace("url(#head)", "");
    assertThat(rest)
        .doesNotContainIgnoringCase("http:")
        .doesNotContainIgnoringCase("https:")
        .doesNotContainPattern("(?i)<(link|img|iframe|object|embed|audio|video|base)\\b")
        .doesNotContainPattern("(?i)\\b(src|href|srcset)\\s*=\\s*[\"']")
        .doesNotContainPattern("(?i)@import|\\burl\\(|\\bfetch\\(|XMLHttpRequest|\\bimport\\(");
  }

  @Test
  void carriesTheChartLibraryAndItsLicenseWhole() {
    String html = Report.of(Runs.with()).html();
    assertThat(html)
        .contains(Resource.uplot("dist/uPlot.iife.min.js"))
        .contains(Resource.uplot("dist/uPlot.min.css"))
        .contains(Resource.uplot("LICENSE"));
    assertThat(Resource.uplot("LICENSE")).startsWith("The MIT License (MIT)");
  }

  @Test
  void textStaysText() throws Exception {
    String text = "</script><script>alert('1')</script> & \"so\" {{charts}} $1 \\";
    String escaped =
        "&lt;/script&gt;&lt;script&gt;alert(&#39;1&#39;)&lt;/script&gt; &amp; &quot;so&quot; "
            + "{{charts}} $1 \\";
    String html =
        Report.of(Runs.with(Runs.epoch(1, Map.of(text, 1.0))))
            .title(text)
            .note(text)
            .figures(text, Map.of(text, text))
            .series(text, new double[] {1}, Map.of(text, new double[] {2}))
            .html();
    assertThat(html)
        .contains("<title>" + escaped + "</title>", "<h1>" + escaped + "</h1>")
        .contains("<p>" + escaped + "</p>", "<h3>" + escaped + "</h3>", "<td>" + escaped);
    assertThat(html.split("<script", -1)).hasSize(1 + 3);
    assertThat(html.split("</script", -1)).hasSize(1 + 3);
    List<JsonElement> charts = Runs.charts(html);
    assertThat(charts.stream().map(Runs::heading))
        .containsExactly(text, "samples a second", "learning rate", text);
    assertThat(Runs.lines(charts.get(3))).isEqualTo(Map.of(text, List.of(2.0)));
  }

  @Test
  void everyMethodLeavesTheReportAsItWas() {
    Report report = Report.of(Runs.with(Runs.epoch(1, Runs.figures(1, 2))));
    String before = report.html();
    String after =
        report
            .title("another")
            .note("first")
            .note("second")
            .figures("Test set", Map.of("MAE", "1 %"))
            .series("Forecast", new double[] {1}, Map.of("truth", new double[] {2}))
            .html();
    assertThat(report.html()).isEqualTo(before).doesNotContain("another", "Test set", "Forecast");
    assertThat(after)
        .contains("<h1>another</h1>", "<li>wave</li>", "<p>first</p>\n<p>second</p>\n")
        .contains("<h3>Test set</h3>", "<figcaption>Forecast</figcaption>");
  }

  @Test
  void aRunWithoutAnEpochSaysSo() throws Exception {
    String html = Report.of(Runs.with()).html();
    assertThat(html).contains("<li>0 epochs</li>", "No epoch was finished.", "model.<wbr>sha256");
    assertThat(Runs.charts(html)).isEmpty();
  }
}
