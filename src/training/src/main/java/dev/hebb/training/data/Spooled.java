package dev.hebb.training.data;

import dev.hebb.graph.Seed;
import dev.hebb.training.TrainingException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.stream.Stream;

/**
 * Examples that came once, and were kept: the first 8 MB in memory, more of them in a mapped
 * temporary file, which is gone when this is closed or the JVM ends.
 */
public final class Spooled implements Examples, AutoCloseable {
  private final ExampleSpec spec;
  private final List<TensorSpec> tensors;
  private final Packed rows;

  private Spooled(ExampleSpec spec, Packed rows) {
    this.spec = spec;
    this.tensors = spec.all();
    this.rows = rows;
  }

  /** All of a stream, which is closed. */
  static Spooled of(Stream<Example> examples, Path folder) {
    try (examples) {
      Iterator<Example> each = examples.iterator();
      if (!each.hasNext()) {
        throw new TrainingException("data: expected examples, got an empty stream.");
      }
      Example first = each.next();
      ExampleSpec spec = ExampleSpec.of(first);
      List<TensorSpec> tensors = spec.all();
      try (Spool spool = new Spool(spec.bytes(), folder)) {
        first.write(0, spec, places(tensors, spool.next()));
        for (int row = 1; each.hasNext(); row++) {
          each.next().write(row, spec, places(tensors, spool.next()));
        }
        return new Spooled(spec, spool.packed());
      }
    }
  }

  // Where each tensor of a row goes; moves on to the next row.
  private static List<ByteBuffer> places(List<TensorSpec> tensors, ByteBuffer row) {
    List<ByteBuffer> places = new ArrayList<>();
    for (TensorSpec spec : tensors) {
      places.add(row.slice(row.position(), spec.bytes()));
      row.position(row.position() + spec.bytes());
    }
    return places;
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
    for (int i = 0; i < into.size(); i++) {
      int bytes = tensors.get(i).bytes();
      into.get(i).put(part.slice(at, bytes));
      at += bytes;
    }
  }

  /** Gives back the temporary file, if there is one. Nothing can be read any more. */
  @Override
  public void close() {
    rows.close();
  }

  @Override
  public String toString() {
    return "%,d rows of %s, spooled".formatted(rows(), spec.inputs());
  }
}
