package dev.hebb.bytepair;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.gson.JsonObject;
import dev.hebb.text.TokenBatch;
import dev.hebb.text.Tokenizer;
import dev.hebb.text.TokenizerException;
import dev.hebb.text.Vocabulary;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

class BytePairTest {
  private static final BytePair GPT2 = BytePair.read(Golden.file("gpt2.json")).withMarks();
  private static final BytePair GPT4 = BytePair.read(Golden.file("gpt4.json"));
  private static final BytePair SPACED = BytePair.read(Golden.file("spaced.json"));

  @TempDir private Path folder;

  @TestFactory
  Stream<DynamicTest> numbersAreThoseOfTheOthers() {
    return Stream.of(
            cases("gpt2", GPT2, Golden.cases("gpt2")),
            cases("gpt4", GPT4, Golden.cases("gpt4")),
            cases("spaced", SPACED, Golden.cases("spaced")))
        .flatMap(tests -> tests);
  }

  private static Stream<DynamicTest> cases(String name, BytePair tokenizer, List<Golden.Case> all) {
    assertThat(all).hasSizeGreaterThan(40);
    return all.stream()
        .map(
            each ->
                DynamicTest.dynamicTest(
                    name + " " + each.text().codePoints().limit(20).boxed().toList(),
                    () ->
                        assertThat(LongStream.of(tokenizer.numbers(each.text())).boxed().toList())
                            .isEqualTo(each.numbers())));
  }

  @Test
  void whatIsFittedIsWhatTheOthersFit() {
    BytePair fitted =
        BytePair.fit(Golden.corpus(), Vocabulary.with().maximumSize(420).minimumCount(2).marks());
    assertThat(fitted.note()).isEqualTo(GPT2.note());
    assertThat(fitted).isEqualTo(GPT2).hasSameHashCodeAs(GPT2);
    List<String> backwards = new ArrayList<>(Golden.corpus());
    Collections.reverse(backwards);
    assertThat(BytePair.fit(backwards, Vocabulary.with().maximumSize(420).minimumCount(2).marks()))
        .isEqualTo(GPT2);
  }

  @Test
  void fittingEndsWhereNoPairIsCommonEnough() {
    BytePair once = BytePair.fit(List.of("abab"), Vocabulary.with());
    assertThat(once.size()).isEqualTo(2 + 256 + 2); // ab, then abab
    assertThat(once.numbers("abab")).containsExactly(259);
    BytePair twice = BytePair.fit(List.of("abab"), Vocabulary.with().minimumCount(2));
    assertThat(twice.size()).isEqualTo(2 + 256 + 1);
    assertThat(BytePair.fit(List.of(), Vocabulary.with()).size()).isEqualTo(258);
    assertThat(BytePair.fit(List.of("aaaa"), Vocabulary.with().maximumSize(259)).size())
        .isEqualTo(259);
  }

  @Test
  void everyTextComesBackExactly() {
    for (Golden.Case each : Golden.cases("gpt2")) {
      assertThat(GPT2.decode(GPT2.encode(each.text())))
          .isEqualTo(each.text().isEmpty() ? "\uFFFD" : each.text());
      assertThat(GPT4.decode(GPT4.numbers(each.text()))).isEqualTo(each.text());
      assertThat(String.join("", GPT2.split(each.text())).length())
          .isGreaterThanOrEqualTo(each.text().codePointCount(0, each.text().length()) / 2);
      assertThat(GPT2.split(each.text())).hasSameSizeAs(GPT2.numbers(each.text()));
    }
    assertThat(SPACED.decode(SPACED.numbers("e\u0301 x"))).isEqualTo("\u00E9 x");
    assertThat(SPACED.decode(SPACED.numbers(" x"))).isEqualTo("x"); // one space is the tokenizer's
  }

  @Test
  void bytesThatAreNoTextAreReplacedAsOthersDo() {
    for (JsonObject row : Golden.invalid()) {
      long[] numbers =
          Golden.longs(row, "bytes").stream()
              .mapToLong(value -> 4 + ByteCharacters.order().indexOf((int) (long) value))
              .toArray();
      assertThat(GPT2.decode(numbers)).isEqualTo(row.get("text").getAsString());
    }
  }

  @Test
  void marksPaddingAndUnknown() {
    assertThat(GPT2.marked()).isTrue();
    assertThat(GPT2.size()).isEqualTo(420);
    long[] marked = GPT2.encode("the");
    assertThat(marked[0]).isEqualTo(Vocabulary.START);
    assertThat(marked[marked.length - 1]).isEqualTo(Vocabulary.END);
    assertThat(GPT2.encode("")).containsExactly(2, 1, 3);
    long t = GPT2.numbers("t")[0];
    assertThat(GPT2.decode(2, t, 1, 0, 0)).isEqualTo("t\uFFFD");
    assertThat(GPT2.decode(2, t, 3, t)).isEqualTo("t");
    TokenBatch batch = GPT4.encode(List.of("the cat", "a"));
    assertThat(batch.lengths()[1]).isEqualTo(1);
    assertThat(batch.values()).hasSize(2 * batch.time());
    assertThat(GPT4).hasToString("byte-pair, vocabulary of " + GPT4.size());
  }

  @Test
  void halfASurrogatePairIsReadAsReplacement() {
    assertThat(GPT2.numbers("a\uD83Db")).isEqualTo(GPT2.numbers("a\uFFFDb"));
  }

  @Test
  void aVeryLongTextAndAVeryLongWord() {
    String text = "The cat sat on the mat. ".repeat(20_000);
    assertThat(GPT2.decode(GPT2.encode(text))).isEqualTo(text);
    String word = "ab".repeat(50_000);
    assertThat(GPT2.decode(GPT2.encode(word))).isEqualTo(word);
  }

  @Test
  void theRuntimeReadsItsNote() {
    for (BytePair tokenizer : List.of(GPT2, GPT4, SPACED)) {
      assertThat(Tokenizer.parse(tokenizer.note())).isEqualTo(tokenizer);
    }
    Path file = folder.resolve("x.tokenizer");
    GPT4.save(file);
    assertThat(Tokenizer.load(file)).isEqualTo(GPT4).isNotEqualTo(GPT2);
  }

  @Test
  void notesThatWereChanged() {
    String note = BytePair.fit(List.of("abab"), Vocabulary.with()).note();
    refused(
        note.replace("pieces=GPT2", "pieces=GPT9"),
        "byte-pair: expected the pieces [GPT2, GPT4], got \"GPT9\". Use a newer hebb-bytepair.");
    refused(
        BytePair.fit(List.of(), Vocabulary.with())
            .note()
            .replace("tokens=256\n33\n", "tokens=255\n"),
        "byte-pair: expected a token for each of 256 bytes, got 255."
            + " Fit it with the whole alphabet of bytes.");
    refused(
        note.replace("\n34\n", "\n33\n"),
        "byte-pair: token 1: expected another token than that of rank 0, got \"33\"."
            + " It was changed.");
    refused(
        note.replace("\n34\n", "\n256\n"),
        "byte-pair: token 1: expected a byte from 0 to 255, got \"256\". It was changed.");
    refused(
        note.replace("\n34\n", "\n0 1\n"),
        "byte-pair: token 1: expected ranks below its own, got \"0 1\". It was changed.");
    refused(
        note.replace("\n34\n", "\nx\n"),
        "byte-pair: token 1: expected a byte or two ranks, got \"x\". It was changed.");
    refused(
        note.replace("\n256 256", "\n256 -1"),
        "byte-pair: token 257: expected ranks below its own, got \"256 -1\". It was changed.");
    refused(
        note.replace("\n256 256", "\n64 65"),
        "byte-pair: token 257: expected another token than that of rank 256, got \"64 65\"."
            + " It was changed.");
  }

  @Test
  void aNoteThatWouldGrowWithoutEnd() {
    StringBuilder note = new StringBuilder(BytePair.fit(List.of(), Vocabulary.with()).note());
    note.append("\n0 0");
    for (int i = 0; i < 30; i++) {
      note.append('\n').append(256 + i).append(' ').append(256 + i);
    }
    refused(
        note.toString().replace("tokens=256", "tokens=287"),
        "byte-pair: token 268: expected at most 4096 bytes, got \"8192\". It was changed.");
  }

  @Test
  void aNoteOfTooManyLongTokens() {
    StringBuilder note = new StringBuilder(BytePair.fit(List.of(), Vocabulary.with()).note());
    int tokens = 256;
    for (int length = 2; length <= 4000; length++) { // each a byte longer than the one before
      note.append('\n').append(length == 2 ? 0 : tokens - 1).append(" 0");
      tokens++;
    }
    for (int end = 1; end < 256 && tokens < 22_000; end++) { // and a long one with each other byte
      for (int from = 4190; from < 4255; from++) {
        note.append('\n').append(from).append(' ').append(end);
        tokens++;
      }
    }
    refused(
        note.toString().replace("tokens=256", "tokens=" + tokens),
        "byte-pair: token 19147: expected at most 67108864 bytes in all tokens, got \"67112344\"."
            + " It was changed.");
  }

  @Test
  void whatCannotBe() {
    assertThatThrownBy(() -> BytePair.fit(List.of("a"), Vocabulary.with().marks().maximumSize(259)))
        .isInstanceOf(TokenizerException.class)
        .hasMessage(
            "byte-pair: expected a maximum size of at least 260, the bytes and the special ones,"
                + " got 259. Allow more.");
    assertThatThrownBy(() -> GPT2.decode(420))
        .isInstanceOf(TokenizerException.class)
        .hasMessage(
            "byte-pair: expected a number from 0 to 419, got 420."
                + " It is a number of another vocabulary.");
  }

  private static void refused(String note, String message) {
    ThrowingCallable call = () -> Tokenizer.parse(note);
    assertThatThrownBy(call).isInstanceOf(TokenizerException.class).hasMessage(message);
  }
}
