package dev.hebb.text;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.UUID;

/** A tokenizer's file: its note, and a line end behind it. */
final class TokenizerFile {
  private static final long LARGEST = 1L << 28;

  private TokenizerFile() {}

  /** To a temporary name beside it, flushed, then moved. */
  static void write(Path path, String note) {
    Path target = path.toAbsolutePath();
    Path temporary =
        target.resolveSibling("." + target.getFileName() + "." + UUID.randomUUID() + ".tmp");
    try {
      Files.createDirectories(target.getParent());
      try (FileChannel channel =
          FileChannel.open(temporary, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
        ByteBuffer rest = ByteBuffer.wrap((note + "\n").getBytes(StandardCharsets.US_ASCII));
        while (rest.hasRemaining()) {
          channel.write(rest);
        }
        channel.force(true);
      }
      move(temporary, target);
    } catch (IOException e) {
      throw new UncheckedIOException(path + ": could not be written: " + e.getMessage(), e);
    } finally {
      discard(temporary);
    }
  }

  static Tokenizer read(Path path) {
    try {
      if (Files.size(path) > LARGEST) {
        throw new TokenizerException(
            "%s: expected at most %s bytes, got %s. It is no tokenizer."
                .formatted(path, LARGEST, Files.size(path)));
      }
      // Every byte is a character; those beyond ASCII are refused with the line they stand in.
      String text = Files.readString(path, StandardCharsets.ISO_8859_1);
      return Tokenizer.parse(text.endsWith("\n") ? text.substring(0, text.length() - 1) : text);
    } catch (TokenizerException e) {
      String message = e.getMessage();
      throw message.startsWith(path.toString())
          ? e
          : new TokenizerException(path + ": " + message, e);
    } catch (IOException e) {
      throw new TokenizerException(
          "%s: cannot be read (%s). Check the path.".formatted(path, e), e);
    }
  }

  private static void move(Path from, Path to) throws IOException {
    try {
      Files.move(from, to, StandardCopyOption.ATOMIC_MOVE);
    } catch (AtomicMoveNotSupportedException e) {
      Files.move(from, to, StandardCopyOption.REPLACE_EXISTING);
    }
  }

  private static void discard(Path temporary) {
    try {
      Files.deleteIfExists(temporary);
    } catch (IOException e) {
      temporary.toFile().deleteOnExit();
    }
  }
}
