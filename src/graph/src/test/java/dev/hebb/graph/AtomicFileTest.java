package dev.hebb.graph;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AtomicFileTest {
  @TempDir Path folder;

  private static AtomicFile.Content text(String text) {
    return channel -> channel.write(ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8)));
  }

  private List<String> names() throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.map(file -> file.getFileName().toString()).toList();
    }
  }

  @Test
  void whatWasThereIsReplaced() throws IOException {
    Path file = folder.resolve("a.hebb");
    AtomicFile.write(file, text("a longer first text"));
    AtomicFile.write(file, text("second"));
    assertThat(file).hasContent("second");
    assertThat(names()).containsExactly("a.hebb");
  }

  @Test
  void foldersOnTheWayAreMade() {
    Path file = folder.resolve("models/stock/a.hebb");
    AtomicFile.write(file, text("x"));
    assertThat(file).hasContent("x");
  }

  @Test
  void aFailureHalfWayLeavesTheOldFileAndNothingElse() throws IOException {
    Path file = folder.resolve("a.hebb");
    AtomicFile.write(file, text("old"));
    IOException full = new IOException("No space left on device");
    AtomicFile.Content failing =
        channel -> {
          text("half").writeTo(channel);
          throw full;
        };
    assertThatThrownBy(() -> AtomicFile.write(file, failing))
        .isInstanceOf(UncheckedIOException.class)
        .hasMessage(file + ": could not be written: No space left on device")
        .hasCause(full);
    assertThat(file).hasContent("old");
    assertThat(names()).containsExactly("a.hebb");
  }

  @Test
  void aMistakeOfTheWriterLeavesNothingBehind() throws IOException {
    Path file = folder.resolve("a.hebb");
    IllegalStateException mistake = new IllegalStateException("mistake");
    assertThatThrownBy(
            () ->
                AtomicFile.write(
                    file,
                    channel -> {
                      throw mistake;
                    }))
        .isSameAs(mistake);
    assertThat(names()).isEmpty();
  }

  @Test
  void theOldFileStandsWhileTheNewOneIsWritten() {
    Path file = folder.resolve("a.hebb");
    AtomicFile.write(file, text("old"));
    AtomicFile.write(
        file,
        channel -> {
          text("new").writeTo(channel);
          assertThat(file).hasContent("old");
        });
    assertThat(file).hasContent("new");
  }

  @Test
  void othersMayReadItAsTheyMayReadAnyNewFile() throws IOException {
    Assumptions.assumeTrue(
        FileSystems.getDefault().supportedFileAttributeViews().contains("posix"));
    Path file = folder.resolve("a.hebb");
    AtomicFile.write(file, text("x"));
    Path plain = Files.createFile(folder.resolve("plain"));
    assertThat(Files.getPosixFilePermissions(file)).isEqualTo(Files.getPosixFilePermissions(plain));
  }
}
