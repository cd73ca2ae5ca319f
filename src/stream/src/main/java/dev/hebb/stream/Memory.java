package dev.hebb.stream;

import dev.hebb.runtime.engine.Slot;
import java.nio.Buffer;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.nio.IntBuffer;
import java.nio.LongBuffer;
import java.util.List;

/** The memory of one stream, handed out in pieces. Not thread-safe. */
final class Memory {
  // Of the longest element.
  private static final int ALIGNMENT = Long.BYTES;

  private final ByteBuffer block;
  private int taken;

  private Memory(ByteBuffer block) {
    this.block = block;
  }

  /** One block outside the heap, as large as these take together: for ONNX Runtime. */
  static Memory direct(List<Slot> slots) {
    long bytes = slots.stream().mapToLong(slot -> aligned(slot.bytes())).sum();
    return new Memory(ByteBuffer.allocateDirect(Math.toIntExact(bytes)));
  }

  /** Arrays: for Java. */
  static Memory heap() {
    return new Memory(ByteBuffer.allocate(0));
  }

  private static long aligned(int bytes) {
    return (bytes + ALIGNMENT - 1L) / ALIGNMENT * ALIGNMENT;
  }

  /** How many bytes were handed out. */
  int taken() {
    return taken;
  }

  /** Memory for all elements; zeros. */
  Buffer take(Slot slot) {
    taken += slot.bytes();
    if (!block.isDirect()) {
      return switch (slot.type()) {
        case FLOAT32 -> FloatBuffer.allocate(slot.length());
        case INT64 -> LongBuffer.allocate(slot.length());
        case INT32 -> IntBuffer.allocate(slot.length());
        default -> slot.allocate();
      };
    }
    ByteBuffer piece = block.slice(block.position(), slot.bytes()).order(ByteOrder.nativeOrder());
    block.position(block.position() + Math.toIntExact(aligned(slot.bytes())));
    return slot.type().view(piece);
  }
}
