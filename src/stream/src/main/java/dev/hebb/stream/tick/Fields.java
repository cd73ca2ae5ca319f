package dev.hebb.stream.tick;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/** The fields of a protobuf message, one after the other. */
final class Fields {
  private static final int VARINT = 0;
  private static final int LONG = 1;
  private static final int BYTES = 2;
  private static final int INT = 5;

  private final ByteBuffer rest;
  private int number;
  private long value;
  private ByteBuffer bytes = ByteBuffer.allocate(0);

  Fields(ByteBuffer message) {
    this.rest = message.slice().order(ByteOrder.LITTLE_ENDIAN);
  }

  /** Goes on to the next field, if there is one. */
  boolean next() {
    if (!rest.hasRemaining()) {
      return false;
    }
    long tag = varint();
    number = (int) (tag >>> 3);
    switch ((int) (tag & 7)) {
      case VARINT -> value = varint();
      case LONG -> value = rest.getLong();
      case INT -> value = rest.getInt();
      case BYTES -> {
        int length = (int) varint();
        bytes = rest.slice(rest.position(), length).order(ByteOrder.LITTLE_ENDIAN);
        rest.position(rest.position() + length);
      }
      default -> throw new IllegalArgumentException("no field of protobuf begins with " + tag);
    }
    return true;
  }

  private long varint() {
    long result = 0;
    for (int shift = 0; ; shift += 7) {
      byte next = rest.get();
      result |= (next & 0x7FL) << shift;
      if (next >= 0) {
        return result;
      }
    }
  }

  int number() {
    return number;
  }

  long value() {
    return value;
  }

  float floatValue() {
    return Float.intBitsToFloat((int) value);
  }

  /** What is in the field; little-endian. */
  ByteBuffer bytes() {
    return bytes;
  }

  String text() {
    return StandardCharsets.UTF_8.decode(bytes.duplicate()).toString();
  }
}
