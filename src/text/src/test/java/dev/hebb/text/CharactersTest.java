package dev.hebb.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CharactersTest {
  private static final Characters CHARACTERS = Tokenizer.characters();

  @Test
  void whatAReaderCallsOneCharacterStaysWhole() {
    String text =
        TokenizerSamples.FAMILY
            + TokenizerSamples.FRANCE
            + TokenizerSamples.GERMANY
            + TokenizerSamples.THUMB
            + TokenizerSamples.ENGLAND
            + TokenizerSamples.HEART
            + "!";
    assertThat(CHARACTERS.split(text))
        .containsExactly(
            TokenizerSamples.FAMILY,
            TokenizerSamples.FRANCE,
            TokenizerSamples.GERMANY,
            TokenizerSamples.THUMB,
            TokenizerSamples.ENGLAND,
            TokenizerSamples.HEART,
            "!");
  }

  @Test
  void vowelPointsStayWithTheirLetter() {
    assertThat(CHARACTERS.split("\u05E9\u05B8\u05C1\u05DC"))
        .containsExactly("\u05E9\u05B8\u05C1", "\u05DC");
  }

  @Test
  void anAccentBehindItsLetterIsTheLetterWithTheAccent() {
    assertThat(CHARACTERS.split(TokenizerSamples.TWO_E + "x"))
        .containsExactly(TokenizerSamples.ONE_E, "x");
    assertThat(CHARACTERS.asWritten().split(TokenizerSamples.TWO_E + "x"))
        .containsExactly(TokenizerSamples.TWO_E, "x");
  }

  @Test
  void upperCaseCountsAsLowerWhenAsked() {
    assertThat(CHARACTERS.split("Ab")).containsExactly("A", "b");
    assertThat(CHARACTERS.lowerCase().split("Ab")).containsExactly("a", "b");
    assertThat(CHARACTERS.lowerCase().split("I")).containsExactly("i"); // in Turkish another letter
  }

  @Test
  void whiteSpaceAndControlCharactersAreTokens() {
    assertThat(CHARACTERS.split(" \t\n\0\r\n")).containsExactly(" ", "\t", "\n", "\0", "\r\n");
  }

  @Test
  void halfASurrogatePairIsReadAsReplacement() {
    assertThat(CHARACTERS.split("a" + TokenizerSamples.HIGH_HALF + "b"))
        .containsExactly("a", "\uFFFD", "b");
    assertThat(CHARACTERS.split(TokenizerSamples.LOW_HALF)).containsExactly("\uFFFD");
    assertThat(
            CHARACTERS.split(
                TokenizerSamples.HIGH_HALF
                    + TokenizerSamples.HIGH_HALF
                    + TokenizerSamples.LOW_HALF))
        .containsExactly("\uFFFD", "\uD83D\uDC4D");
    assertThat(CHARACTERS.split("x" + TokenizerSamples.HIGH_HALF)).containsExactly("x", "\uFFFD");
  }

  @Test
  void emptyTextHasNone() {
    assertThat(CHARACTERS.split("")).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "  two  spaces ",
        "tab\tline\nreturn\r\nnul\0end",
        TokenizerSamples.FAMILY
            + TokenizerSamples.FRANCE
            + "x"
            + TokenizerSamples.THUMB
            + TokenizerSamples.ENGLAND,
        TokenizerSamples.HEBREW,
        TokenizerSamples.ARABIC,
        TokenizerSamples.TWO_E + "\u0302\u0302\u0302",
        "\u202Eright to left\u202C \u200F",
        "\\n is not a line end"
      })
  void joinedTheyAreTheTextAgain(String text) {
    Characters exact = CHARACTERS.asWritten();
    assertThat(exact.join(exact.split(text))).isEqualTo(text);
    Tokenizer tokenizer = exact.fit(List.of(text, "x"));
    if (!text.isEmpty()) {
      assertThat(tokenizer.decode(tokenizer.encode(text))).isEqualTo(text);
      assertThat(Tokenizer.parse(tokenizer.note()).decode(tokenizer.encode(text))).isEqualTo(text);
    }
  }

  @Test
  void aMillionCharacters() {
    String text = "ab".repeat(500_000);
    assertThat(CHARACTERS.split(text)).hasSize(1_000_000);
  }
}
