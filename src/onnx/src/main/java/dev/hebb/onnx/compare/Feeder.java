package dev.hebb.onnx.compare;

import dev.hebb.runtime.Element;
import dev.hebb.runtime.PredictorException;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;

/**
 * Makes inputs that two models take alike.
 *
 * @param asked lengths of free axes, by their names in either model
 */
record Feeder(Side a, Side b, Map<String, Integer> asked) {
  private static final String BATCH = "batch";
  private static final long ROWS = 2;
  private static final int BYTE = 256;

  /** What keeps them from being fed alike; empty if nothing does. */
  Optional<String> mismatch() {
    List<Fed> left = a.inputs();
    List<Fed> right = b.inputs();
    List<String> names = left.stream().map(Fed::name).toList();
    if (!names.equals(right.stream().map(Fed::name).toList())) {
      return Optional.of(
          "inputs: %s takes %s, %s takes %s"
              .formatted(a.name(), names, b.name(), right.stream().map(Fed::name).toList()));
    }
    for (int i = 0; i < left.size(); i++) {
      if (!alike(left.get(i), right.get(i))) {
        return Optional.of(
            "input \"%s\": %s takes %s, %s takes %s"
                .formatted(names.get(i), a.name(), left.get(i), b.name(), right.get(i)));
      }
    }
    return Optional.empty();
  }

  private static boolean alike(Fed left, Fed right) {
    boolean same = left.type() == right.type() && left.dims().size() == right.dims().size();
    for (int axis = 0; same && axis < left.dims().size(); axis++) {
      boolean both = left.fixed(axis) && right.fixed(axis);
      same = !both || left.dims().get(axis).equals(right.dims().get(axis));
    }
    return same;
  }

  /** The inputs that one of the files carries, the longest; empty if no file carries any. */
  Optional<Map<String, Values>> carried() {
    for (Side side : List.of(a, b)) {
      List<Map<String, Values>> goldens = side.goldens();
      if (!goldens.isEmpty()) {
        return Optional.of(goldens.get(goldens.size() - 1));
      }
    }
    return Optional.empty();
  }

  /**
   * Random ones: floats in the range that training saw, or within ±1; whole numbers below the
   * limit.
   *
   * @param usual lengths of free axes where nobody asked for others
   */
  Map<String, Values> random(Map<String, Long> usual, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    Map<String, long[]> dims = new HashMap<>();
    List<Fed> left = a.inputs();
    for (int i = 0; i < left.size(); i++) {
      dims.put(left.get(i).name(), dims(left.get(i), b.inputs().get(i), usual));
    }
    Map<String, Values> inputs = new LinkedHashMap<>();
    for (Fed input : left) {
      inputs.put(input.name(), values(input, dims, random));
    }
    return inputs;
  }

  private long[] dims(Fed left, Fed right, Map<String, Long> usual) {
    long[] dims = new long[left.dims().size()];
    for (int axis = 0; axis < dims.length; axis++) {
      dims[axis] =
          left.fixed(axis)
              ? Long.parseLong(left.dims().get(axis))
              : right.fixed(axis)
                  ? Long.parseLong(right.dims().get(axis))
                  : length(left, left.dims().get(axis), right.dims().get(axis), usual);
    }
    return dims;
  }

  private long length(Fed input, String symbol, String other, Map<String, Long> usual) {
    for (String name : List.of(symbol, other)) {
      if (asked.containsKey(name)) {
        return asked.get(name);
      }
      if (usual.containsKey(name)) {
        return usual.get(name);
      }
      Optional<String> noted = a.note("dim." + name).or(() -> b.note("dim." + name));
      long length = whole(noted, 0);
      if (length > 0) {
        return length;
      }
    }
    if (symbol.equals(BATCH) || other.equals(BATCH)) {
      return ROWS;
    }
    throw new PredictorException(
        a.name(),
        "input \"%s\": expected a length for its axis \"%s\", got none. Say --dim %s=N."
            .formatted(input.name(), symbol, symbol));
  }

  private Values values(Fed input, Map<String, long[]> dims, SplittableRandom random) {
    long[] own = dims.get(input.name());
    long size = 1;
    for (long dim : own) {
      size = Math.multiplyExact(size, dim);
    }
    double[] numbers = new double[Math.toIntExact(size)];
    Optional<String> rows = note("lengths." + input.name());
    if (input.type() == Element.STRING) {
      throw new PredictorException(
          a.name(),
          "input \"%s\" takes strings, which cannot be drawn at random. Compare files that carry golden vectors."
              .formatted(input.name()));
    }
    for (int i = 0; i < numbers.length; i++) {
      numbers[i] =
          rows.isPresent() && dims.containsKey(rows.get())
              ? (double) dims.get(rows.get())[1]
              : number(input, random);
    }
    return new Values(own, numbers);
  }

  private double number(Fed input, SplittableRandom random) {
    return switch (input.type()) {
      case FLOAT32, FLOAT64, FLOAT16, BFLOAT16 ->
          Range.of(note("range." + input.name())).draw(random);
      case UINT8 -> random.nextInt(BYTE);
      case BOOL -> random.nextInt(2);
      default -> {
        // A zero may mean that a row is over.
        long limit = whole(note("limit." + input.name()), 2);
        yield limit > 1 ? (double) random.nextLong(1, limit) : 0;
      }
    };
  }

  private static long whole(Optional<String> note, long otherwise) {
    try {
      return note.isPresent() ? Long.parseLong(note.get()) : otherwise;
    } catch (NumberFormatException noNumber) {
      return otherwise;
    }
  }

  private Optional<String> note(String key) {
    return a.note(key).or(() -> b.note(key));
  }
}
