package dev.hebb.training.data;

import dev.hebb.graph.Digest;
import dev.hebb.graph.Seed;
import java.nio.ByteBuffer;
import java.util.List;

/** Tells data apart: by how many rows there are, of what, and by some of them, evenly spaced. */
public final class Fingerprint {
  private static final int IN_MEMORY = 4_096;
  private static final int READ = 64;

  private Fingerprint() {}

  /** The first 16 bytes of a SHA-256, as hexadecimal digits. */
  public static String of(Examples examples) {
    Digest digest = new Digest();
    int rows = examples.rows();
    List<TensorSpec> specs = examples.specs();
    digest.add(rows + " " + specs);
    int most = Math.min(rows, examples instanceof Dataset ? IN_MEMORY : READ);
    List<ByteBuffer> buffers =
        specs.stream().map(spec -> ByteBuffer.allocateDirect(spec.bytes())).toList();
    for (int i = 0; i < most; i++) {
      buffers.forEach(ByteBuffer::clear);
      int row = (int) ((long) i * (rows - 1) / Math.max(1, most - 1));
      examples.read(row, new Seed(0).of(row), buffers);
      buffers.forEach(buffer -> digest.add(buffer.flip()));
    }
    return digest.shortHex();
  }
}
