package dev.hebb.network;

import dev.hebb.graph.DeclarationException;
import dev.hebb.graph.Scope;
import dev.hebb.graph.Value;
import dev.hebb.graph.WeightOptions;
import java.util.List;
import java.util.stream.Collectors;

/** Layers of each kind about whose weights something is said. */
final class Configured {
  private Configured() {}

  /** What a layer says of itself, with what is said about its weights. */
  private interface Of extends Lowering {
    Lowering layer();

    List<WeightOptions> options();

    @Override
    default String kind() {
      return layer().kind();
    }

    @Override
    default String declaration() {
      return options().stream()
          .map(WeightOptions::toString)
          .collect(Collectors.joining(", ", layer().declaration() + ".with(", ")"));
    }

    @Override
    default List<? extends Stage<?, ?>> beside() {
      return layer().beside();
    }

    @Override
    default Value lower(Value input, Scope scope) {
      return lowerAll(List.of(input), scope).get(0);
    }

    @Override
    default List<Value> lowerAll(List<Value> inputs, Scope scope) {
      return lowered(layer(), inputs, scope, options());
    }
  }

  record OfLayer<I extends Rank, O extends Rank>(Layer<I, O> layer, List<WeightOptions> options)
      implements Layer<I, O>, Of {}

  record OfSameRank<R extends Rank>(SameRank<R> layer, List<WeightOptions> options)
      implements SameRank<R>, Of {}

  record OfReturnScores<R extends Rank>(ReturnScores<R> layer, List<WeightOptions> options)
      implements ReturnScores<R>, Of {}

  record OfReturnState<I extends Rank, O extends Rank>(
      ReturnState<I, O> layer, List<WeightOptions> options) implements ReturnState<I, O>, Of {
    @Override
    public Value lower(Value input, Scope scope) {
      return Of.super.lower(input, scope);
    }

    @Override
    public List<Value> lowerAll(Value input, Scope scope) {
      return lowerAll(List.of(input), scope);
    }

    @Override
    public List<Value> lowerAll(List<Value> inputs, Scope scope) {
      return Of.super.lowerAll(inputs, scope);
    }
  }

  private static List<Value> lowered(
      Lowering layer, List<Value> inputs, Scope scope, List<WeightOptions> options) {
    List<Value> values = layer.lowerAll(inputs, scope.with(options));
    String prefix = scope.prefix() + "/";
    List<String> weights =
        scope.graph().paramNames().stream()
            .filter(name -> name.startsWith(prefix))
            .map(name -> name.substring(prefix.length()))
            .toList();
    for (WeightOptions each : options) {
      // Parts of a layer, such as the heads' projections, may have weights of one name.
      if (weights.stream().noneMatch(weight -> ("/" + weight).endsWith("/" + each.weight()))) {
        throw new DeclarationException(
            "expected a weight of this layer, one of %s, got \"%s\". Say it of one of those."
                .formatted(weights, each.weight()));
      }
    }
    return values;
  }
}
