package dev.hebb.stream;

import dev.hebb.runtime.PredictorException;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.zip.CRC32;

/**
 * What a {@link Stream} remembers at one moment: immutable, to be kept, written down as bytes, and
 * restored into any stream of the same model, here or elsewhere.
 */
public final class Snapshot {
  private static final long MAGIC = 0x48656262_536E6170L; // "HebbSnap"
  private static final int FORMAT = 1;
  private static final String NAME = "snapshot";

  private final String model;
  private final List<Part> parts;

  Snapshot(String model, List<Part> parts) {
    this.model = model;
    this.parts = List.copyOf(parts);
  }

  /**
   * What goes into one input.
   *
   * @param values little-endian and row-major, read-only
   */
  record Part(String input, List<Long> sizes, ByteBuffer values) {
    Part {
      sizes = List.copyOf(sizes);
      values = values.asReadOnlyBuffer().order(ByteOrder.LITTLE_ENDIAN);
    }
  }

  /** The digest of the model whose stream it was. */
  String model() {
    return model;
  }

  List<Part> parts() {
    return parts;
  }

  /** All of it as bytes, for {@link #of}; with a checksum. */
  public byte[] toBytes() {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (DataOutputStream out = new DataOutputStream(bytes)) {
      out.writeLong(MAGIC);
      out.writeInt(FORMAT);
      out.writeUTF(model);
      out.writeInt(parts.size());
      for (Part part : parts) {
        out.writeUTF(part.input());
        out.writeInt(part.sizes().size());
        for (long size : part.sizes()) {
          out.writeLong(size);
        }
        byte[] values = new byte[part.values().limit()];
        part.values().get(0, values);
        out.writeInt(values.length);
        out.write(values);
      }
      out.writeLong(checksum(bytes.toByteArray(), bytes.size()));
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
    return bytes.toByteArray();
  }

  /**
   * A snapshot that was written down.
   *
   * @throws PredictorException when the bytes are no snapshot, or damaged
   */
  public static Snapshot of(byte[] bytes) {
    int end = bytes.length - Long.BYTES;
    if (end < Long.BYTES || ByteBuffer.wrap(bytes).getLong() != MAGIC) {
      throw new PredictorException(
          NAME, "these bytes are none. Give what toBytes() gave, all of it.");
    }
    if (ByteBuffer.wrap(bytes).getLong(end) != checksum(bytes, end)) {
      throw new PredictorException(
          NAME, "its checksum does not match its bytes: it was damaged or cut off. Take it again.");
    }
    try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes, 0, end))) {
      in.readLong();
      int format = in.readInt();
      if (format != FORMAT) {
        throw new PredictorException(
            NAME,
            "is in format %s, this runtime reads format %s. Use a newer hebb-stream."
                .formatted(format, FORMAT));
      }
      String model = in.readUTF();
      List<Part> parts = new ArrayList<>();
      int count = in.readInt();
      for (int i = 0; i < count; i++) {
        String input = in.readUTF();
        List<Long> sizes = new ArrayList<>();
        for (int axes = in.readInt(); axes > 0; axes--) {
          sizes.add(in.readLong());
        }
        parts.add(new Part(input, sizes, ByteBuffer.wrap(in.readNBytes(in.readInt()))));
      }
      return new Snapshot(model, parts);
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
  }

  private static long checksum(byte[] bytes, int end) {
    CRC32 sum = new CRC32();
    sum.update(bytes, 0, end);
    return sum.getValue();
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Snapshot that && Arrays.equals(toBytes(), that.toBytes());
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(toBytes());
  }

  /** "snapshot of model 1a2b3c4d: lstm/h [1, 20], lstm/c [1, 20]". */
  @Override
  public String toString() {
    List<String> texts = parts.stream().map(part -> part.input() + " " + part.sizes()).toList();
    return "%s of model %s: %s".formatted(NAME, brief(model), String.join(", ", texts));
  }

  /** As much of a digest as tells two apart. */
  static String brief(String digest) {
    return digest.substring(0, Math.min(8, digest.length()));
  }
}
