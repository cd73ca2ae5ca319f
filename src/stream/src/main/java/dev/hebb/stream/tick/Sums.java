package dev.hebb.stream.tick;

/** Products of vectors and matrices, in loops that the JVM makes into vector instructions. */
final class Sums {
  // Shorter rows are summed one number at a time.
  private static final int SHORT = 4;

  private Sums() {}

  /**
   * {@code y[into + j] += Σ x[at + i]·kernel[i·out + j]}.
   *
   * @param kernel {@code [in, out]}
   */
  static void add(float[] x, int at, int in, float[] kernel, float[] y, int into, int out) {
    if (out < SHORT) {
      for (int j = 0; j < out; j++) {
        y[into + j] += dot(x, at, in, kernel, j, out);
      }
      return;
    }
    int i = 0;
    for (; i + 4 <= in; i += 4) {
      four(x[at + i], x[at + i + 1], x[at + i + 2], x[at + i + 3], kernel, i * out, y, into, out);
    }
    for (; i < in; i++) {
      one(x[at + i], kernel, i * out, y, into, out);
    }
  }

  private static float dot(float[] x, int at, int in, float[] kernel, int column, int out) {
    float sum = 0;
    for (int i = 0; i < in; i++) {
      sum += x[at + i] * kernel[i * out + column];
    }
    return sum;
  }

  private static void one(float a, float[] kernel, int row, float[] y, int into, int out) {
    for (int j = 0; j < out; j++) {
      y[into + j] += a * kernel[row + j];
    }
  }

  // Four rows of the kernel at once: y is read and written once for all of them.
  private static void four(
      float a, float b, float c, float d, float[] kernel, int row, float[] y, int into, int out) {
    int second = row + out;
    int third = second + out;
    int fourth = third + out;
    for (int j = 0; j < out; j++) {
      y[into + j] +=
          a * kernel[row + j]
              + b * kernel[second + j]
              + c * kernel[third + j]
              + d * kernel[fourth + j];
    }
  }

  /** {@code [rows, columns]} as {@code [columns, rows]}. */
  static float[] transposed(float[] matrix, int rows, int columns) {
    float[] result = new float[matrix.length];
    for (int row = 0; row < rows; row++) {
      for (int column = 0; column < columns; column++) {
        result[column * rows + row] = matrix[row * columns + column];
      }
    }
    return result;
  }
}
