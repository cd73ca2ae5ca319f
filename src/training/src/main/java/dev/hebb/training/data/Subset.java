package dev.hebb.training.data;

import dev.hebb.graph.PictureInput;
import dev.hebb.graph.Seed;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Optional;

/** Some rows of other examples, in some order. */
final class Subset implements Examples {
  private final Examples of;
  private final int[] rows;

  Subset(Examples of, int[] rows) {
    this.of = of;
    this.rows = rows;
  }

  @Override
  public int rows() {
    return rows.length;
  }

  @Override
  public ExampleSpec spec() {
    return of.spec();
  }

  @Override
  public Optional<PictureInput> prepared() {
    return of.prepared();
  }

  @Override
  public void read(int row, Seed seed, List<ByteBuffer> into) {
    of.read(rows[row], seed, into);
  }

  @Override
  public long label(int row) {
    return of.label(rows[row]);
  }

  @Override
  public String toString() {
    return rows.length + " rows of " + of;
  }
}
