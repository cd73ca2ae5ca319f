package dev.hebb.training.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The bytes of a page: the same for the same run, and all of them or none. */
class ReportFileTest {
  @TempDir Path folder;

  private static Report report() {
    return Report.of(Runs.with(Runs.epoch(1, Runs.figures(0.5, 0.25)))).title("Größe ≤ 1 · 日本");
  }

  @Test
  void replacesALongerFileWhole() throws Exception {
    Path file = folder.resolve("reports/wave.html");
    Files.createDirectories(file.getParent());
    Files.writeString(file, "x".repeat(1_000_000));
    report().write(file);
    assertThat(Files.readString(file)).isEqualTo(report().html()).endsWith("</html>\n");
    assertThat(names(file.getParent())).containsExactly("wave.html");
  }

  @Test
  void leavesNothingBehindWhenItCannotBeWritten() throws Exception {
    Path file = folder.resolve("taken");
    Files.createDirectories(file.resolve("by-a-folder"));
    assertThatThrownBy(() -> report().write(file))
        .isInstanceOf(UncheckedIOException.class)
        .hasMessageMatching(
            "\\Q" + file + "\\E: could not be written: .*\\.tmp -> \\Q" + file + "\\E.*");
    assertThat(names(folder)).containsExactly("taken");
    assertThat(names(file)).containsExactly("by-a-folder");
  }

  @Test
  void sameRunSameBytes() throws Exception {
    report().write(folder.resolve("a.html"));
    report().write(folder.resolve("b.html"));
    assertThat(folder.resolve("a.html")).hasSameBinaryContentAs(folder.resolve("b.html"));
  }

  /** {@code Map.of} and {@code HashMap} promise no order: theirs must not show. */
  @Test
  void mapsWithoutAnOrderAreShownByName() throws Exception {
    List<String> names = Arrays.asList("Aa", "BB", "C", "AaAa", "BBBB", "AaBB", "BBAa");
    Map<String, String> forth = new HashMap<>();
    names.forEach(name -> forth.put(name, "1"));
    Collections.reverse(names);
    Map<String, String> back = new HashMap<>();
    names.forEach(name -> back.put(name, "1"));
    assertThat(back.keySet().toArray()).isNotEqualTo(forth.keySet().toArray());

    String html = report().figures("Test set", forth).html();
    assertThat(report().figures("Test set", back).html()).isEqualTo(html);
    assertThat(html)
        .containsSubsequence(">Aa<td>", ">AaAa<td>", ">AaBB<td>", ">BB<td>", ">BBAa<td>", ">C<td>");
  }

  @Test
  void mapsWithAnOrderKeepIt() throws Exception {
    Map<String, String> figures = new LinkedHashMap<>();
    figures.put("second", "2");
    figures.put("first", "1");
    Map<String, double[]> lines = new LinkedHashMap<>();
    lines.put("truth", new double[] {1});
    lines.put("forecast", new double[] {2});
    String html =
        report()
            .figures("Test set", Collections.unmodifiableMap(figures))
            .series("Forecast", new double[] {0}, lines)
            .html();
    assertThat(html).containsSubsequence(">second<td>2", ">first<td>1");
    assertThat(Runs.lines(Runs.charts(html).get(3)).keySet()).containsExactly("truth", "forecast");
  }

  private static List<String> names(Path folder) throws Exception {
    try (Stream<Path> files = Files.list(folder)) {
      return files.map(file -> file.getFileName().toString()).toList();
    }
  }
}
