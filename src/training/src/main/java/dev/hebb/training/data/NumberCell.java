package dev.hebb.training.data;

import java.nio.ByteBuffer;

/** A number: packed as a float32, NaN where it is missing. */
final class NumberCell implements Cell {
  private final NumberColumn column;
  private final char point;
  private float taken;
  private double sum;
  private long count;
  private float fill;

  NumberCell(NumberColumn column, char point) {
    this.column = column;
    this.point = point;
  }

  @Override
  public int bytes() {
    return Float.BYTES;
  }

  @Override
  public void take(char[] text, int offset, int length) throws Refusal {
    taken = Decimals.parse(text, offset, length, point);
    if (!Float.isFinite(taken)) {
      String field = Refusal.quoted(new String(text, offset, length));
      if (Float.isNaN(taken)) {
        throw new Refusal("expected a number, got %s.".formatted(field), field);
      }
      throw new Refusal(
          "expected a number that float32 holds, got %s. Scale the column.".formatted(field));
    }
  }

  void take(double number) throws Refusal {
    taken = (float) number;
    if (!Float.isFinite(taken)) {
      throw new Refusal(
          "expected a number that float32 holds, got %s. Leave the row out, or scale the column."
              .formatted(number));
    }
  }

  @Override
  public boolean takeNothing() throws Refusal {
    if (column.missing() == Missing.REFUSE) {
      throw new Refusal(
          "expected a number, got nothing. Fill such gaps: number(\"%s\").orMedian(), orMean() or or(0), or leave the rows out: orDropRow()."
              .formatted(column.name()));
    }
    taken = Float.NaN;
    return column.missing() == Missing.DROP;
  }

  @Override
  public void keep(ByteBuffer row) {
    row.putFloat(taken);
    if (!Float.isNaN(taken)) {
      sum += taken;
      count++;
    }
  }

  @Override
  public NumberColumn fitted(Packed rows, int offset) throws Refusal {
    boolean measured = column.missing() == Missing.MEAN || column.missing() == Missing.MEDIAN;
    if (measured && count == 0) {
      throw new Refusal("expected at least one number to fill the gaps from, got none. Say or(0).");
    }
    NumberColumn fitted =
        switch (column.missing()) {
          case MEAN -> column.or(sum / count);
          case MEDIAN -> column.or(new Median(rows, offset, count).value());
          default -> column;
        };
    fill = fitted.value();
    return fitted;
  }

  @Override
  public int width() {
    return 1;
  }

  @Override
  public void read(ByteBuffer rows, int at, ByteBuffer into) {
    float value = rows.getFloat(at);
    into.putFloat(Float.isNaN(value) ? fill : value);
  }
}
