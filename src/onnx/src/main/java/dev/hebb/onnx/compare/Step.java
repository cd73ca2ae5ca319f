package dev.hebb.onnx.compare;

import java.util.List;

/**
 * A node of a model.
 *
 * @param outputs names of the values it makes, without those that nobody can see
 */
record Step(String name, String operator, List<String> outputs) {
  Step {
    outputs = List.copyOf(outputs);
  }

  /** Such as "dense/Gemm (Gemm)". */
  @Override
  public String toString() {
    return name + " (" + operator + ")";
  }
}
