package dev.hebb.runtime;

import java.util.ArrayList;
import java.util.List;

/** That an input has no NaN, which would come out as NaN somewhere. */
record NumbersOnly(String file, Input input) implements Rule {
  /** For every input that could have one. */
  static List<Rule> of(String file, List<Input> inputs) {
    List<Rule> rules = new ArrayList<>();
    for (Input input : inputs) {
      if (input.type().isHalf()
          || input.type() == Element.FLOAT32
          || input.type() == Element.FLOAT64) {
        rules.add(new NumbersOnly(file, input));
      }
    }
    return rules;
  }

  @Override
  public void check() {
    int length = input.length();
    for (int i = 0; i < length; i++) {
      if (isNaN(i)) {
        throw error(i);
      }
    }
  }

  private boolean isNaN(int index) {
    return switch (input.type()) {
      case FLOAT32 -> Float.isNaN(input.floats.get(index));
      case FLOAT64 -> Double.isNaN(input.doubles.get(index));
      default -> Float.isNaN(Halves.toFloat(input.type(), input.shorts.get(index)));
    };
  }

  private PredictorException error(int index) {
    return new PredictorException(
        file,
        "input \"%s\", row %s, position %s: expected a number, got NaN. Fill gaps before, or open without rejectNaN()."
            .formatted(input.name(), index / input.rowLength(), index % input.rowLength()));
  }
}
