package dev.hebb.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Tokenizers as text: written, read, and what a changed or hostile one is told. */
class TokenizerNoteTest {
  @TempDir private Path folder;

  private static final Tokenizer SMALL =
      Tokenizer.words().lowerCase().fit(List.of("a caf\u00E9", "a \\ " + TokenizerSamples.THUMB));

  private static final String NOTE =
      """
      hebb-tokenizer 1
      kind=words
      lower-case=true
      punctuation=true
      normalized=true
      marks=false
      tokens=4
      a
      \\\\
      caf\\u00e9
      \\ud83d\\udc4d\\ud83c\\udffd""";

  @Test
  void isAFewLinesOfAscii() {
    assertThat(SMALL.note()).isEqualTo(NOTE);
  }

  @Test
  void everyOptionSurvives() {
    List<String> texts =
        List.of("One  two\tthree " + TokenizerSamples.HEBREW, "caf" + TokenizerSamples.TWO_E);
    for (Splitter splitter :
        List.of(
            Tokenizer.words(),
            Tokenizer.words().lowerCase(),
            Tokenizer.words().withoutPunctuation(),
            Tokenizer.words().asWritten(),
            Tokenizer.characters(),
            Tokenizer.characters().lowerCase(),
            Tokenizer.characters().asWritten())) {
      for (VocabularyOptions options :
          List.of(
              Vocabulary.with(), Vocabulary.with().marks(), Vocabulary.with().minimumCount(9))) {
        Tokenizer tokenizer = splitter.fit(texts, options);
        assertThat(Tokenizer.parse(tokenizer.note())).isEqualTo(tokenizer);
      }
    }
  }

  @Test
  void aFileIsWrittenWholeAndReadAgain() throws IOException {
    Path file = folder.resolve("deep/er/words.tokenizer");
    SMALL.save(file);
    SMALL.save(file);
    assertThat(Tokenizer.load(file)).isEqualTo(SMALL);
    try (Stream<Path> files = Files.list(file.getParent())) {
      assertThat(files).containsExactly(file);
    }
    Tokenizer empty = Tokenizer.words().with(Vocabulary.of(List.of()));
    empty.save(file);
    assertThat(Tokenizer.load(file)).isEqualTo(empty);
  }

  @Test
  void aFileThatIsNone() throws IOException {
    Path file = folder.resolve("x.tokenizer");
    refused(
        () -> Tokenizer.load(file),
        file
            + ": cannot be read (java.nio.file.NoSuchFileException: "
            + file
            + "). Check the path.");
    Files.write(file, new byte[] {'P', 'K', 3, 4, (byte) 0x80});
    refused(
        () -> Tokenizer.load(file),
        file
            + ": tokenizer: line 1: expected \"hebb-tokenizer 1\", got"
            + " \"PK\\u0003\\u0004\\u0080\". It is no tokenizer.");
    Files.write(file, new byte[0]);
    refused(
        () -> Tokenizer.load(file),
        file + ": tokenizer: line 1: expected \"hebb-tokenizer 1\", got \"\". It is no tokenizer.");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "hebb-tokenizer 1|hebb-tokenizer 2|tokenizer: line 1: expected \"hebb-tokenizer 1\", got"
            + " \"hebb-tokenizer 2\". Use a newer hebb-text.",
        "hebb-tokenizer 1|hebb|tokenizer: line 1: expected \"hebb-tokenizer 1\", got \"hebb\". It is"
            + " no tokenizer.",
        "kind=words|kinds=words|tokenizer: line 2: expected \"kind=...\", got \"kinds=words\". It was"
            + " changed.",
        "kind=words|kind=wörds|tokenizer: line 2: expected printable ASCII, got U+00F6. Write it"
            + " again.",
        "kind=words|kind=sounds|tokenizer: expected one of the kinds byte-pair, characters, words, got"
            + " \"sounds\". Use a newer hebb-text.",
        "lower-case=true|lower-case=TRUE|tokenizer: lower-case: expected true or false, got \"TRUE\"."
            + " It was changed.",
        "lower-case=true|lower-case|tokenizer: line 3: expected name=value, got \"lower-case\". It was"
            + " changed.",
        "lower-case=true|punctuation=true|tokenizer: line 4: expected \"marks=...\", got"
            + " \"punctuation=true\". It was changed.",
        "lower-case=true|case=lower|tokenizer of kind \"words\": expected the options [lower-case,"
            + " punctuation, normalized], got [case, punctuation, normalized]. Use a newer"
            + " hebb-text.",
        "marks=false|marks=no|tokenizer: marks: expected true or false, got \"no\". It was changed.",
        "tokens=4|tokens=5|tokenizer: line 12: expected token 5 of 5, got the end. It was cut off.",
        "tokens=4|tokens=3|tokenizer: line 11: expected the end, got"
            + " \"\\\\ud83d\\\\udc4d\\\\ud83c\\\\udffd\". It was changed.",
        "tokens=4|tokens=-1|tokenizer: line 7: expected tokens from 0 to 4194304, got \"tokens=-1\"."
            + " It was changed.",
        "tokens=4|tokens=2000000000|tokenizer: line 7: expected tokens from 0 to 4194304, got"
            + " \"tokens=2000000000\". It was changed.",
        "tokens=4|tokens=4294967300|tokenizer: line 7: expected tokens from 0 to 4194304, got"
            + " \"tokens=4294967300\". It was changed.",
        "tokens=4|tokens=4194304|tokenizer: line 12: expected token 5 of 4194304, got the end. It was"
            + " cut off.",
        "\\u00e9|\\u00g9|tokenizer: line 10: expected \\\\, \\n, \\r, \\t or \\uXXXX, got \\u00g9."
            + " Write it again.",
        "\\u00e9|\\u00E|tokenizer: line 10: expected \\\\, \\n, \\r, \\t or \\uXXXX, got \\u00E."
            + " Write it again.",
        "\\u00e9|\\x|tokenizer: line 10: expected \\\\, \\n, \\r, \\t or \\uXXXX, got \\x. Write it"
            + " again.",
        "\\u00e9|\\|tokenizer: line 10: expected \\\\, \\n, \\r, \\t or \\uXXXX, got \\. Write it"
            + " again.",
        "caf\\u00e9|a|vocabulary: expected tokens that differ, got \"a\" as number 2 and 4. Leave one"
            + " out.",
        "caf\\u00e9|``|vocabulary: token 4: expected 1 to 4096 characters, got 0. Leave it out."
      })
  void aChangedOne(String was, String is, String message) {
    String changed = NOTE.replace(was, is);
    assertThat(changed).isNotEqualTo(NOTE);
    refused(() -> Tokenizer.parse(changed), message);
  }

  @Test
  void oneThatNeedsALibrary() {
    refused(
        () -> Tokenizer.parse(NOTE.replace("kind=words", "kind=byte-pair")),
        "tokenizer: expected a library for the kind \"byte-pair\" on the classpath, got none."
            + " Add dev.hebb:hebb-bytepair.");
  }

  @Test
  void oneWithMoreOptionsThanThereAre() {
    String options =
        Stream.iterate(0, i -> i + 1)
            .limit(17)
            .map(i -> "o" + i + "=x\n")
            .collect(Collectors.joining());
    refused(
        () -> Tokenizer.parse("hebb-tokenizer 1\nkind=words\n" + options + "marks=true\ntokens=0"),
        "tokenizer: line 19: expected \"marks=...\", got \"o16=x\". It was changed.");
  }

  @Test
  void oneThatIsCutOffAnywhere() {
    for (int length = 0; length < NOTE.length(); length++) {
      String cut = NOTE.substring(0, length);
      if (!NOTE.substring(length).matches("(\\\\u[0-9a-f]{4}){1,3}")) { // else a shorter token
        assertThatThrownBy(() -> Tokenizer.parse(cut)).isInstanceOf(TokenizerException.class);
      }
    }
  }

  @Test
  void labelsAreALineEach() {
    Labels labels = new Labels(List.of("good", "so\nso", TokenizerSamples.THUMB, "\\"));
    assertThat(labels.note()).isEqualTo("good\nso\\nso\n\\ud83d\\udc4d\\ud83c\\udffd\n\\\\");
    assertThat(Labels.parse(labels.note())).isEqualTo(labels);
    refused(
        () -> new Labels(List.of()),
        "labels: expected 1 to 1048576, got 0. Name each place of the output's last axis.");
    refused(
        () -> new Labels(List.of("a", "b", "a")),
        "labels: expected names that differ, got \"a\" twice. Give each label a name of its own.");
    refused(
        () -> Labels.parse("a\n"),
        "labels: expected names that differ, got \"\" for one. Give each label a name of its own.");
    refused(
        () -> Labels.parse("a\n\\q"),
        "line 2: expected \\\\, \\n, \\r, \\t or \\uXXXX, got \\q. Write it again.");
  }

  private static void refused(ThrowingCallable call, String message) {
    assertThatThrownBy(call).isInstanceOf(TokenizerException.class).hasMessage(message);
  }
}
