package dev.hebb.training.data;

import dev.hebb.graph.Seed;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;

/** Tells data apart: by how many rows there are, of what, and by some of them, evenly spaced. */
public final class Fingerprint {
  private static final int IN_MEMORY = 4_096;
  private static final int READ = 64;

  private Fingerprint() {}

  /** The first 16 bytes of a SHA-256, as hexadecimal digits. */
  public static String of(Examples examples) {
    MessageDigest sha = sha();
    int rows = examples.rows();
    List<TensorSpec> specs = examples.specs();
    sha.update((rows + " " + specs).getBytes(StandardCharsets.UTF_8));
    int most = Math.min(rows, examples instanceof Dataset ? IN_MEMORY : READ);
    List<ByteBuffer> buffers =
        specs.stream().map(spec -> ByteBuffer.allocateDirect(spec.bytes())).toList();
    for (int i = 0; i < most; i++) {
      buffers.forEach(ByteBuffer::clear);
      int row = (int) ((long) i * (rows - 1) / Math.max(1, most - 1));
      examples.read(row, new Seed(0).of(row), buffers);
      buffers.forEach(buffer -> sha.update(buffer.flip()));
    }
    return HexFormat.of().formatHex(sha.digest(), 0, 16);
  }

  private static MessageDigest sha() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException(impossible);
    }
  }
}
