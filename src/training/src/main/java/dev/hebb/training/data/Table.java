package dev.hebb.training.data;

import dev.hebb.graph.DataType;
import dev.hebb.graph.Seed;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/**
 * Rows of a CSV file or a query, read once and packed: the first 8 MB in memory, more of them in a
 * mapped temporary file, which is gone when this is closed or the JVM ends.
 */
public final class Table implements Examples, AutoCloseable {
  private final String source;
  private final Columns columns;
  private final List<Cell> cells;
  private final int[] offsets;
  // Which input or target each cell is a part of.
  private final int[] groups;
  private final Packed rows;
  private final int dropped;
  private final ExampleSpec spec;

  Table(String source, Columns columns, List<Cell> cells, int[] offsets, Packed rows, int dropped) {
    this.source = source;
    this.columns = columns;
    this.cells = List.copyOf(cells);
    this.offsets = offsets;
    this.rows = rows;
    this.dropped = dropped;
    groups = new int[cells.size()];
    List<TensorSpec> inputs = new ArrayList<>();
    List<TensorSpec> targets = new ArrayList<>();
    List<TensorSpec> weights = new ArrayList<>();
    int at = 0;
    for (List<Column> group : columns.inputs()) {
      inputs.add(spec(group.get(0), at, group.size(), inputs.size()));
      at += group.size();
    }
    for (List<Column> group : columns.targets()) {
      TensorSpec spec = spec(group.get(0), at, group.size(), inputs.size() + targets.size());
      targets.add(group.size() == 1 ? label(cells.get(at), spec) : spec);
      at += group.size();
    }
    for (int i = at; i < groups.length; i++) {
      groups[i] = inputs.size() + targets.size() + weights.size();
      weights.add(TensorSpec.of(DataType.FLOAT32));
    }
    spec = new ExampleSpec(inputs, targets, weights);
  }

  private TensorSpec spec(Column first, int from, int count, int group) {
    long width = 0;
    for (int i = from; i < from + count; i++) {
      width += cells.get(i).width();
      groups[i] = group;
    }
    return TensorSpec.of(Columns.whole(first) ? DataType.INT64 : DataType.FLOAT32, width);
  }

  private static TensorSpec label(Cell cell, TensorSpec spec) {
    if (spec.type() == DataType.INT64 && cell instanceof WholeCell whole) {
      return TensorSpec.labels(whole.classes());
    }
    return spec.type() == DataType.INT64 && cell instanceof CategoryCell category
        ? TensorSpec.labels(category.classes())
        : spec;
  }

  /**
   * The columns with all that was found in the rows: categories, and what stands in for what is
   * missing. Other files that are read with them become the same numbers.
   */
  public Columns columns() {
    return columns;
  }

  /** The names of the classes; a label is a place in this list. See {@link Columns#labels()}. */
  public List<String> labels() {
    return columns.labels();
  }

  /** How many rows were left out because something was missing. */
  public int dropped() {
    return dropped;
  }

  @Override
  public int rows() {
    return rows.rows();
  }

  @Override
  public ExampleSpec spec() {
    return spec;
  }

  @Override
  public void read(int row, Seed seed, List<ByteBuffer> into) {
    ByteBuffer part = rows.part(row);
    int at = rows.at(row);
    for (int i = 0; i < groups.length; i++) {
      cells.get(i).read(part, at + offsets[i], into.get(groups[i]));
    }
  }

  /** Gives back the temporary file, if there is one. Nothing can be read any more. */
  @Override
  public void close() {
    rows.close();
  }

  @Override
  public String toString() {
    return "%,d rows of %s".formatted(rows(), source);
  }
}
