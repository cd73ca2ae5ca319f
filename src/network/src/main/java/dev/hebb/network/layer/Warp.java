package dev.hebb.network.layer;

import dev.hebb.graph.Scope;
import dev.hebb.graph.Value;
import dev.hebb.graph.op.AffineSample;
import dev.hebb.graph.op.Concat;
import dev.hebb.graph.op.WhenTraining;
import java.util.List;

/** A picture through an affine map in training, another one of that size otherwise. */
final class Warp {
  private Warp() {}

  /**
   * The picture, warped.
   *
   * @param map six values {@code [batch, 1]}
   * @param otherwise what it is in prediction, of the size of the result
   */
  static Value of(
      Value picture, List<Value> map, AffineSample.Fill fill, Value otherwise, Scope scope) {
    long height = Chance.fixed(otherwise, 1);
    long width = Chance.fixed(otherwise, 2);
    Value six = scope.op(new Concat(1), map.toArray(Value[]::new));
    Value seen =
        scope.op(new AffineSample(height, width, fill), Channels.first(picture, scope), six);
    return scope.op(new WhenTraining(), Channels.last(seen, scope), otherwise);
  }
}
