package dev.hebb.stream.tick;

import java.util.List;

/**
 * What the three recurrent kernels share.
 *
 * @param rows of the batch
 * @param in features
 * @param input {@code [in, gates·units]}
 * @param recurrent {@code [units, gates·units]}
 * @param bias of the input, {@code [gates·units]}
 * @param recurrentBias the same
 * @param curves of the gates, as ONNX lists them
 */
record CellWeights(
    int rows,
    int in,
    int units,
    Weights input,
    Weights recurrent,
    Weights bias,
    Weights recurrentBias,
    List<Curve> curves) {
  Curve curve(int index) {
    return curves.get(index);
  }

  /** {@code gates = bias + x·input} for one row. */
  void begin(float[] x, int row, Weights from, float[] gates) {
    int out = from.size();
    System.arraycopy(from.numbers(), 0, gates, 0, out);
    Sums.add(x, row * in, in, input.numbers(), gates, 0, out);
  }
}
