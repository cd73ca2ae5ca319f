package dev.hebb.onnx;

import dev.hebb.graph.Tensor;
import java.util.List;
import java.util.Map;

/**
 * That trainer and ONNX Runtime agree.
 *
 * @param engine what the trainer is
 * @param maxDeviation the largest |Δ| / max(1, |expected|) seen
 * @param tolerance what was allowed
 * @param goldens inputs with the trainer's outputs, to be carried in the file
 */
record Proof(String engine, double maxDeviation, double tolerance, List<Golden> goldens) {
  /** The same, where more was compared. */
  Proof deviating(double largest) {
    return new Proof(engine, largest, tolerance, goldens);
  }

  record Golden(Map<String, Long> dims, Map<String, Tensor> inputs, Map<String, Tensor> outputs) {}
}
