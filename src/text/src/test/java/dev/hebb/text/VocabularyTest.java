package dev.hebb.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

class VocabularyTest {
  private static Stream<List<String>> lists() {
    return Stream.of(
        List.of("b", "a", "c"), List.of("c", "b", "c"), List.of(), List.of("d", "a", "Z"));
  }

  @Test
  void theCommonestFirstAndTiesByName() {
    Vocabulary vocabulary = Vocabulary.with().fit(lists());
    assertThat(vocabulary.tokens()).containsExactly("c", "a", "b", "Z", "d");
    assertThat(vocabulary.size()).isEqualTo(7);
    assertThat(vocabulary.number("c")).isEqualTo(2);
    assertThat(vocabulary.number("d")).isEqualTo(6);
    assertThat(vocabulary.number("e")).isEqualTo(Vocabulary.UNKNOWN);
    assertThat(vocabulary.token(0)).isEqualTo("[PAD]");
    assertThat(vocabulary.token(1)).isEqualTo("[UNK]");
    assertThat(vocabulary.token(6)).isEqualTo("d");
    assertThat(vocabulary.start()).isEmpty();
    assertThat(vocabulary).hasToString("vocabulary of 7");
  }

  @Test
  void theOrderOfTheListsDoesNotMatter() {
    List<List<String>> reversed = new ArrayList<>(lists().toList());
    Collections.reverse(reversed);
    assertThat(Vocabulary.with().fit(reversed.stream()))
        .isEqualTo(Vocabulary.with().fit(lists()))
        .hasSameHashCodeAs(Vocabulary.with().fit(lists()));
  }

  @Test
  void theMaximumSizeCountsTheSpecialOnes() {
    assertThat(Vocabulary.with().maximumSize(4).fit(lists()).tokens()).containsExactly("c", "a");
    assertThat(Vocabulary.with().maximumSize(5).marks().fit(lists()).tokens()).containsExactly("c");
  }

  @Test
  void rareTokensStayOut() {
    assertThat(Vocabulary.with().minimumCount(2).fit(lists()).tokens())
        .containsExactly("c", "a", "b");
    assertThat(Vocabulary.with().minimumCount(4).fit(lists()).size()).isEqualTo(2);
  }

  @Test
  void aTokenAsLongAsABookStaysOut() {
    String longest = "x".repeat(Vocabulary.LONGEST);
    Vocabulary vocabulary = Vocabulary.with().fit(Stream.of(List.of(longest, longest + "x")));
    assertThat(vocabulary.tokens()).containsExactly(longest);
  }

  @Test
  void marksComeBeforeTheTokens() {
    Vocabulary vocabulary = Vocabulary.with().marks().fit(lists());
    assertThat(vocabulary.number("c")).isEqualTo(4);
    assertThat(vocabulary.token(2)).isEqualTo("[START]");
    assertThat(vocabulary.token(3)).isEqualTo("[END]");
    assertThat(vocabulary.token(4)).isEqualTo("c");
    assertThat(vocabulary.start()).hasValue(2);
    assertThat(vocabulary.end()).hasValue(3);
    assertThat(vocabulary).isNotEqualTo(Vocabulary.with().fit(lists()));
  }

  @Test
  void whatCannotBe() {
    refused(
        () -> Vocabulary.of(List.of("a", "b", "a")),
        "vocabulary: expected tokens that differ, got \"a\" as number 2 and 4. Leave one out.");
    refused(
        () -> Vocabulary.of(List.of("a", "[UNK]")),
        "vocabulary: expected tokens that differ, got \"[UNK]\" as number 1 and 3. Leave one out.");
    refused(
        () -> Vocabulary.of(List.of("a", "")),
        "vocabulary: token 3: expected 1 to 4096 characters, got 0. Leave it out.");
    refused(
        () -> Vocabulary.of(List.of("x".repeat(4097))),
        "vocabulary: token 2: expected 1 to 4096 characters, got 4097. Leave it out.");
    refused(
        () -> Vocabulary.of(List.of("a")).token(3),
        "vocabulary: expected a number from 0 to 2, got 3. It is a number of another vocabulary.");
    refused(
        () -> Vocabulary.of(List.of("a")).token(-1),
        "vocabulary: expected a number from 0 to 2, got -1. It is a number of another vocabulary.");
    refused(
        () -> Vocabulary.with().maximumSize(2),
        "maximumSize(2): expected 3 to 4194304. Ask for another number.");
    refused(
        () -> Vocabulary.with().maximumSize(4).marks(),
        "maximumSize(4): expected 5 to 4194304. Ask for another number.");
    refused(
        () -> Vocabulary.with().minimumCount(0),
        "minimumCount(0): expected 1 to 2147483647. Ask for another number.");
  }

  private static void refused(ThrowingCallable call, String message) {
    assertThatThrownBy(call).isInstanceOf(TokenizerException.class).hasMessage(message);
  }
}
