package dev.hebb.graph;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;

/** The numbers of a graph's parameters by name. Immutable. */
public record Weights(Map<String, Tensor> tensors) {
  public Weights {
    tensors = Collections.unmodifiableMap(new LinkedHashMap<>(tensors));
  }

  /**
   * Freshly drawn weights. Each parameter has a random stream of its own, from the seed and its
   * name, so that a layer added elsewhere changes none of them.
   *
   * @throws DeclarationException when an initialiser is not for a parameter of those axes
   */
  public static Weights initial(Graph graph, long seed) {
    Map<String, Tensor> drawn = new LinkedHashMap<>();
    for (Param param : graph.params()) {
      SplittableRandom random = new Seed(seed).of(param.name()).random();
      drawn.put(param.name(), Tensor.of(draw(graph, param, random), param.sizes()));
    }
    return new Weights(drawn);
  }

  private static float[] draw(Graph graph, Param param, RandomGenerator random) {
    try {
      return param.initializer().draw(random, param.sizes(), param.fans());
    } catch (DeclarationException misfit) {
      throw misfit.at(graph.name() + "/" + param.name());
    }
  }

  /**
   * The tensor of that name.
   *
   * @throws IllegalArgumentException when there is none
   */
  public Tensor get(String name) {
    Tensor tensor = tensors.get(name);
    if (tensor == null) {
      throw new IllegalArgumentException(
          "expected a weight \"" + name + "\", got " + tensors.keySet() + ".");
    }
    return tensor;
  }

  /** The same weights with one of them replaced (or added). */
  public Weights with(String name, Tensor tensor) {
    Map<String, Tensor> changed = new LinkedHashMap<>(tensors);
    changed.put(name, tensor);
    return new Weights(changed);
  }

  /**
   * The same weights with {@code prefix} before each name: those of a network inside another one.
   */
  public Weights prefixed(String prefix) {
    Map<String, Tensor> renamed = new LinkedHashMap<>();
    tensors.forEach((name, tensor) -> renamed.put(prefix + name, tensor));
    return new Weights(renamed);
  }
}
