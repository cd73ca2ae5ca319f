package dev.hebb.keras;

import dev.hebb.graph.DataType;
import dev.hebb.graph.FormatException;
import dev.hebb.graph.Tensor;
import io.jhdf.api.Dataset;
import io.jhdf.api.dataset.ContiguousDataset;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;

/** Reads the numbers of a file, all in all no more than it is long. */
final class KerasDatasets {
  private final Path path;
  private long left;

  KerasDatasets(Path path, long length) {
    this.path = path;
    this.left = length;
  }

  /** Floats of 32 or 64 bits; nothing where it holds something else, such as a seed. */
  Optional<Tensor> read(Dataset dataset) {
    Class<?> java = dataset.getJavaType();
    int bytes = dataset.getDataType().getSize();
    boolean single = java == float.class && bytes == Float.BYTES;
    if (!single && !(java == double.class && bytes == Double.BYTES)) {
      return Optional.empty();
    }
    long[] dims = Arrays.stream(dataset.getDimensions()).asLongStream().toArray();
    int count = Math.toIntExact(Tensor.elements(dims));
    left -= (long) count * bytes;
    if (left < 0 || !(dataset instanceof ContiguousDataset contiguous)) {
      throw new FormatException(
          "%s: expected %s as it is in memory, got it compressed, in chunks, or larger than the file. Save it with Keras."
              .formatted(path, dataset.getPath()));
    }
    if (count == 0) {
      return Optional.empty();
    }
    ByteBuffer numbers = contiguous.getBuffer();
    ByteBuffer little = ByteBuffer.allocateDirect(count * bytes).order(ByteOrder.LITTLE_ENDIAN);
    for (int i = 0; i < count; i++) {
      if (single) {
        little.putFloat(numbers.getFloat(i * bytes));
      } else {
        little.putDouble(numbers.getDouble(i * bytes));
      }
    }
    return Optional.of(
        Tensor.wrap(single ? DataType.FLOAT32 : DataType.FLOAT64, little.flip(), dims));
  }
}
