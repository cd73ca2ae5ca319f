package dev.hebb.graph;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SafetensorsRefusalTest {
  private static final String CORRUPT = ". The file is truncated, corrupt or not safetensors.";

  @TempDir Path folder;

  private static void refused(Path file, String what) {
    assertThatThrownBy(() -> Safetensors.read(file))
        .isInstanceOf(FormatException.class)
        .hasMessage(file + ": " + what);
  }

  private static String header(String dtype, String shape, String offsets) {
    return "{\"a\":{\"dtype\":\"%s\",\"shape\":[%s],\"data_offsets\":[%s]}}"
        .formatted(dtype, shape, offsets);
  }

  @Test
  void aFileThatIsNotThere() {
    refused(folder.resolve("none"), "there is no such file.");
  }

  @Test
  void aFileTooShortForALength() throws IOException {
    Path file = Files.write(folder.resolve("short"), new byte[3]);
    refused(file, "expected 8 bytes at least, got 3" + CORRUPT);
  }

  @ParameterizedTest
  @CsvSource({"9223372036854775807", "-1", "0", "1", "3"})
  void aHeaderLengthThatCannotBe(long length) throws IOException {
    Path file = ForeignFile.write(folder.resolve("x"), length, new byte[] {'{', '}'}, new byte[0]);
    refused(file, "expected a header within its 10 bytes, got a header of " + length + CORRUPT);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "-4,0 | 64 to 68", // offsets count from behind the header, here 68
        "4,0 | 72 to 68",
        "0,8 | 68 to 76"
      })
  void numbersOutsideTheFile(String offsets, String bytes) throws IOException {
    String header = header("F32", "1", offsets) + " ".repeat(60);
    Path file = ForeignFile.write(folder.resolve("x"), header.substring(0, 60), new byte[4]);
    refused(file, "expected \"a\" within its 72 bytes, got bytes " + bytes + CORRUPT);
  }

  @Test
  void numbersThatNoTensorDescribes() throws IOException {
    Path hole = ForeignFile.write(folder.resolve("x"), header("F32", "1", "4,8"), new byte[8]);
    refused(hole, "expected \"a\" to begin at byte 62, got 66" + CORRUPT);
    Path rest = ForeignFile.write(folder.resolve("x"), header("F32", "1", "0,4"), new byte[8]);
    refused(rest, "expected 66 bytes, got 70" + CORRUPT);
  }

  @Test
  void manyTensorsOverTheSameNumbers() throws IOException {
    String a = "{\"dtype\":\"F32\",\"shape\":[1],\"data_offsets\":[0,4]}";
    String header = "{\"a\":" + a + ",\"b\":" + a + "}";
    Path file = ForeignFile.write(folder.resolve("x"), header, new byte[4]);
    long start = 8L + header.length();
    refused(file, "expected \"b\" to begin at byte " + (start + 4) + ", got " + start + CORRUPT);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "F32 | 2 | \"a\": a FLOAT32 tensor [2] takes 8 bytes, got 4",
        "F32 | -1 | \"a\": an axis is not negative: [-1]",
        "F32 | 9223372036854775807 | \"a\": long overflow",
        "F32 | 1.5 | 1.5 is not a whole number",
        "F32 | 1e999999999 | 1e999999999 is not a whole number",
        "F32 | \"x\" | \"x\" is not a whole number",
        "F99 | 1 | element type F99 is not supported"
      })
  void headersThatMakeNoTensor(String dtype, String shape, String why) throws IOException {
    Path file = ForeignFile.write(folder.resolve("x"), header(dtype, shape, "0,4"), new byte[4]);
    refused(
        file, "its header cannot be read (" + why + "). The file is corrupt or not safetensors.");
  }

  @Test
  void anEntryWithoutOffsets() throws IOException {
    Path file = ForeignFile.write(folder.resolve("x"), "{\"a\":{}}", new byte[0]);
    refused(
        file,
        "its header cannot be read (\"a\" has no \"data_offsets\"). The file is corrupt or not"
            + " safetensors.");
  }

  @Test
  void aHeaderThatIsNotUtf8() throws IOException {
    byte[] latin = "{\"__metadata__\":{\"a\":\"é\"}}".getBytes(StandardCharsets.ISO_8859_1);
    Path file = ForeignFile.write(folder.resolve("x"), latin.length, latin, new byte[0]);
    refused(
        file,
        "its header cannot be read (it is not UTF-8). The file is corrupt or not safetensors.");
  }
}
