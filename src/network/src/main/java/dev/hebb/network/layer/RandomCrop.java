package dev.hebb.network.layer;

import dev.hebb.graph.DeclarationException;
import dev.hebb.graph.Scope;
import dev.hebb.graph.Value;
import dev.hebb.graph.op.Activation;
import dev.hebb.graph.op.AffineSample.Fill;
import dev.hebb.graph.op.Function;
import dev.hebb.graph.op.Slice;
import dev.hebb.network.Rank;
import dev.hebb.network.SameRank;
import java.util.List;

/**
 * In training cuts a part out of each picture, anywhere; in prediction out of its middle.
 *
 * <p>{@code [batch, height, width, channels] -> [batch, height', width', channels]}. Keras:
 * RandomCrop, which cuts all pictures of a batch at one place and enlarges pictures that are too
 * small.
 */
public record RandomCrop(long height, long width) implements SameRank<Rank.Image> {
  @Override
  public String kind() {
    return "random_crop";
  }

  @Override
  public String declaration() {
    return "randomCrop(" + height + ", " + width + ")";
  }

  @Override
  public Value lower(Value input, Scope scope) {
    long rows = Chance.fixed(input, 1);
    long columns = Chance.fixed(input, 2);
    if (height < 1 || width < 1 || height > rows || width > columns) {
      throw new DeclarationException(
          "expected a part of a picture of %d x %d, got %d x %d. Cut out less."
              .formatted(rows, columns, height, width));
    }
    Value middle = scope.op(Slice.of(1, (rows - height) / 2, height), input);
    middle = scope.op(Slice.of(2, (columns - width) / 2, width), middle);
    Value top = offset(rows, height, input, scope);
    Value left = offset(columns, width, input, scope);
    Value zero = Chance.times(top, 0, scope);
    Value down = Chance.plus(zero, (double) height / (double) rows, scope);
    Value across = Chance.plus(zero, (double) width / (double) columns, scope);
    List<Value> map = List.of(across, zero, left, zero, down, top);
    return Warp.of(input, map, Fill.NEAREST, middle, scope);
  }

  // The part's centre, which lies whole pixels beside that of the picture's first part.
  private static Value offset(long whole, long part, Value input, Scope scope) {
    Value drawn = Chance.uniform(0, (double) (whole - part + 1), input, scope);
    Value pixels = scope.activate(new Activation(Function.FLOOR, 0), Chance.flat(drawn, scope));
    Value scaled = Chance.times(pixels, 2.0 / (double) whole, scope);
    return Chance.plus(scaled, (double) part / (double) whole - 1, scope);
  }
}
