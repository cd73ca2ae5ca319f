package dev.hebb.runtime;

import java.nio.Buffer;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;

/** One block of memory outside the heap, handed out in pieces. Not thread-safe. */
final class Memory {
  // Of the longest element.
  private static final int ALIGNMENT = Long.BYTES;

  private final ByteBuffer block;

  private Memory(int bytes) {
    this.block = ByteBuffer.allocateDirect(bytes);
  }

  /** As much as these take together. */
  static Memory of(List<Slot> slots) {
    return new Memory(Math.toIntExact(slots.stream().mapToLong(Memory::bytes).sum()));
  }

  /** How much it is, handed out or not. */
  int size() {
    return block.capacity();
  }

  private static long bytes(Slot slot) {
    return (slot.bytes() + ALIGNMENT - 1L) / ALIGNMENT * ALIGNMENT;
  }

  /** Memory for one of them; zeros. */
  Buffer take(Slot slot) {
    ByteBuffer piece = block.slice(block.position(), slot.bytes()).order(ByteOrder.nativeOrder());
    block.position(block.position() + Math.toIntExact(bytes(slot)));
    return slot.type().view(piece);
  }
}
