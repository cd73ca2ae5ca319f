package dev.hebb.gallery;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TranslationTest {
  @Test
  void oneFileSaysWhatTheStepsSay(@TempDir Path folder) {
    Show show =
        new Show(
            folder, new PrintStream(OutputStream.nullOutputStream(), true, StandardCharsets.UTF_8));
    new Translation(30, 600, 300, 16, 1, 3, -5).run(show);
    assertThat(show.held()).hasSize(3).last().asString().startsWith("the one file with the loop");
    assertThat(show.broken()).isEmpty();
  }

  @Test
  void nearDuplicatesAreOnOneSide() {
    EnglishFrench data = EnglishFrench.all(800);
    assertThat(data.held()).hasSize(800);
    assertThat(data.training()).hasSizeBetween(11_500, 11_713);
    Set<String> keys = new HashSet<>();
    data.training().forEach(pair -> keys.add(pair.key()));
    assertThat(data.held()).noneMatch(pair -> keys.contains(pair.key()));
    assertThat(new EnglishFrench.Pair("Save As...", "").key())
        .isEqualTo(new EnglishFrench.Pair("\"save as\"", "").key());
  }

  @Test
  void theNearestSentenceHasTheMostWordsInCommon() {
    NearestSentence nearest =
        new NearestSentence(
            List.of(
                new EnglishFrench.Pair("Delete the selected row", "a"),
                new EnglishFrench.Pair("Insert row", "b"),
                new EnglishFrench.Pair("Insert a new row above", "c")));
    assertThat(nearest.translate("insert ROW")).isEqualTo("b");
    assertThat(nearest.translate("Delete the selected column")).isEqualTo("a");
    assertThat(nearest.translate("unknown")).isEqualTo("a");
  }
}
