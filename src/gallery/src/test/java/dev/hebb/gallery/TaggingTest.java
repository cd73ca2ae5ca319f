package dev.hebb.gallery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.hebb.text.Tag;
import dev.hebb.text.TextPredictor;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TaggingTest {
  @TempDir Path folder;

  private static final List<Pronunciation> WORDS =
      List.of(
          new Pronunciation("cab", List.of("K", "AE", "B")),
          new Pronunciation("cob", List.of("K", "AA", "B")),
          new Pronunciation("cid", List.of("S", "IH", "D")),
          new Pronunciation("acid", List.of("AE", "S", "AH", "D")));

  @Test
  void aLetterIsSaidByWhatStandsAroundIt() {
    Tagging tagging = new Tagging(4500, 4);
    Show show = new Show(folder, System.out);
    tagging.run(show);
    assertThat(show.broken()).isEmpty();
    assertThat(show.held()).hasSize(4);
    show.card(tagging).write(folder);
    assertThat(folder.resolve("tagging.md"))
        .content()
        .contains("| `letters` [batch, time] | `phonemes` [batch, time, features=38] |")
        .contains("tags(\"hebb\"): HH EH B B");
    assertThat(folder.resolve("tagging.png")).isNotEmptyFile();
    try (TextPredictor predictor = TextPredictor.open(folder.resolve("tagging.onnx"))) {
      // The same letter, before others.
      assertThat(predictor.tags("cat")).startsWith(new Tag("c", "K"));
      assertThat(predictor.tags("cinema")).startsWith(new Tag("c", "S"));
    }
  }

  @Test
  void aTableKnowsWhatItCounted() {
    LetterTable alone = LetterTable.of(WORDS, 0);
    // c: K twice, S twice; of these the first by name.
    assertThat(alone.phonemes("cid")).containsExactly("K", "AH", "D");
    LetterTable three = LetterTable.of(WORDS, 1);
    assertThat(three.phonemes("cid")).containsExactly("S", "AH", "D");
    // "ci" begins no word but cid; "co" before d never stood there: by the o alone.
    assertThat(three.phonemes("cod")).containsExactly("K", "AA", "D");
    assertThatThrownBy(() -> three.phonemes("cup"))
        .hasMessage("expected letters that were counted, got \"u\" in \"cup\".");
  }

  @Test
  void phonemesWordsAndLettersAreScored() {
    List<List<String>> said =
        List.of(
            List.of("K", "AE", "B"),
            List.of("K", "AH", "B"),
            List.of("K", "IH", "T"),
            List.of("AH", "S", "IH", "D"));
    TagScore score = TagScore.of(WORDS, said);
    assertThat(score.ofTags()).isEqualTo(100.0 * 8 / 13);
    assertThat(score.ofWords()).isEqualTo(25);
    assertThat(score.letters()).containsEntry('c', new TagScore.Share(3, 4));
    assertThat(score.letters()).containsEntry('a', new TagScore.Share(1, 2));
    assertThat(score).hasToString("61.5 % of phonemes, 25.0 % of words");
    TagScore fewer = TagScore.of(WORDS.subList(1, 4), said.subList(1, 4));
    assertThat(score.above(fewer)).isTrue();
    assertThat(fewer.above(score)).isFalse();
    assertThat(score.above(score)).isFalse();
    PhonemePairs pairs = PhonemePairs.of(WORDS, said);
    // Wrong: AA as AH, AE as AH, AH as IH; S as K, D as T.
    assertThat(pairs.amongVowels()).isCloseTo(0.6, within(1e-12));
    assertThat(pairs.worst(2)).containsExactly("AA and AH 1 times", "AE and AH 1 times");
    assertThat(pairs.vowels()).containsExactly("AA", "AE", "AH", "IH");
    assertThat(pairs.shares(List.of("AE", "AH", "IH")))
        .containsExactly(List.of(0.5, 0.5, 0.0), List.of(0.0, 0.0, 1.0), List.of(0.0, 0.0, 1.0));
  }
}
