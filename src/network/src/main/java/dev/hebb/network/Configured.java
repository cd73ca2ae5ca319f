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

  record OfLayer<I extends Rank, O extends Rank>(Layer<I, O> layer, List<WeightOptions> options)
      implements Layer<I, O> {
    @Override
    public String kind() {
      return layer.kind();
    }

    @Override
    public String declaration() {
      return Configured.declaration(layer, options);
    }

    @Override
    public Value lower(Value input, Scope scope) {
      return lowered(layer, input, scope, options).get(0);
    }
  }

  record OfSameRank<R extends Rank>(SameRank<R> layer, List<WeightOptions> options)
      implements SameRank<R> {
    @Override
    public String kind() {
      return layer.kind();
    }

    @Override
    public String declaration() {
      return Configured.declaration(layer, options);
    }

    @Override
    public Value lower(Value input, Scope scope) {
      return lowered(layer, input, scope, options).get(0);
    }
  }

  record OfReturnState<I extends Rank, O extends Rank>(
      ReturnState<I, O> layer, List<WeightOptions> options) implements ReturnState<I, O> {
    @Override
    public String kind() {
      return layer.kind();
    }

    @Override
    public String declaration() {
      return Configured.declaration(layer, options);
    }

    @Override
    public List<Value> lowerAll(Value input, Scope scope) {
      return lowered(layer, input, scope, options);
    }
  }

  private static String declaration(Lowering layer, List<WeightOptions> options) {
    return options.stream()
        .map(WeightOptions::toString)
        .collect(Collectors.joining(", ", layer.declaration() + ".with(", ")"));
  }

  private static List<Value> lowered(
      Lowering layer, Value input, Scope scope, List<WeightOptions> options) {
    Scope inner = scope.with(options);
    List<Value> values =
        layer instanceof ReturnState<?, ?> states
            ? states.lowerAll(input, inner)
            : List.of(layer.lower(input, inner));
    String prefix = scope.prefix() + "/";
    List<String> weights =
        scope.graph().paramNames().stream()
            .filter(name -> name.startsWith(prefix))
            .map(name -> name.substring(prefix.length()))
            .toList();
    for (WeightOptions each : options) {
      if (!weights.contains(each.weight())) {
        throw new DeclarationException(
            "expected a weight of this layer, one of %s, got \"%s\". Say it of one of those."
                .formatted(weights, each.weight()));
      }
    }
    return values;
  }
}
