package dev.hebb.graph;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What is said about one of a layer's weights: {@code kernel().initializer(heNormal())
 * .regularizer(l2(1e-4))}.
 *
 * @param weight its name within the layer, such as {@code kernel}
 * @param initializer instead of the layer's own
 */
public record WeightOptions(
    String weight,
    Optional<Initializer> initializer,
    List<Regularizer> regularizers,
    List<Constraint> constraints) {
  public WeightOptions {
    regularizers = List.copyOf(regularizers);
    constraints = List.copyOf(constraints);
  }

  /** About the weight of this name, as the layer's Javadoc and the summary give it. */
  public static WeightOptions weight(String name) {
    return new WeightOptions(name, Optional.empty(), List.of(), List.of());
  }

  /** About {@code kernel}. */
  public static WeightOptions kernel() {
    return weight("kernel");
  }

  /** About {@code bias}. */
  public static WeightOptions bias() {
    return weight("bias");
  }

  /** About {@code recurrent_kernel}. */
  public static WeightOptions recurrentKernel() {
    return weight("recurrent_kernel");
  }

  /** Where its first numbers come from. */
  public WeightOptions initializer(Initializer other) {
    return new WeightOptions(weight, Optional.of(other), regularizers, constraints);
  }

  /** One more price. */
  public WeightOptions regularizer(Regularizer more) {
    return new WeightOptions(weight, initializer, both(regularizers, List.of(more)), constraints);
  }

  /** One more rule. */
  public WeightOptions constraint(Constraint more) {
    return new WeightOptions(weight, initializer, regularizers, both(constraints, List.of(more)));
  }

  private static <T> List<T> both(List<T> some, List<T> more) {
    return Stream.concat(some.stream(), more.stream()).toList();
  }

  Param apply(Param param) {
    return new Param(
        param.name(),
        param.dims(),
        initializer.orElse(param.initializer()),
        param.fans(),
        param.trainable(),
        both(param.regularizers(), regularizers),
        both(param.constraints(), constraints));
  }

  @Override
  public String toString() {
    StringBuilder text = new StringBuilder(weight);
    initializer.ifPresent(each -> text.append(' ').append(each));
    regularizers.forEach(each -> text.append(' ').append(each));
    constraints.forEach(each -> text.append(' ').append(each));
    return text.toString();
  }
}
