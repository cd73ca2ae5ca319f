package dev.hebb.keras;

import dev.hebb.graph.FormatException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;

/** The HDF5 file in a Keras file, in memory. */
final class KerasContent {
  private static final String WEIGHTS = "model.weights.h5";

  /** Keras does not compress; random numbers hardly can be. */
  private static final long MOST_TIMES = 20;

  private static final long ALWAYS = 1 << 24;
  private static final byte[] ZIP = {'P', 'K'};

  private KerasContent() {}

  static ByteBuffer of(Path path) {
    try {
      long size = Files.size(path);
      if (size > Integer.MAX_VALUE - 8) {
        throw new FormatException(
            path + ": expected at most 2 GB, got " + size + " bytes. Save it as safetensors.");
      }
      return ByteBuffer.wrap(zipped(path) ? unzipped(path, size) : Files.readAllBytes(path));
    } catch (NoSuchFileException missing) {
      throw new FormatException(path + ": there is no such file.", missing);
    } catch (ZipException | IllegalArgumentException broken) {
      throw new FormatException(
          path + ": expected a .keras file, got a damaged one (" + broken.getMessage() + ").",
          broken);
    } catch (IOException failure) {
      throw new UncheckedIOException(
          path + ": could not be read: " + failure.getMessage(), failure);
    }
  }

  private static boolean zipped(Path path) throws IOException {
    try (InputStream file = Files.newInputStream(path)) {
      return ByteBuffer.wrap(file.readNBytes(ZIP.length)).equals(ByteBuffer.wrap(ZIP));
    }
  }

  private static byte[] unzipped(Path path, long size) throws IOException {
    try (ZipFile zip = new ZipFile(path.toFile())) {
      ZipEntry entry = zip.getEntry(WEIGHTS);
      if (entry == null) {
        throw new FormatException(
            path + ": expected a .keras file, got a zip file without " + WEIGHTS + ".");
      }
      int most = (int) Math.min(Math.max(ALWAYS, MOST_TIMES * size), Integer.MAX_VALUE - 8);
      try (InputStream weights = zip.getInputStream(entry)) {
        byte[] bytes = weights.readNBytes(most);
        if (bytes.length == most && weights.read() >= 0) {
          throw new FormatException(
              "%s: expected at most %d bytes in %s, got more: it unpacks to many times its size, as no weights do."
                  .formatted(path, most, WEIGHTS));
        }
        return bytes;
      }
    }
  }
}
