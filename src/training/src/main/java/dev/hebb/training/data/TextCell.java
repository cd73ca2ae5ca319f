package dev.hebb.training.data;

import java.nio.ByteBuffer;

/** A text: packed as the int64 of its tokens, zeros at the end. */
final class TextCell implements Cell {
  private final TextColumn column;
  private long[] taken = {};

  TextCell(TextColumn column) {
    this.column = column;
  }

  @Override
  public int bytes() {
    return Math.multiplyExact(Long.BYTES, column.length());
  }

  @Override
  public void take(char[] text, int offset, int length) {
    taken = column.tokens().apply(new String(text, offset, length));
  }

  @Override
  public boolean takeNothing() {
    taken = new long[0];
    return false;
  }

  @Override
  public void keep(ByteBuffer row) {
    for (int i = 0; i < column.length(); i++) {
      row.putLong(i < taken.length ? taken[i] : 0);
    }
  }

  @Override
  public TextColumn fitted(Packed rows, int offset) {
    return column;
  }

  @Override
  public int width() {
    return column.length();
  }

  @Override
  public void read(ByteBuffer rows, int at, ByteBuffer into) {
    into.put(rows.slice(at, bytes()));
  }
}
