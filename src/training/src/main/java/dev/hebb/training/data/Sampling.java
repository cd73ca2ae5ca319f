package dev.hebb.training.data;

import dev.hebb.graph.PictureSize;
import dev.hebb.graph.op.Interpolation;

/** One side of a picture at other places: what each number that comes out is a sum of. */
final class Sampling {
  private final int from;
  private final int taken;
  private final float[] weights;
  // Between which numbers, the last one not among them, the weights are not zero.
  private final int[] first;
  private final int[] end;

  Sampling(PictureSize.Side side, Interpolation interpolation, boolean antialias) {
    from = side.from();
    taken = side.taken();
    weights = interpolation.weights(from, side.whole(), side.first(), taken, antialias);
    first = new int[taken];
    end = new int[taken];
    for (int i = 0; i < taken; i++) {
      int least = 0;
      int most = from;
      while (least < most && weights[i * from + least] == 0) {
        least++;
      }
      while (most > least && weights[i * from + most - 1] == 0) {
        most--;
      }
      first[i] = least;
      end[i] = most;
    }
  }

  int taken() {
    return taken;
  }

  /** The rows at these places, each of so many numbers. */
  float[] down(float[] rows, int length) {
    float[] sampled = new float[taken * length];
    for (int i = 0; i < taken; i++) {
      for (int j = first[i]; j < end[i]; j++) {
        float weight = weights[i * from + j];
        for (int k = 0; k < length; k++) {
          sampled[i * length + k] += weight * rows[j * length + k];
        }
      }
    }
    return sampled;
  }

  /** Each of so many rows at these places. */
  float[] across(float[] values, int rows, int channels) {
    float[] sampled = new float[rows * taken * channels];
    for (int row = 0; row < rows; row++) {
      for (int i = 0; i < taken; i++) {
        int to = (row * taken + i) * channels;
        for (int j = first[i]; j < end[i]; j++) {
          float weight = weights[i * from + j];
          int at = (row * from + j) * channels;
          for (int channel = 0; channel < channels; channel++) {
            sampled[to + channel] += weight * values[at + channel];
          }
        }
      }
    }
    return sampled;
  }
}
