package dev.hebb.onnx.compare;

import java.util.Optional;
import java.util.SplittableRandom;

/** The numbers that an input saw in training. */
public record Range(double least, double most) {
  private static final Range USUAL = new Range(-1, 1);

  /** As a file notes it, such as {@code 0.0 1.0}; ±1 where it says nothing that makes sense. */
  public static Range of(Optional<String> note) {
    String[] ends = note.orElse("").split(" ", -1);
    try {
      Range range =
          ends.length == 2
              ? new Range(Double.parseDouble(ends[0]), Double.parseDouble(ends[1]))
              : USUAL;
      boolean finite = Double.isFinite(range.least) && Double.isFinite(range.most);
      return finite && range.least <= range.most ? range : USUAL;
    } catch (NumberFormatException noNumbers) {
      return USUAL;
    }
  }

  /** One of them. */
  public double draw(SplittableRandom random) {
    return random.nextDouble(least, Math.nextUp(most));
  }
}
