package dev.hebb.training.torch;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/**
 * The few pickle opcodes that describe a module whose attributes are tensors. Only ever written.
 */
final class Pickle {
  /** Protocol 2, an empty tuple, stop. */
  static final byte[] EMPTY_TUPLE = {(byte) 0x80, 2, ')', '.'};

  private final ByteArrayOutputStream out = new ByteArrayOutputStream();

  Pickle() {
    raw("\u0080\u0002c__torch__\nM\n)\u0081}(");
  }

  /** One attribute: float32, contiguous, its numbers in the file {@code data/<key>}. */
  void tensor(String attribute, int key, long[] dims, boolean trained) {
    string(attribute);
    raw("ctorch._utils\n_rebuild_tensor_v2\n((");
    string("storage");
    raw("ctorch\nFloatStorage\n");
    string(Integer.toString(key));
    string("cpu");
    long size = 1;
    long[] strides = new long[dims.length];
    for (int i = dims.length - 1; i >= 0; i--) {
      strides[i] = size;
      size *= dims[i];
    }
    integer(size);
    raw("tQK\u0000");
    tuple(dims);
    tuple(strides);
    raw(trained ? "\u0088" : "\u0089");
    raw("ccollections\nOrderedDict\n)RtR");
  }

  byte[] finish() {
    string("training");
    raw("\u0088ub.");
    return out.toByteArray();
  }

  private void tuple(long[] values) {
    raw("(");
    for (long value : values) {
      integer(value);
    }
    raw("t");
  }

  private void integer(long value) {
    raw("J");
    little(Math.toIntExact(value));
  }

  private void string(String text) {
    byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
    raw("X");
    little(utf8.length);
    out.writeBytes(utf8);
  }

  private void little(int value) {
    out.writeBytes(ByteBuffer.allocate(4).order(ByteOrder.LITTLE_ENDIAN).putInt(value).array());
  }

  private void raw(String opcodes) {
    out.writeBytes(opcodes.getBytes(StandardCharsets.ISO_8859_1));
  }
}
