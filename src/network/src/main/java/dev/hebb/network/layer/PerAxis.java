package dev.hebb.network.layer;

import dev.hebb.graph.DeclarationException;
import java.util.Collections;
import java.util.List;

/** One number for all axes between the batch and the channels, or one for each. */
final class PerAxis {
  private PerAxis() {}

  /** A single number for every axis; others as they are, to be checked when the layer is added. */
  static List<Integer> of(int axes, Integer... numbers) {
    return numbers.length == 1 ? Collections.nCopies(axes, numbers[0]) : List.of(numbers);
  }

  /** Checks that there is one for each axis, and that each is positive. */
  static void check(String what, List<Integer> numbers, int axes) {
    if (numbers.size() != axes) {
      throw new DeclarationException(
          "expected %s for all axes, or one for each of the %d, got %s. Give one number or %d."
              .formatted(what, axes, numbers, axes));
    }
    numbers.forEach(number -> Checks.positive(what, number));
  }
}
