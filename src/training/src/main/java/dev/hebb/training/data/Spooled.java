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
  private final List<TensorSpec> inputs;
  private final List<TensorSpec> targets;
  private final List<TensorSpec> weights;
  private final Packed rows;

  private Spooled(
      List<TensorSpec> inputs, List<TensorSpec> targets, List<TensorSpec> weights, Packed rows) {
    this.inputs = inputs;
    this.targets = targets;
    this.weights = weights;
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
      List<TensorSpec> inputs = TensorSpec.of(first.inputs());
      List<TensorSpec> targets = TensorSpec.of(first.targets());
      List<TensorSpec> weights = TensorSpec.of(first.weights());
      List<TensorSpec> specs = Stream.of(inputs, targets, weights).flatMap(List::stream).toList();
      try (Spool spool = new Spool(bytes(specs), folder)) {
        first.write(0, inputs, targets, weights, places(specs, spool.next()));
        for (int row = 1; each.hasNext(); row++) {
          each.next().write(row, inputs, targets, weights, places(specs, spool.next()));
        }
        return new Spooled(inputs, targets, weights, spool.packed());
      }
    }
  }

  private static int bytes(List<TensorSpec> specs) {
    int bytes = 0;
    for (TensorSpec spec : specs) {
      bytes = Math.addExact(bytes, spec.bytes());
    }
    return bytes;
  }

  // Where each tensor of a row goes; moves on to the next row.
  private static List<ByteBuffer> places(List<TensorSpec> specs, ByteBuffer row) {
    List<ByteBuffer> places = new ArrayList<>();
    for (TensorSpec spec : specs) {
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
  public List<TensorSpec> inputSpecs() {
    return inputs;
  }

  @Override
  public List<TensorSpec> targetSpecs() {
    return targets;
  }

  @Override
  public List<TensorSpec> weightSpecs() {
    return weights;
  }

  @Override
  public void read(int row, Seed seed, List<ByteBuffer> into) {
    ByteBuffer part = rows.part(row);
    int at = rows.at(row);
    List<TensorSpec> specs = specs();
    for (int i = 0; i < into.size(); i++) {
      int bytes = specs.get(i).bytes();
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
    return "%,d rows of %s, spooled".formatted(rows(), inputs);
  }
}
