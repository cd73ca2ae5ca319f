package dev.hebb.training.data;

import dev.hebb.graph.DataType;
import dev.hebb.graph.Seed;
import dev.hebb.graph.Tensor;
import dev.hebb.training.TrainingException;
import java.io.DataInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.FloatBuffer;
import java.nio.LongBuffer;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;

/** Pictures in a mapped IDX file, their labels in memory. */
final class MappedIdx implements Examples {
  private final Path path;
  private final IdxHeader header;
  // A mapping holds 2 GB at most: whole rows, so many in each.
  private final List<ByteBuffer> parts = new ArrayList<>();
  private final int rowsEach;
  private final LongBuffer labels;
  private final float[] table;
  private final ExampleSpec spec;

  MappedIdx(Path images, Path labelled, Tensor labels, Pixels pixels) {
    this.path = images;
    this.labels = labels.bytes().asLongBuffer();
    this.table = pixels.table();
    try (FileChannel file = FileChannel.open(images, StandardOpenOption.READ)) {
      refusePacked(file);
      header =
          IdxHeader.read(
              images.toString(),
              IdxHeader.Kind.IMAGES,
              new DataInputStream(Channels.newInputStream(file)));
      if (file.size() - header.length() != header.size()) {
        throw header.cut(images.toString(), file.size() - header.length());
      }
      rowsEach = Integer.MAX_VALUE / header.row();
      for (long at = 0; at < header.size(); at += (long) rowsEach * header.row()) {
        long length = Math.min(header.size() - at, (long) rowsEach * header.row());
        parts.add(file.map(FileChannel.MapMode.READ_ONLY, header.length() + at, length));
      }
    } catch (IOException unreadable) {
      throw IdxFile.unreadable(images.toString(), unreadable);
    }
    Idx.sameCount(images, header.rows(), labelled, labels.dims()[0]);
    spec =
        ExampleSpec.of(
            TensorSpec.of(DataType.FLOAT32, header.picture()), TensorSpec.labels(classes()));
  }

  private int classes() {
    long most = 0;
    for (int i = 0; i < labels.limit(); i++) {
      most = Math.max(most, labels.get(i));
    }
    return (int) most + 1;
  }

  private void refusePacked(FileChannel file) throws IOException {
    ByteBuffer magic = ByteBuffer.allocate(2);
    file.read(magic, 0);
    if (IdxFile.packed(magic.get(0), magic.get(1))) {
      throw new TrainingException(
          "%s: expected a file that can be mapped, got one packed with gzip. Unpack it (gunzip), or use Idx.dataset."
              .formatted(path));
    }
  }

  @Override
  public int rows() {
    return header.rows();
  }

  @Override
  public ExampleSpec spec() {
    return spec;
  }

  @Override
  public void read(int row, Seed seed, List<ByteBuffer> into) {
    byte[] bytes = new byte[header.row()];
    parts.get(row / rowsEach).get(row % rowsEach * bytes.length, bytes);
    float[] floats = new float[bytes.length];
    for (int i = 0; i < bytes.length; i++) {
      floats[i] = table[bytes[i] & 0xff];
    }
    ByteBuffer picture = into.get(0);
    FloatBuffer view = picture.asFloatBuffer();
    view.put(floats);
    picture.position(picture.position() + floats.length * Float.BYTES);
    into.get(1).putLong(labels.get(row));
  }

  @Override
  public long label(int row) {
    return labels.get(row);
  }

  @Override
  public String toString() {
    return rows() + " images of " + path;
  }
}
