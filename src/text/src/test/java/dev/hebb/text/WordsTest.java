package dev.hebb.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class WordsTest {
  private static final Words WORDS = Tokenizer.words();

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "A wonderful, little film.|A wonderful , little film .",
        "don't 'quote' it’s rock'n'roll'|don't ' quote ' it’s rock'n'roll '",
        "3.14 and 1,000. v2.0,x a.b|3.14 and 1,000 . v2.0 , x a . b",
        "snake_case _lead trail_|snake_case _ lead trail _",
        "state-of-the-art (really)|state - of - the - art ( really )",
        "50% $5 a@b.c|50 % $ 5 a @ b . c",
        "x² ½ Ⅳ|x² ½ Ⅳ",
        "großartig naïve Ünal|großartig naïve Ünal",
        "我喜欢 cats很|我 喜 欢 cats 很",
        "ひらがなカタカナ|ひ ら が な カタカナ",
        "สวัสดีครับ ผม|สวัสดีครับ ผม",
        "नमस्ते दुनिया|नमस्ते दुनिया",
        "안녕하세요 세계|안녕하세요 세계",
        "...|. . ."
      })
  void wordsAndPunctuation(String text, String tokens) {
    assertThat(WORDS.split(text)).containsExactly(tokens.split(" ", -1));
  }

  @Test
  void rightToLeft() {
    assertThat(WORDS.split(TokenizerSamples.HEBREW))
        .containsExactly(
            "\u05E9\u05B8\u05C1\u05DC\u05D5\u05B9\u05DD", "\u05E2\u05D5\u05DC\u05DD", "!");
    assertThat(WORDS.split(TokenizerSamples.ARABIC))
        .containsExactly(
            "\u0645\u0631\u062D\u0628\u0627", "\u060C", "\u0639\u0627\u0644\u0645", "\u061F");
    assertThat(WORDS.split("\u05E9\u05C1\u05B8")) // the same marks in another order
        .containsExactly("\u05E9\u05B8\u05C1");
    assertThat(WORDS.split("\u05E6\u05D4\u05F4\u05DC"))
        .containsExactly("\u05E6\u05D4\u05F4\u05DC"); // an abbreviation, with gershayim
  }

  @Test
  void whatSteersTheLineIsLeftOut() {
    assertThat(WORDS.split("\u200Fco\u00ADoperate\uFEFF \u202Bab\u202C"))
        .containsExactly("cooperate", "ab");
    assertThat(WORDS.split("\u0645\u06CC\u200C\u062E\u0648\u0627\u0647\u0645"))
        .containsExactly("\u0645\u06CC\u200C\u062E\u0648\u0627\u0647\u0645"); // one Persian word
    assertThat(WORDS.split("a\u200D \u200D\u200C b")).containsExactly("a", "b");
  }

  @Test
  void picturesStayWhole() {
    assertThat(
            WORDS.split(
                "love"
                    + TokenizerSamples.HEART
                    + "you"
                    + TokenizerSamples.FAMILY
                    + TokenizerSamples.FRANCE
                    + TokenizerSamples.THUMB))
        .containsExactly(
            "love",
            TokenizerSamples.HEART,
            "you",
            TokenizerSamples.FAMILY,
            TokenizerSamples.FRANCE,
            TokenizerSamples.THUMB);
    assertThat(WORDS.split(TokenizerSamples.ENGLAND + " 1\uFE0F\u20E3"))
        .containsExactly(TokenizerSamples.ENGLAND, "1\uFE0F\u20E3");
  }

  @Test
  void withoutPunctuationPicturesStay() {
    assertThat(
            WORDS
                .withoutPunctuation()
                .split("Don't (ever) pay $5 + 50% \u2026 \u060C" + TokenizerSamples.HEART + "!?_"))
        .containsExactly("Don't", "ever", "pay", "5", "50", TokenizerSamples.HEART);
  }

  @Test
  void lowerCaseAsInNoCountry() {
    assertThat(WORDS.lowerCase().split("TITLE \u039F\u0394\u039F\u03A3 \u0130"))
        .containsExactly("title", "\u03BF\u03B4\u03BF\u03C2", "i\u0307");
  }

  @Test
  void anAccentBehindItsLetterIsTheLetterWithTheAccent() {
    String two = "caf" + TokenizerSamples.TWO_E;
    assertThat(WORDS.split(two)).containsExactly("caf" + TokenizerSamples.ONE_E);
    assertThat(WORDS.asWritten().split(two)).containsExactly(two);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " ", "\t\n\r\0\u00A0\u2003", "\u200F\uFEFF"})
  void nothingToRead(String text) {
    assertThat(WORDS.split(text)).isEmpty();
  }

  @Test
  void lineEndsTabsAndNulPartWords() {
    assertThat(WORDS.split("a\tb\nc\0d\u00A0e\r\nf")).containsExactly("a", "b", "c", "d", "e", "f");
  }

  @Test
  void halfASurrogatePairIsASignOfItsOwn() {
    assertThat(WORDS.split("a" + TokenizerSamples.HIGH_HALF + "b"))
        .containsExactly("a", "\uFFFD", "b");
  }

  @Test
  void aVeryLongWordAndAVeryLongText() {
    assertThat(WORDS.split("x".repeat(1_000_000))).hasSize(1);
    assertThat(WORDS.split("x'".repeat(500_000))).hasSize(2);
    assertThat(WORDS.split("wo rd ".repeat(200_000))).hasSize(400_000);
    assertThat(WORDS.split("e" + "\u0301".repeat(100_000))).hasSize(1);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "A wonderful, little film. It's great!",
        "state-of-the-art (really), and/or not?",
        "He said \"never\" and \"ever\".",
        "It costs $5 or 50% of 3.14.",
        "我喜欢。你呢？",
        TokenizerSamples.HEBREW,
        TokenizerSamples.ARABIC,
        "“So,” she said: [yes]…",
        "¿Qué? ¡Nada!"
      })
  void joinedTheyReadWell(String text) {
    assertThat(WORDS.join(WORDS.split(text))).isEqualTo(text);
  }

  @Test
  void whereSpacesStoodIsForgotten() {
    assertThat(WORDS.join(WORDS.split("so  much \n space , here ( too ) - yes")))
        .isEqualTo("so much space, here (too)-yes");
  }

  @Test
  void nothingJoinedIsNothing() {
    assertThat(WORDS.join(List.of())).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "Supprimer l'en-tête ?|Supprimer l' en - tête ?",
        "Aujourd'hui, s’il n'y a qu'un nom : « Fin » !|Aujourd' hui , s’ il n' y a qu' un nom : « Fin » !",
        "Aucun(e), 'tel' ou rock'n'roll.|Aucun ( e ) , ' tel ' ou rock' n' roll ."
      })
  void elidedWords(String text, String tokens) {
    assertThat(WORDS.french().split(text)).containsExactly(tokens.split(" ", -1));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Supprimer l'en-tête ?",
        "Aujourd'hui, s’il n'y a qu'un nom : « Fin » !",
        "Valeur incorrecte (1) ; mot/clé."
      })
  void frenchAsItWas(String text) {
    Tokenizer tokenizer = WORDS.french().fit(List.of(text), Vocabulary.with().marks());
    assertThat(tokenizer.decode(tokenizer.encode(text))).isEqualTo(text);
    assertThat(Tokenizer.parse(tokenizer.note()).decode(tokenizer.encode(text))).isEqualTo(text);
  }
}
