package dev.hebb.onnx.in;

import dev.hebb.graph.op.Interpolation;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Where a resized axis takes its numbers from.
 *
 * @param mode nearest, linear or cubic
 * @param coordinates how places in the result are places in the input
 * @param rounding to the nearest
 * @param a of the cubic's kernel
 * @param exclude whether what lies outside counts nothing; else it is as at the edge
 * @param regions begin of each axis, then ends, where a part is taken
 */
record Sampling(
    String mode,
    String coordinates,
    String rounding,
    double a,
    boolean exclude,
    List<Double> regions) {
  Sampling {
    regions = List.copyOf(regions);
  }

  /** As Upsample, and Resize up to version 10. */
  static Sampling old(Call at) {
    String mode = at.attributes().text("mode", "nearest");
    return checked(at, new Sampling(mode, "asymmetric", "floor", 0, false, List.of()));
  }

  static Sampling of(Call at, List<Integer> axes) {
    Attributes attributes = at.attributes();
    String coordinates = attributes.text("coordinate_transformation_mode", "half_pixel");
    List<Double> regions = new ArrayList<>();
    if (coordinates.equals("tf_crop_and_resize")) {
      if (attributes.number("extrapolation_value", 0) != 0 || axes.size() != at.rank(0)) {
        throw at.unsupported("an extrapolation_value, or regions of some axes");
      }
      at.numbers(1).forEach(cell -> regions.add(cell.real()));
    }
    return checked(
        at,
        new Sampling(
            attributes.text("mode", "nearest"),
            coordinates,
            attributes.text("nearest_mode", "round_prefer_floor"),
            attributes.number("cubic_coeff_a", -0.75),
            attributes.flag("exclude_outside", false),
            regions));
  }

  private static Sampling checked(Call at, Sampling sampling) {
    if (!List.of("nearest", "linear", "cubic").contains(sampling.mode)) {
      throw at.unsupported("the mode \"" + sampling.mode + "\"");
    }
    sampling.place(0, 1, 1, 1, 0, at);
    return sampling;
  }

  boolean nearest() {
    return mode.equals("nearest");
  }

  /** Whether a part of each axis is taken. */
  boolean crops() {
    return !regions.isEmpty();
  }

  /** The graph's own way that is the same for axes that become longer by whole numbers. */
  Optional<Interpolation> own(int axes) {
    boolean centred = coordinates.equals("half_pixel") || coordinates.equals("pytorch_half_pixel");
    return switch (mode) {
      case "nearest" ->
          (coordinates.equals("asymmetric") && rounding.equals("floor"))
                  || (centred && rounding.equals("round_prefer_floor"))
              ? Optional.of(Interpolation.NEAREST)
              : Optional.empty();
      case "linear" -> centred && axes <= 2 ? Optional.of(Interpolation.LINEAR) : Optional.empty();
      default ->
          centred && axes == 2 && a == -0.5 && exclude
              ? Optional.of(Interpolation.CUBIC)
              : Optional.empty();
    };
  }

  private double place(int i, int in, int out, double scale, int axis, Call at) {
    return switch (coordinates) {
      case "half_pixel" -> (i + 0.5) / scale - 0.5;
      case "pytorch_half_pixel" -> out > 1 ? (i + 0.5) / scale - 0.5 : 0;
      case "align_corners" -> out == 1 ? 0 : (double) i * (in - 1) / (out - 1);
      case "asymmetric" -> i / scale;
      case "tf_half_pixel_for_nn" -> (i + 0.5) / scale;
      case "half_pixel_symmetric" -> {
        double whole = out / (scale * in);
        yield in / 2.0 * (1 - whole) + (i + 0.5) / scale - 0.5;
      }
      case "tf_crop_and_resize" -> {
        double begin = regions.get(axis);
        double end = regions.get(regions.size() / 2 + axis);
        yield out > 1
            ? begin * (in - 1) + i * (end - begin) * (in - 1) / (out - 1)
            : 0.5 * (begin + end) * (in - 1);
      }
      default -> throw at.unsupported("the coordinates \"" + coordinates + "\"");
    };
  }

  /** Which number each one is. */
  List<Long> places(int in, int out, double scale) {
    List<Long> places = new ArrayList<>();
    for (int i = 0; i < out; i++) {
      places.add(rounded(place(i, in, out, scale, 0, null), in));
    }
    return places;
  }

  private long rounded(double place, int in) {
    double whole =
        switch (rounding) {
          case "floor" -> Math.floor(place);
          case "ceil" -> Math.ceil(place);
          case "round_prefer_ceil" -> Math.floor(place + 0.5);
          default -> Math.ceil(place - 0.5);
        };
    return (long) Math.max(0, Math.min(whole, in - 1));
  }

  /** How much of each of {@code in} numbers is in each of {@code out}: {@code [in, out]}. */
  float[] weights(int in, int out, double scale, int axis) {
    float[] weights = new float[in * out];
    for (int i = 0; i < out; i++) {
      double place = place(i, in, out, scale, axis, null);
      boolean outside = crops() && (place < 0 || place > in - 1);
      if (!outside) {
        add(weights, place, i, in, out);
      }
    }
    return weights;
  }

  private void add(float[] weights, double place, int i, int in, int out) {
    if (nearest()) {
      weights[(int) rounded(place, in) * out + i] = 1;
      return;
    }
    int reach = mode.equals("linear") ? 1 : 2;
    int first = (int) Math.floor(place) - reach + 1;
    double sum = 0;
    for (int j = first; j < first + 2 * reach; j++) {
      sum += counts(j, in) ? kernel(Math.abs(place - j)) : 0;
    }
    for (int j = first; j < first + 2 * reach; j++) {
      if (counts(j, in)) {
        int edge = Math.max(0, Math.min(j, in - 1));
        weights[edge * out + i] += (float) (kernel(Math.abs(place - j)) / sum);
      }
    }
  }

  private boolean counts(int j, int in) {
    return !exclude || (j >= 0 && j < in);
  }

  private double kernel(double d) {
    if (mode.equals("linear")) {
      return Math.max(1 - d, 0);
    } else if (d <= 1) {
      return ((a + 2) * d - (a + 3)) * d * d + 1;
    }
    return d < 2 ? ((a * d - 5 * a) * d + 8 * a) * d - 4 * a : 0;
  }
}
