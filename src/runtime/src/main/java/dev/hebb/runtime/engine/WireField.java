package dev.hebb.runtime.engine;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Optional;

/**
 * One field of a Protobuf message, read where it lies.
 *
 * @param number which field of the message
 * @param value of a number
 * @param content of a text or a message, from position to limit; empty otherwise
 */
record WireField(int number, long value, ByteBuffer content) {
  private static final ByteBuffer NOTHING = ByteBuffer.allocate(0);
  private static final int MOST_BITS = 64;

  /** The field at the buffer's position, which then is behind it; empty where there is none. */
  static Optional<WireField> next(ByteBuffer message) {
    if (!message.hasRemaining()) {
      return Optional.empty();
    }
    long tag = varint(message);
    int number = (int) (tag >>> 3);
    return switch ((int) (tag & 7)) {
      case 0 -> Optional.of(new WireField(number, varint(message), NOTHING));
      case 1 -> skipped(number, message, Long.BYTES);
      case 5 -> skipped(number, message, Integer.BYTES);
      case 2 -> {
        long length = varint(message);
        if (length < 0 || length > message.remaining()) {
          yield end(message);
        }
        ByteBuffer content = message.slice(message.position(), (int) length);
        message.position(message.position() + (int) length);
        yield Optional.of(new WireField(number, 0, content.order(ByteOrder.LITTLE_ENDIAN)));
      }
      default -> end(message);
    };
  }

  private static Optional<WireField> skipped(int number, ByteBuffer message, int bytes) {
    if (bytes > message.remaining()) {
      return end(message);
    }
    message.position(message.position() + bytes);
    return Optional.of(new WireField(number, 0, NOTHING));
  }

  // What is no message is for ONNX Runtime to refuse.
  private static Optional<WireField> end(ByteBuffer message) {
    message.position(message.limit());
    return Optional.empty();
  }

  private static long varint(ByteBuffer message) {
    long value = 0;
    for (int shift = 0; shift < MOST_BITS && message.hasRemaining(); shift += 7) {
      byte next = message.get();
      value |= (long) (next & 0x7f) << shift;
      if (next >= 0) {
        break;
      }
    }
    return value;
  }
}
