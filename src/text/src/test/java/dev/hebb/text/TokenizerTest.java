package dev.hebb.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

class TokenizerTest {
  private static final List<String> TEXTS = List.of("the cat sat.", "the dog sat on the cat!");

  private final Tokenizer words = Tokenizer.words().fit(TEXTS);
  private final Tokenizer marked = Tokenizer.words().fit(TEXTS, Vocabulary.with().marks());

  @Test
  void numbersAreThoseOfTheVocabulary() {
    assertThat(words.size()).isEqualTo(9);
    assertThat(words.encode("the cat sat on.")).containsExactly(2, 3, 4, 8, 6);
    assertThat(words.split("the cat")).containsExactly("the", "cat");
    assertThat(words.decode(2, 3, 4, 8, 6)).isEqualTo("the cat sat on.");
  }

  @Test
  void anUnknownWordIsNumberOne() {
    assertThat(words.encode("the fox sat")).containsExactly(2, 1, 4);
    assertThat(words.decode(2, 1, 4)).isEqualTo("the \uFFFD sat");
  }

  @Test
  void aTextWithoutTokensIsOneUnknownToken() {
    assertThat(words.encode("")).containsExactly(1);
    assertThat(words.encode(" \n\0")).containsExactly(1);
    assertThat(words.numbers("")).isEmpty();
    assertThat(marked.encode("")).containsExactly(2, 1, 3);
  }

  @Test
  void marksStandAroundATextAndAreNotRead() {
    assertThat(marked.marked()).isTrue();
    assertThat(marked.encode("the cat")).containsExactly(2, 4, 5, 3);
    assertThat(marked.numbers("the cat")).containsExactly(4, 5);
    assertThat(marked.decode(2, 4, 5, 3, 6, 0, 0)).isEqualTo("the cat");
    assertThat(marked.decode(0, 2, 4, 0, 5)).isEqualTo("the cat");
    assertThat(marked.decode()).isEmpty();
  }

  @Test
  void aTextIsCutWhereAskedAndTheEndMarkStays() {
    assertThat(words.encode("the cat sat", 2)).containsExactly(2, 3);
    assertThat(words.encode("the cat sat", 3)).containsExactly(2, 3, 4);
    assertThat(words.encode("", 1)).containsExactly(1);
    assertThat(marked.encode("the cat sat", 4)).containsExactly(2, 4, 5, 3);
    refused(
        () -> words.encode("the", 0),
        "encode: expected a maximum length of at least 1, got 0. Allow more.");
    refused(
        () -> marked.encode("the", 2),
        "encode: expected a maximum length of at least 3, got 2. Allow more.");
  }

  @Test
  void severalTextsAreFilledUpToTheLongest() {
    TokenBatch batch = words.encode(List.of("the cat", "", "the dog sat"));
    assertThat(batch.rows()).isEqualTo(3);
    assertThat(batch.time()).isEqualTo(3);
    assertThat(batch.values()).containsExactly(2, 3, 0, 1, 0, 0, 2, 7, 4);
    assertThat(batch.lengths()).containsExactly(2, 1, 3);
    assertThat(batch.padTo(4).values()).containsExactly(2, 3, 0, 0, 1, 0, 0, 0, 2, 7, 4, 0);
    assertThat(batch.padTo(4).lengths()).containsExactly(2, 1, 3);
    assertThat(words.encode(List.of("the cat sat"), 2).values()).containsExactly(2, 3);
  }

  @Test
  void aBatchThatCannotBe() {
    refused(
        () -> words.encode(List.of()), "batch: expected at least one text, got none. Give one.");
    refused(
        () -> TokenBatch.of(List.of(new long[] {1}, new long[0])),
        "batch: row 1: expected at least one number, got none. Encode texts with encode(...).");
    refused(
        () -> words.encode(List.of("the", "the cat sat")).padTo(2),
        "batch: row 1: expected at most 2 numbers, got 3. Encode with a maximum length of 2.");
  }

  @Test
  void aNumberOfAnotherVocabulary() {
    refused(
        () -> words.decode(2, 9),
        "vocabulary: expected a number from 0 to 8, got 9. It is a number of another vocabulary.");
  }

  private static void refused(ThrowingCallable call, String message) {
    assertThatThrownBy(call).isInstanceOf(TokenizerException.class).hasMessage(message);
  }
}
