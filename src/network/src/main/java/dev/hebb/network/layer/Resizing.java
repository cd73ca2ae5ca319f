package dev.hebb.network.layer;

import dev.hebb.graph.DeclarationException;
import dev.hebb.graph.Scope;
import dev.hebb.graph.Value;
import dev.hebb.graph.op.Interpolation;
import dev.hebb.graph.op.Operator;
import dev.hebb.graph.op.Pad;
import dev.hebb.graph.op.Resize;
import dev.hebb.graph.op.Slice;
import dev.hebb.network.Rank;
import dev.hebb.network.SameRank;
import java.util.List;

/**
 * An image brought to a height and a width, interpolated between the centres of its pixels.
 *
 * <p>{@code [batch, h, w, channels] -> [batch, height, width, channels]}. Where an image shrinks,
 * pixels in between are left out unless {@code antialias()} is said, as in Keras. Keras: Resizing.
 *
 * @param smooth whether all pixels count where it shrinks
 * @param fit what becomes of an image of another form
 * @param fill what is put around with {@link Fit#PAD}
 */
public record Resizing(
    int height, int width, Interpolation interpolation, boolean smooth, Fit fit, double fill)
    implements SameRank<Rank.Image> {
  /** What becomes of an image of another form. */
  public enum Fit {
    /** It is stretched. */
    STRETCH,
    /** Its middle is taken. */
    CROP,
    /** A border is put around. */
    PAD
  }

  /** Along a line, stretched. */
  public static Resizing of(int height, int width) {
    return new Resizing(height, width, Interpolation.LINEAR, false, Fit.STRETCH, 0);
  }

  /** The nearest pixel. */
  public Resizing nearest() {
    return new Resizing(height, width, Interpolation.NEAREST, smooth, fit, fill);
  }

  /** Along a cubic in place of a line. */
  public Resizing bicubic() {
    return new Resizing(height, width, Interpolation.CUBIC, smooth, fit, fill);
  }

  /** Where the image shrinks, all pixels count. */
  public Resizing antialias() {
    return new Resizing(height, width, interpolation, true, fit, fill);
  }

  /** Keeps the form: takes the middle. */
  public Resizing cropToAspectRatio() {
    return new Resizing(height, width, interpolation, smooth, Fit.CROP, fill);
  }

  /** Keeps the form: puts a border of this number around. */
  public Resizing padToAspectRatio(double border) {
    return new Resizing(height, width, interpolation, smooth, Fit.PAD, border);
  }

  @Override
  public String kind() {
    return "resizing";
  }

  @Override
  public String declaration() {
    return new Text("resizing(" + height + ", " + width + ")")
        .when(interpolation == Interpolation.NEAREST, "nearest()")
        .when(interpolation == Interpolation.CUBIC, "bicubic()")
        .when(smooth, "antialias()")
        .when(fit == Fit.CROP, "cropToAspectRatio()")
        .when(fit == Fit.PAD, "padToAspectRatio(" + fill + ")")
        .toString();
  }

  @Override
  public Value lower(Value input, Scope scope) {
    Checks.positive("a height", height);
    Checks.positive("a width", width);
    int rows = length(input, 1);
    int columns = length(input, 2);
    Value fitted =
        switch (fit) {
          case STRETCH -> input;
          case CROP -> cropped(input, rows, columns, scope);
          case PAD -> padded(input, rows, columns, scope);
        };
    Resize op = Resize.to(interpolation, List.of(height, width));
    Resize all = smooth ? op.antialiased() : op;
    return Channels.last(scope.op(all, Channels.first(fitted, scope)), scope);
  }

  private static int length(Value input, int axis) {
    return input.shape().dim(axis).size().fixed().stream()
        .mapToInt(Math::toIntExact)
        .findFirst()
        .orElseThrow(
            () ->
                new DeclarationException(
                    "expected a fixed height and width, got %s. Declare them."
                        .formatted(input.shape())));
  }

  private Value cropped(Value input, int rows, int columns, Scope scope) {
    int high = Math.max(Math.min(rows, columns * height / width), 1);
    int wide = Math.max(Math.min(columns, rows * width / height), 1);
    Value rowsCut = scope.op(Slice.of(1, (rows - high) / 2, high), input);
    return scope.op(Slice.of(2, (columns - wide) / 2, wide), rowsCut);
  }

  // Zeros around what is that much lower.
  private Value padded(Value input, int rows, int columns, Scope scope) {
    int down = (Math.max(rows, columns * height / width) - rows) / 2;
    int across = (Math.max(columns, rows * width / height) - columns) / 2;
    List<Integer> pads = List.of(0, down, across, 0);
    if (fill == 0) {
      return scope.op(new Pad(pads, pads), input);
    }
    Value lower = scope.arithmetic(Operator.SUB, input, scope.constant(fill));
    Value around = scope.op(new Pad(pads, pads), lower);
    return scope.arithmetic(Operator.ADD, around, scope.constant(fill));
  }
}
