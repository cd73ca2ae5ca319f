package dev.hebb.training.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hebb.graph.DataType;
import dev.hebb.graph.Tensor;
import dev.hebb.training.TrainingException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TextLinesTest {
  @TempDir Path folder;

  private Path file(String text) throws IOException {
    return Files.writeString(folder.resolve("lines.txt"), text);
  }

  private static long[] letters(String line) {
    return line.chars().mapToLong(c -> c - 'a' + 1).toArray();
  }

  private static void refused(ThrowingCallable call, String message) {
    assertThatThrownBy(call).isInstanceOf(TrainingException.class).hasMessage(message);
  }

  @Test
  void linesOfAllKinds() throws IOException {
    for (String text : List.of("ab\n\ncé\n", "ab\r\n\r\ncé", "\uFEFFab\n\ncé\r\n")) {
      try (TextLines lines = TextLines.open(file(text))) {
        assertThat(lines.rows()).isEqualTo(3);
        assertThat(List.of(lines.line(2), lines.line(0), lines.line(1)))
            .containsExactly("cé", "ab", "");
      }
    }
    Path latin = folder.resolve("latin.txt");
    Files.writeString(latin, "ü\n", StandardCharsets.ISO_8859_1);
    try (TextLines lines = TextLines.open(latin, StandardCharsets.ISO_8859_1)) {
      assertThat(lines.line(0)).isEqualTo("ü");
      assertThat(lines).hasToString("1 lines of " + latin);
    }
  }

  @Test
  void anyLineOfManyByManyThreads() throws IOException {
    List<String> all = new ArrayList<>();
    Random random = new Random(2);
    for (int i = 0; i < 3_000; i++) {
      all.add(i + "x".repeat(i % 100 == 99 ? 20_000 : random.nextInt(60)));
    }
    try (TextLines lines = TextLines.open(file(String.join("\n", all)))) {
      assertThat(lines.rows()).isEqualTo(3_000);
      assertThat(IntStream.range(0, 3_000).parallel().mapToObj(lines::line).toList())
          .isEqualTo(all);
      assertThatThrownBy(() -> lines.line(3_000)).hasMessage("line 3000 of 3000");
    }
  }

  @Test
  void paddedAtTheEndOrCut() throws IOException {
    try (TextLines lines = TextLines.open(file("ab\n\nabcd\n"))) {
      Examples padded = lines.padded(TextLinesTest::letters, 3);
      assertThat(padded.inputSpecs()).containsExactly(TensorSpec.of(DataType.INT64, 3));
      assertThat(padded.targetSpecs()).isEmpty();
      assertThat(padded.toDataset().inputs().get(0))
          .isEqualTo(Tensor.of(new long[] {1, 2, 0, 0, 0, 0, 1, 2, 3}, 3, 3));
      Dataset lengths = lines.paddedWithLengths(TextLinesTest::letters, 3).toDataset();
      assertThat(lengths.inputs().get(0)).isEqualTo(padded.toDataset().inputs().get(0));
      assertThat(lengths.inputs().get(1)).isEqualTo(Tensor.of(new long[] {2, 0, 3}, 3));
      Examples pairs =
          padded.towards(lines.examples(line -> new Example(List.of(Tensor.zeros(2)), List.of())));
      assertThat(pairs.example(2).target()).isEqualTo(Tensor.zeros(2));
      assertThat(pairs.example(2).input()).isEqualTo(Tensor.of(new long[] {1, 2, 3}, 3));
      refused(
          () -> padded.towards(padded.rows(0, 2)),
          "data: expected as many targets as inputs, got 2 rows of 2 rows of 3 rows of [INT64[3]] and 3 of 3 rows of"
              + " [INT64[3]].");
      refused(
          () -> pairs.towards(padded),
          "data: expected inputs alone on both sides of towards(...), got [INT64[3], FLOAT32[2]] and [INT64[3]].");
    }
  }

  @Test
  void aReaderThatIsInterruptedTakesNothingFromTheOthers() throws IOException {
    try (TextLines lines = TextLines.open(file("ab\ncd\n"))) {
      Thread.currentThread().interrupt();
      assertThat(lines.line(1)).isEqualTo("cd");
      assertThat(Thread.interrupted()).isTrue();
      assertThat(lines.line(0)).isEqualTo("ab");
    }
  }

  @Test
  void whatCannotBeRead() throws IOException {
    Path path = file("ab\nc\n");
    try (TextLines lines = TextLines.open(path)) {
      Examples failing =
          lines.examples(
              line -> Example.of(Tensor.zeros(Integer.parseInt("c".equals(line) ? "c" : "1")), 0));
      refused(
          () -> failing.example(1),
          path
              + ": line 2: could not be read: java.lang.NumberFormatException: For input string: \"c\".");
      Files.writeString(path, "d\n", StandardOpenOption.APPEND);
      refused(
          () -> lines.line(0),
          path
              + ": expected a file that stays as it is, 5 bytes, got one that changed to 7 while it was read. Open it"
              + " again.");
    }
    refused(
        () -> TextLines.open(path, StandardCharsets.UTF_16),
        path
            + ": expected a charset in which one byte ends a line, got UTF-16. Write the file in UTF-8.");
    refused(
        () -> TextLines.open(file("")),
        path + ": expected 1 to 2,147,483,647 lines, got 0. Give another file.");
    refused(
        () -> TextLines.open(folder.resolve("none")),
        folder.resolve("none")
            + ": could not be read: there is no such file. Give the path of a file that is there.");
    Files.write(path, new byte[] {'a', '\n', (byte) 0xfc, '\n'});
    try (TextLines lines = TextLines.open(path)) {
      refused(
          () -> lines.line(1),
          path
              + ": line 2: expected characters in UTF-8, got bytes that are none. Say in which they are: open(path,"
              + " charset).");
    }
  }
}
