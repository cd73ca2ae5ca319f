package dev.hebb.graph;

import java.util.Arrays;
import java.util.random.RandomGenerator;

/**
 * A convolution's kernel that computes one part of the short-time Fourier transform. For a 1-D
 * convolution of {@code frame} steps over one channel with {@code fft / 2 + 1} filters: {@code
 * kernel [filters, 1, frame]} (Keras has {@code [frame, 1, filters]}).
 *
 * @param imaginary the imaginary part instead of the real one
 * @param periodic whether the window is one period of a longer one (for spectra) or symmetric
 */
public record Stft(boolean imaginary, Window window, Scaling scaling, boolean periodic)
    implements Initializer {
  /** What a frame is multiplied with. */
  public enum Window {
    HANN(0.5),
    HAMMING(0.54),
    NONE(1);

    private final double alpha;

    Window(double alpha) {
      this.alpha = alpha;
    }

    double at(int step, int period) {
      return alpha - (1 - alpha) * Math.cos(2 * Math.PI * step / period);
    }
  }

  /** By what the windowed frame is divided; nothing is done without a window. */
  public enum Scaling {
    /** √Σ window². */
    DENSITY,
    /** Σ |window|. */
    SPECTRUM,
    NONE
  }

  @Override
  public float[] draw(RandomGenerator random, long[] dims, Fans fans) {
    if (dims.length != 3 || dims[1] != 1) {
      throw new DeclarationException(
          "expected a kernel [filters, 1, frame] for the Fourier transform, got %s. Use it for conv1d over one channel."
              .formatted(Arrays.toString(dims)));
    }
    int filters = Math.toIntExact(dims[0]);
    int frame = Math.toIntExact(dims[2]);
    double[] shape = new double[frame];
    Arrays.setAll(shape, step -> window.at(step, periodic ? frame : frame - 1));
    double divisor = window == Window.NONE ? 1 : divisor(shape);
    float[] values = new float[filters * frame];
    for (int k = 0; k < filters; k++) {
      for (int step = 0; step < frame; step++) {
        double angle = -2 * Math.PI * step * k / (2.0 * (filters - 1));
        double wave = imaginary ? Math.sin(angle) : Math.cos(angle);
        values[k * frame + step] = (float) (wave * shape[step] / divisor);
      }
    }
    return values;
  }

  private double divisor(double[] shape) {
    return switch (scaling) {
      case DENSITY -> Math.sqrt(Arrays.stream(shape).map(w -> w * w).sum());
      case SPECTRUM -> Arrays.stream(shape).map(Math::abs).sum();
      case NONE -> 1;
    };
  }
}
