package dev.hebb.runtime;

import dev.hebb.runtime.engine.Metadata;
import java.util.ArrayList;
import java.util.List;

/**
 * What the file says of the whole numbers that an input takes: numbers of a table's rows, or how
 * long rows are. ONNX Runtime's own message names neither input nor row, or it reads what is not
 * there.
 */
final class Bounds implements Rule {
  private final Metadata metadata;
  private final Input input;
  private final long least;
  private final long most;
  private final boolean zerosLast;
  private final String padded;

  private Bounds(
      Metadata metadata, Input input, long least, long most, boolean zerosLast, String padded) {
    this.metadata = metadata;
    this.input = input;
    this.least = least;
    this.most = most;
    this.zerosLast = zerosLast;
    this.padded = padded;
  }

  /** All that the file says of these inputs. */
  static List<Rule> of(Metadata metadata, List<Input> inputs) {
    List<Rule> bounds = new ArrayList<>();
    for (Input input : inputs) {
      if (input.type() != Element.INT64) {
        continue;
      }
      String padded = metadata.lengthsOf(input.name());
      long limit = metadata.limit(input.name());
      boolean zerosLast = counted(metadata, inputs, input.name());
      if (!padded.isEmpty()) {
        bounds.add(new Bounds(metadata, input, 1, time(metadata, inputs, input), false, padded));
      } else if (limit < Long.MAX_VALUE || zerosLast) {
        bounds.add(new Bounds(metadata, input, 0, limit - 1, zerosLast, ""));
      }
    }
    return bounds;
  }

  // Without an input of lengths the model counts the zeros itself.
  private static boolean counted(Metadata metadata, List<Input> inputs, String name) {
    return metadata.fillable(name)
        && inputs.stream().noneMatch(input -> metadata.lengthsOf(input.name()).equals(name));
  }

  /** How long the rows are, padding counted, of the input whose lengths this one gives. */
  static long time(Metadata metadata, List<Input> inputs, Input lengths) {
    String padded = metadata.lengthsOf(lengths.name());
    for (Input input : inputs) {
      if (input.name().equals(padded) && input.dims().length > 1) {
        return input.dims()[1];
      }
    }
    throw metadata.malformed("hebb.lengths." + lengths.name(), "an input of rows");
  }

  @Override
  public void check() {
    int length = input.length();
    int rowLength = input.rowLength();
    int column = 0;
    for (int i = 0; i < length; i++) {
      long number = input.longs.get(i);
      if (number < least || number > most) {
        throw outside(i, number);
      }
      if (zerosLast && column > 0 && number != 0 && input.longs.get(i - 1) == 0) {
        throw zeroBefore(i, number);
      }
      column = column + 1 == rowLength ? 0 : column + 1;
    }
  }

  private PredictorException outside(int index, long number) {
    if (!padded.isEmpty()) {
      return error(
          index,
          "expected a length from 1 to %s, the time of \"%s\", got %s. Leave empty rows out."
              .formatted(most, padded, number));
    }
    return error(
        index,
        "expected a number from 0 to %s, got %s. Use the vocabulary that the model was trained with."
            .formatted(most, number));
  }

  private PredictorException zeroBefore(int index, long number) {
    return error(
        index,
        "expected zeros at the end of rows only, where they are padding, got one before %s. Number tokens from 1."
            .formatted(number));
  }

  private PredictorException error(int index, String what) {
    String place = input.dims().length < 2 ? "" : ", position " + index % input.rowLength();
    return new PredictorException(
        metadata.file(),
        "input \"%s\", row %s%s: %s"
            .formatted(input.name(), index / input.rowLength(), place, what));
  }
}
