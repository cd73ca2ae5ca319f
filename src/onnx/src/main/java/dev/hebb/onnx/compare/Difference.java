package dev.hebb.onnx.compare;

import java.util.List;

/**
 * A value in which two models differ.
 *
 * @param node what makes it in the first
 * @param value its name there
 * @param largest the largest |Δ| / max(1, |expected|); infinite where shapes differ
 * @param index where that is, outermost axis first; empty where shapes differ
 * @param expected the first model's number there
 * @param got the second's
 * @param shapes of both
 */
public record Difference(
    String node,
    String operator,
    String value,
    double largest,
    List<Long> index,
    double expected,
    double got,
    List<String> shapes) {
  public Difference {
    index = List.copyOf(index);
    shapes = List.copyOf(shapes);
  }
}
