package dev.hebb.network;

import dev.hebb.graph.DeclarationException;
import dev.hebb.graph.Scope;
import dev.hebb.graph.Value;
import dev.hebb.graph.WeightOptions;
import java.util.List;
import java.util.function.Function;
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
      return Configured.declaration(layer.declaration(), options);
    }

    @Override
    public Value lower(Value input, Scope scope) {
      return lowered(scope, options, inner -> List.of(layer.lower(input, inner))).get(0);
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
      return Configured.declaration(layer.declaration(), options);
    }

    @Override
    public Value lower(Value input, Scope scope) {
      return lowered(scope, options, inner -> List.of(layer.lower(input, inner))).get(0);
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
      return Configured.declaration(layer.declaration(), options);
    }

    @Override
    public List<Value> lowerAll(Value input, Scope scope) {
      return lowered(scope, options, inner -> layer.lowerAll(input, inner));
    }
  }

  static String declaration(String layer, List<WeightOptions> options) {
    return options.isEmpty()
        ? layer
        : options.stream()
            .map(WeightOptions::toString)
            .collect(Collectors.joining(", ", layer + ".with(", ")"));
  }

  /** What a layer puts out, with this said about its weights, which must be there. */
  static List<Value> lowered(
      Scope scope, List<WeightOptions> options, Function<Scope, List<Value>> layer) {
    List<Value> values = layer.apply(scope.with(options));
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
