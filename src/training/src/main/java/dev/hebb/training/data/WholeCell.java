package dev.hebb.training.data;

import java.nio.ByteBuffer;

/** A whole number: packed as an int64. */
final class WholeCell implements Cell {
  private final WholeColumn column;
  private long taken;
  private long least = Long.MAX_VALUE;
  private long most = Long.MIN_VALUE;

  WholeCell(WholeColumn column) {
    this.column = column;
  }

  @Override
  public int bytes() {
    return Long.BYTES;
  }

  @Override
  public void take(char[] text, int offset, int length) throws Refusal {
    String field = new String(text, offset, length);
    try {
      taken = Long.parseLong(field.strip());
    } catch (NumberFormatException none) {
      throw new Refusal(
          "expected a whole number, got %s. Mend it, or read the column otherwise: number(\"%s\")."
              .formatted(Refusal.quoted(field), column.name()));
    }
  }

  @Override
  public boolean takeNothing() throws Refusal {
    if (column.missing() == Missing.REFUSE) {
      throw new Refusal(
          "expected a whole number, got nothing. Fill such gaps: whole(\"%s\").or(0), or leave the rows out: orDropRow()."
              .formatted(column.name()));
    }
    taken = column.value();
    return column.missing() == Missing.DROP;
  }

  @Override
  public void keep(ByteBuffer row) {
    row.putLong(taken);
    least = Math.min(least, taken);
    most = Math.max(most, taken);
  }

  /** How many classes there are if these are labels; 0 where they cannot be. */
  int classes() {
    return least >= 0 && most < Integer.MAX_VALUE ? (int) most + 1 : 0;
  }

  @Override
  public WholeColumn fitted(Packed rows, int offset) {
    return column;
  }

  @Override
  public int width() {
    return 1;
  }

  @Override
  public void read(ByteBuffer rows, int at, ByteBuffer into) {
    into.putLong(rows.getLong(at));
  }
}
