package dev.hebb.spark;

import dev.hebb.graph.DataType;
import dev.hebb.training.TrainingException;
import dev.hebb.training.data.ExampleSpec;
import dev.hebb.training.data.TensorSpec;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.apache.spark.ml.linalg.Vector;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import scala.collection.Seq;

/** Which columns of a frame are what of an example. */
record ShardSource(Dataset<Row> frame, List<Part> inputs, List<Part> targets, List<Part> weights) {
  /** Columns that are one tensor. */
  record Part(TensorSpec spec, List<String> columns) {}

  static ShardSource of(Dataset<Row> frame) {
    return new ShardSource(frame, List.of(), List.of(), List.of());
  }

  ShardSource input(String... columns) {
    return input(measured(columns), columns);
  }

  ShardSource input(TensorSpec spec, String... columns) {
    return new ShardSource(frame, plus(inputs, spec, columns), targets, weights);
  }

  ShardSource target(String... columns) {
    return target(measured(columns), columns);
  }

  ShardSource target(TensorSpec spec, String... columns) {
    return new ShardSource(frame, inputs, plus(targets, spec, columns), weights);
  }

  ShardSource weight(String column) {
    TensorSpec number = TensorSpec.of(DataType.FLOAT32);
    return new ShardSource(frame, inputs, targets, plus(weights, number, column));
  }

  private List<Part> plus(List<Part> before, TensorSpec spec, String... columns) {
    if (spec.type() != DataType.FLOAT32 && spec.type() != DataType.INT64) {
      throw new TrainingException(
          "data: columns %s: expected FLOAT32 or INT64, got %s. Let the network change the type."
              .formatted(Arrays.toString(columns), spec.type()));
    }
    List<String> known = List.of(frame.columns());
    for (String column : columns) {
      if (!known.contains(column)) {
        throw new TrainingException(
            "data: expected a column \"%s\", got a frame with %s. Name one of these."
                .formatted(column, known));
      }
    }
    List<Part> all = new ArrayList<>(before);
    all.add(new Part(spec, List.of(columns)));
    return List.copyOf(all);
  }

  // As many numbers as the first row has; nested arrays give axes.
  private TensorSpec measured(String... columns) {
    plus(List.of(), TensorSpec.of(DataType.FLOAT32), columns);
    Row first =
        frame.limit(1).collectAsList().stream()
            .findFirst()
            .orElseThrow(() -> new TrainingException("data: expected rows to train on, got none."));
    if (columns.length == 1) {
      return TensorSpec.of(DataType.FLOAT32, dims(first.getAs(columns[0])));
    }
    long numbers = 0;
    for (String column : columns) {
      long size = 1;
      for (long dim : dims(first.getAs(column))) {
        size *= dim;
      }
      numbers += size;
    }
    return TensorSpec.of(DataType.FLOAT32, numbers);
  }

  private static long[] dims(Object value) {
    List<Long> dims = new ArrayList<>();
    Object at = value;
    while (at instanceof Seq<?> sequence && !sequence.isEmpty()) {
      dims.add((long) sequence.length());
      at = sequence.head();
    }
    if (at instanceof Vector vector) {
      dims.add((long) vector.size());
    }
    return dims.isEmpty() ? new long[] {1} : dims.stream().mapToLong(each -> each).toArray();
  }

  private static List<TensorSpec> specs(List<Part> parts) {
    return parts.stream().map(Part::spec).toList();
  }

  ExampleSpec spec() {
    return new ExampleSpec(specs(inputs), specs(targets), specs(weights));
  }

  /** All of them, in the order of an example. */
  ShardColumn[] columns() {
    return Stream.of(inputs, targets, weights)
        .flatMap(List::stream)
        .map(
            part ->
                new ShardColumn(
                    part.columns().toArray(String[]::new),
                    part.columns().stream().mapToInt(frame.schema()::fieldIndex).toArray(),
                    part.spec()))
        .toArray(ShardColumn[]::new);
  }

  /** The specs of all of them. */
  List<TensorSpec> specs() {
    return spec().all();
  }
}
