package dev.hebb.bytepair;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hebb.text.TokenizerException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Files that are read, and files that would be encoded otherwise. */
class TokenizerJsonTest {
  private static final String ONLY = " Only byte-level byte-pair tokenizers are read.";

  @TempDir private Path folder;
  private String json;
  private Path file;

  @BeforeEach
  void read() throws IOException {
    json = Files.readString(Golden.file("spaced.json"));
    file = folder.resolve("tokenizer.json");
  }

  @Test
  void mergesAsTheyWereWrittenBefore() throws IOException {
    String changed = json.replaceAll("\\[\\s+\"([^\"]+)\",\\s+\"([^\"]+)\"\\s+]", "\"$1 $2\"");
    assertThat(changed).isNotEqualTo(json).contains("\"a a\"");
    Files.writeString(file, changed);
    assertThat(BytePair.read(file)).isEqualTo(BytePair.read(Golden.file("spaced.json")));
  }

  @Test
  void anotherKindOfTokenizer() throws IOException {
    refused(
        t -> t.replace("\"type\": \"BPE\"", "\"type\": \"WordPiece\""),
        "model.type: expected BPE, got WordPiece." + ONLY);
    refused(
        t -> t.replace("\"byte_fallback\": false", "\"byte_fallback\": true"),
        "model.byte_fallback: expected false, got true." + ONLY);
    refused(
        t -> t.replace("\"dropout\": null", "\"dropout\": 0.1"),
        "model.dropout: expected none, got 0.1." + ONLY);
    refused(
        t -> t.replace("\"end_of_word_suffix\": null", "\"end_of_word_suffix\": \"</w>\""),
        "model.end_of_word_suffix: expected none, got </w>." + ONLY);
    refused(
        t -> t.replace("\"type\": \"NFC\"", "\"type\": \"Lowercase\""),
        "normalizer.type: expected NFC, got Lowercase." + ONLY);
    refused(
        t -> t.replace("\"type\": \"ByteLevel\"", "\"type\": \"Whitespace\""),
        "pre_tokenizer.type: expected ByteLevel, got Whitespace." + ONLY);
    refused(
        t -> t.replace("\"use_regex\": true", "\"use_regex\": false"),
        "pre_tokenizer.use_regex: expected true, got false." + ONLY);
    refused(
        t -> t.replaceFirst("\"special\": true", "\"special\": false"),
        "added_tokens.special: expected true, got false." + ONLY);
  }

  @Test
  void aVocabularyThatDoesNotGoWithItsMerges() throws IOException {
    refused(
        t -> t.replace("\"aa\": 258", "\"aa\": 9000"),
        "model.merges: expected tokens in their order, got \"\u00E0\u00A4\" out of turn." + ONLY);
    refused(
        t -> t.replace("\"!\": 2,", ""),
        "byte-pair: expected a token for each of 256 bytes, got 255."
            + " Fit it with the whole alphabet of bytes.");
    refused(
        t -> t.replace("\"!\": 2,", "\"!!\": 2,"),
        "model.vocab: expected a byte, or two tokens before it, joined by a merge, got \"!!\"."
            + ONLY);
  }

  @Test
  void whatIsNoTokenizer() throws IOException {
    refused(
        t -> "[]",
        "expected a tokenizer.json, got something else"
            + " (Not a JSON Object: []). Check the file.");
    refused(t -> "{}", "model.type: expected BPE, got ." + ONLY);
    Files.writeString(file, "{\"model\"");
    assertThatThrownBy(() -> BytePair.read(file))
        .isInstanceOf(TokenizerException.class)
        .hasMessageStartingWith(file + ": expected a tokenizer.json, got something else (");
    Files.writeString(file, "[".repeat(100_000));
    assertThatThrownBy(() -> BytePair.read(file)).isInstanceOf(TokenizerException.class);
    Files.delete(file);
    assertThatThrownBy(() -> BytePair.read(file))
        .isInstanceOf(TokenizerException.class)
        .hasMessage(
            file
                + ": cannot be read (java.nio.file.NoSuchFileException: "
                + file
                + "). Check the path.");
  }

  private void refused(UnaryOperator<String> change, String message) throws IOException {
    String changed = change.apply(json);
    assertThat(changed).isNotEqualTo(json);
    Files.writeString(file, changed);
    assertThatThrownBy(() -> BytePair.read(file))
        .isInstanceOf(TokenizerException.class)
        .hasMessage(file + ": " + message);
  }
}
