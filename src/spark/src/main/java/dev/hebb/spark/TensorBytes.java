package dev.hebb.spark;

import dev.hebb.graph.DataType;
import dev.hebb.graph.Digest;
import dev.hebb.graph.Tensor;
import java.io.Serializable;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Tensors as they are sent and kept: little-endian bytes, rows first. */
final class TensorBytes implements Serializable {
  private static final long serialVersionUID = 1;

  private final DataType[] types;
  private final long[][] dims;
  private final byte[][] bytes;

  TensorBytes(DataType[] types, long[][] dims, byte[][] bytes) {
    this.types = types;
    this.dims = dims;
    this.bytes = bytes;
  }

  static TensorBytes of(List<Tensor> tensors) {
    byte[][] bytes = new byte[tensors.size()][];
    for (int i = 0; i < bytes.length; i++) {
      ByteBuffer all = tensors.get(i).bytes();
      bytes[i] = new byte[all.remaining()];
      all.get(bytes[i]);
    }
    return new TensorBytes(
        tensors.stream().map(Tensor::type).toArray(DataType[]::new),
        tensors.stream().map(Tensor::dims).toArray(long[][]::new),
        bytes);
  }

  List<Tensor> tensors() {
    List<Tensor> all = new ArrayList<>();
    for (int i = 0; i < bytes.length; i++) {
      ByteBuffer little = ByteBuffer.wrap(bytes[i]).order(ByteOrder.LITTLE_ENDIAN);
      all.add(Tensor.wrap(types[i], little, dims[i]));
    }
    return all;
  }

  /** The bytes of some rows of each tensor; zeros behind the last. */
  byte[][] rows(int from, int to) {
    byte[][] some = new byte[bytes.length][];
    for (int i = 0; i < bytes.length; i++) {
      int row = dims[i][0] == 0 ? 0 : (int) (bytes[i].length / dims[i][0]);
      some[i] = Arrays.copyOfRange(bytes[i], from * row, to * row);
    }
    return some;
  }

  String digest() {
    Digest all = new Digest();
    Arrays.stream(bytes).forEach(all::add);
    return all.shortHex();
  }
}
