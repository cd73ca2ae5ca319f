package dev.hebb.training.data;

import java.nio.ByteBuffer;

/**
 * One column while rows are read, and after: takes a row's field, writes it packed when the row is
 * kept, and makes numbers of what is packed when all rows are known.
 */
sealed interface Cell permits NumberCell, WholeCell, CategoryCell, TextCell {
  /** How many bytes it takes in a packed row. */
  int bytes();

  /** Takes a field. */
  void take(char[] text, int offset, int length) throws Refusal;

  /**
   * Takes a field that has nothing.
   *
   * @return whether the row is to be dropped
   */
  boolean takeNothing() throws Refusal;

  /** The row is kept: writes what was taken. */
  void keep(ByteBuffer row);

  /** The column with what all rows say of it. */
  Column fitted(Packed rows, int offset) throws Refusal;

  /** How many numbers it becomes; after it was fitted. */
  int width();

  /** Makes numbers of what is packed at a place of {@code rows}. */
  void read(ByteBuffer rows, int at, ByteBuffer into);

  /** The cell of a column. */
  static Cell of(Column column, char point) {
    if (column instanceof NumberColumn number) {
      return new NumberCell(number, point);
    }
    if (column instanceof WholeColumn whole) {
      return new WholeCell(whole);
    }
    if (column instanceof CategoryColumn category) {
      return new CategoryCell(category);
    }
    return new TextCell((TextColumn) column);
  }
}
