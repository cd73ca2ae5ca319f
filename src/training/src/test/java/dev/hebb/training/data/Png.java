package dev.hebb.training.data;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.CRC32;
import java.util.zip.DeflaterOutputStream;

/** PNG files written by the letter of the format (ISO/IEC 15948), without a library. */
final class Png {
  static final int GREY = 0;
  static final int RGB = 2;
  static final int GREY_ALPHA = 4;
  static final int RGBA = 6;
  private static final byte[] SIGNATURE = {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n'};

  private Png() {}

  /** Samples row by row; of 16 bits, each is two of them, high byte first. */
  static Path write(Path path, int height, int width, int type, int bits, int... samples) {
    ByteArrayOutputStream pixels = new ByteArrayOutputStream();
    int row = samples.length / height;
    for (int y = 0; y < height; y++) {
      pixels.write(0); // No filter.
      for (int i = 0; i < row; i++) {
        pixels.write(samples[y * row + i]);
      }
    }
    ByteBuffer header = ByteBuffer.allocate(13).putInt(width).putInt(height);
    header.put((byte) bits).put((byte) type);
    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    ByteArrayOutputStream file = new ByteArrayOutputStream();
    try (DeflaterOutputStream deflater = new DeflaterOutputStream(packed)) {
      pixels.writeTo(deflater);
      deflater.finish();
      file.write(SIGNATURE);
      file.write(chunk("IHDR", header.array()));
      file.write(chunk("IDAT", packed.toByteArray()));
      file.write(chunk("IEND", new byte[0]));
      Files.createDirectories(path.getParent());
      return Files.write(path, file.toByteArray());
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
  }

  /** One grey all over. */
  static Path plain(Path path, int height, int width, int grey) {
    int[] samples = new int[height * width];
    java.util.Arrays.fill(samples, grey);
    return write(path, height, width, GREY, 8, samples);
  }

  private static byte[] chunk(String type, byte[] data) {
    byte[] name = type.getBytes(StandardCharsets.US_ASCII);
    CRC32 crc = new CRC32();
    crc.update(name);
    crc.update(data);
    return ByteBuffer.allocate(12 + data.length)
        .putInt(data.length)
        .put(name)
        .put(data)
        .putInt((int) crc.getValue())
        .array();
  }
}
