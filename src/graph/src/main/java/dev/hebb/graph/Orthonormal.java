package dev.hebb.graph;

import java.util.random.RandomGenerator;

/** Draws a matrix with orthonormal columns (rows, if those are fewer), uniformly over all such. */
final class Orthonormal {
  private Orthonormal() {}

  static float[] draw(RandomGenerator random, int rows, int columns, double gain) {
    int length = Math.max(rows, columns);
    double[][] basis = new double[Math.min(rows, columns)][length];
    for (int k = 0; k < basis.length; k++) {
      for (int i = 0; i < length; i++) {
        basis[k][i] = random.nextGaussian();
      }
      // Gram-Schmidt of Gaussian vectors, twice for float64 accuracy: R has a positive diagonal,
      // which is what Keras's sign correction of QR makes.
      for (int pass = 0; pass < 2; pass++) {
        for (int j = 0; j < k; j++) {
          double dot = dot(basis[k], basis[j]);
          for (int i = 0; i < length; i++) {
            basis[k][i] -= dot * basis[j][i];
          }
        }
      }
      double norm = Math.sqrt(dot(basis[k], basis[k]));
      for (int i = 0; i < length; i++) {
        basis[k][i] /= norm;
      }
    }
    float[] matrix = new float[rows * columns];
    for (int r = 0; r < rows; r++) {
      for (int c = 0; c < columns; c++) {
        matrix[r * columns + c] = (float) (gain * (rows >= columns ? basis[c][r] : basis[r][c]));
      }
    }
    return matrix;
  }

  private static double dot(double[] a, double[] b) {
    double sum = 0;
    for (int i = 0; i < a.length; i++) {
      sum += a[i] * b[i];
    }
    return sum;
  }
}
