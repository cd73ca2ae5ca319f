package dev.hebb.graph.op;

import dev.hebb.graph.DeclarationException;
import dev.hebb.graph.Dim;
import dev.hebb.graph.Shape;
import dev.hebb.graph.Size;
import dev.hebb.graph.Value;
import java.util.List;

/**
 * Each axis after the first two with more or fewer numbers, interpolated between those that are
 * there. x {@code [batch, channels, axes...]}. ONNX: Resize with {@code half_pixel}, cubic with
 * {@code cubic_coeff_a=-0.5} and {@code exclude_outside=1}.
 *
 * @param relative whether {@code lengths} are factors; otherwise they are lengths
 * @param lengths one for each of the axes
 * @param antialias whether the weights of lines and cubics spread where an axis becomes shorter
 */
public record Resize(
    Interpolation interpolation, boolean relative, List<Integer> lengths, boolean antialias)
    implements Op {
  public Resize {
    lengths = List.copyOf(lengths);
  }

  /** Each axis longer by a whole factor. */
  public static Resize by(Interpolation interpolation, List<Integer> factors) {
    return new Resize(interpolation, true, factors, false);
  }

  /** Each axis brought to a length. */
  public static Resize to(Interpolation interpolation, List<Integer> lengths) {
    return new Resize(interpolation, false, lengths, false);
  }

  /** Whether single precision says exactly where to interpolate: factors are powers of two. */
  public boolean exact() {
    return relative
        && !antialias
        && lengths.stream().allMatch(length -> Integer.bitCount(length) == 1);
  }

  /** Where an axis becomes shorter, over as much more numbers: all of them count. */
  public Resize antialiased() {
    return new Resize(interpolation, relative, lengths, true);
  }

  @Override
  public List<Output> infer(List<Value> inputs) {
    Shape x = inputs.get(0).shape();
    if (x.rank() != lengths.size() + 2 || lengths.stream().anyMatch(length -> length < 1)) {
      throw new DeclarationException(
          "expected a %s of at least 1 for each axis of %s after the first two, got %s."
              .formatted(relative ? "factor" : "length", x, lengths));
    }
    boolean possible =
        switch (interpolation) {
          case NEAREST -> true;
          case LINEAR -> lengths.size() <= 2;
          case CUBIC -> lengths.size() == 2;
        };
    if (!possible) {
      throw new DeclarationException(
          "expected one axis or two to interpolate (two for a cubic), got %d of %s. Use nearest."
              .formatted(lengths.size(), x));
    }
    boolean padded = x.dims().stream().skip(2).anyMatch(Dim::padded);
    if (padded && interpolation != Interpolation.NEAREST) {
      throw new DeclarationException(
          "expected rows without padding, which would be mixed in where they end, got %s. Repeat the numbers (nearest)."
              .formatted(x));
    }
    boolean free = x.dims().stream().skip(2).anyMatch(dim -> dim.size().fixed().isEmpty());
    if (!relative && free) {
      throw new DeclarationException(
          "expected fixed lengths to resize to %s, got %s. Declare them.".formatted(lengths, x));
    }
    Shape out = x;
    for (int i = 0; i < lengths.size(); i++) {
      Size size = x.dim(2 + i).size();
      Size wanted = relative ? size.affine(lengths.get(i), 0, 1) : Size.of(lengths.get(i));
      out = out.with(2 + i, x.dim(2 + i).resized(wanted));
    }
    return Output.of(out);
  }

  @Override
  public <R> R accept(OpVisitor<R> visitor) {
    return visitor.resize(this);
  }
}
