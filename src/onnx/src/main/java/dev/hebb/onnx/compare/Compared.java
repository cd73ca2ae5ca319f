package dev.hebb.onnx.compare;

import java.util.List;
import java.util.Optional;

/**
 * What a comparison found.
 *
 * @param structure in what the models differ before any number is compared, a line each
 * @param inputs what both were fed, in words
 * @param values how many values were compared
 * @param of how many the first model has
 * @param largest the largest |Δ| / max(1, |expected|) over all of them
 * @param tolerance how much of that is allowed
 * @param first the first value, in the order in which the first model runs, that differs by more
 */
public record Compared(
    List<String> structure,
    String inputs,
    int values,
    int of,
    double largest,
    double tolerance,
    Optional<Difference> first) {
  public Compared {
    structure = List.copyOf(structure);
  }

  /** Whether values were compared, and none differs by more than is allowed. */
  public boolean same() {
    return values > 0 && first.isEmpty();
  }
}
