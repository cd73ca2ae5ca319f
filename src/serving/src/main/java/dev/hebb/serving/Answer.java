package dev.hebb.serving;

import dev.hebb.runtime.Output;
import dev.hebb.runtime.Predictor;
import dev.hebb.runtime.PredictorException;
import java.util.ArrayList;
import java.util.List;

/** One row of every output, copied, and who gave it. */
public final class Answer {
  private final String file;
  private final String version;
  private final List<String> names;
  private final List<Object> rows;

  private Answer(String file, String version, List<String> names, List<Object> rows) {
    this.file = file;
    this.version = version;
    this.names = names;
    this.rows = rows;
  }

  static Answer of(Predictor predictor, int row, String version) {
    List<String> names = new ArrayList<>();
    List<Object> rows = new ArrayList<>();
    for (Output output : predictor.outputs()) {
      names.add(output.name());
      rows.add(Rows.get(output, row));
    }
    return new Answer(predictor.loaded().file(), version, names, rows);
  }

  /** The SHA-256 of the file that answered, in hex. */
  public String version() {
    return version;
  }

  /** The row of the only output. */
  public float[] floats() {
    return only(float[].class);
  }

  /** The row of the output of this name. */
  public float[] floats(String name) {
    return named(name, float[].class);
  }

  /** The row of the only output. */
  public long[] longs() {
    return only(long[].class);
  }

  /** The row of the output of this name. */
  public long[] longs(String name) {
    return named(name, long[].class);
  }

  /** The row of the only output, as an array of what it holds: {@code double[].class}. */
  public <T> T only(Class<T> array) {
    if (rows.size() != 1) {
      throw new PredictorException(
          file, "has outputs %s. Name one.".formatted(String.join(", ", names)));
    }
    return cast(0, array);
  }

  /** The row of the output of this name, as an array of what it holds: {@code double[].class}. */
  public <T> T named(String name, Class<T> array) {
    int index = names.indexOf(name);
    if (index < 0) {
      throw new PredictorException(
          file, "has no output \"%s\", only %s.".formatted(name, String.join(", ", names)));
    }
    return cast(index, array);
  }

  private <T> T cast(int index, Class<T> array) {
    Object row = rows.get(index);
    if (!array.isInstance(row)) {
      throw new PredictorException(
          file,
          "output \"%s\" gives %s, not %s."
              .formatted(names.get(index), row.getClass().getSimpleName(), array.getSimpleName()));
    }
    return array.cast(row);
  }
}
