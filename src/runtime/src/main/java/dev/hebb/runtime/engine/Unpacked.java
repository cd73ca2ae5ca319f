package dev.hebb.runtime.engine;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.JarURLConnection;
import java.net.URL;
import java.net.URLConnection;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.channels.FileChannel.MapMode;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Collection;
import java.util.HexFormat;
import java.util.zip.CRC32;
import java.util.zip.CheckedInputStream;
import java.util.zip.ZipEntry;

/**
 * A library in a jar, to be a file.
 *
 * @param source where it lies
 * @param size in bytes
 * @param checksum its CRC-32, which the jar's directory says without unpacking it
 */
record Unpacked(String source, URL resource, long size, long checksum) {
  private static final int DIGITS = 16;

  static Unpacked of(URL resource) throws IOException {
    String name = resource.getPath().substring(resource.getPath().lastIndexOf('/') + 1);
    URLConnection connection = resource.openConnection();
    if (connection instanceof JarURLConnection jar) {
      ZipEntry entry = jar.getJarEntry();
      if (entry.getCrc() >= 0 && entry.getSize() >= 0) {
        return new Unpacked(name, resource, entry.getSize(), entry.getCrc());
      }
    }
    CRC32 sum = new CRC32();
    try (InputStream in = new CheckedInputStream(resource.openStream(), sum)) {
      long size = in.transferTo(OutputStream.nullOutputStream());
      return new Unpacked(name, resource, size, sum.getValue());
    }
  }

  /** What tells these from those of any other version. */
  static String digest(Collection<Unpacked> libraries) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      for (Unpacked each : libraries) {
        String line = "%s %s %x\n".formatted(each.source, each.size, each.checksum);
        digest.update(line.getBytes(StandardCharsets.UTF_8));
      }
      return HexFormat.of().formatHex(digest.digest()).substring(0, DIGITS);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }

  /**
   * Makes it that file, whole or not at all, when it is not yet. Others may be at it at the same
   * time.
   */
  void into(Path file) throws IOException {
    if (isAt(file)) {
      return;
    }
    Path folder = file.toAbsolutePath().getParent();
    CacheFolder.sweep(folder);
    Path part = Files.createTempFile(folder, file.getFileName() + ".", ".part");
    try {
      try (InputStream in = resource.openStream();
          FileChannel channel = FileChannel.open(part, StandardOpenOption.WRITE);
          OutputStream out = Channels.newOutputStream(channel)) {
        in.transferTo(out);
        channel.force(true);
      }
      Files.move(part, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException e) {
      if (!isAt(file)) { // Where a library that is in use cannot be replaced, another was faster.
        throw e;
      }
    } finally {
      Files.deleteIfExists(part);
    }
  }

  private boolean isAt(Path file) throws IOException {
    if (!Files.isRegularFile(file) || Files.size(file) != size) {
      return false;
    }
    CRC32 sum = new CRC32();
    try (FileChannel channel = FileChannel.open(file)) {
      sum.update(channel.map(MapMode.READ_ONLY, 0, size));
    }
    return sum.getValue() == checksum;
  }
}
