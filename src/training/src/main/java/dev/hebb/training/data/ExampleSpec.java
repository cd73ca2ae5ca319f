package dev.hebb.training.data;

import java.util.List;
import java.util.stream.Stream;

/**
 * What one example is, before there are numbers in it.
 *
 * @param inputs of each of its inputs
 * @param targets of each of its targets
 * @param weights of each of its weights, floats: one for all outputs, or one for each; none if all
 *     rows count alike
 */
public record ExampleSpec(
    List<TensorSpec> inputs, List<TensorSpec> targets, List<TensorSpec> weights) {
  public ExampleSpec {
    inputs = List.copyOf(inputs);
    targets = List.copyOf(targets);
    weights = List.copyOf(weights);
  }

  /** Of examples that all count alike. */
  public ExampleSpec(List<TensorSpec> inputs, List<TensorSpec> targets) {
    this(inputs, targets, List.of());
  }

  /** One input and one target. */
  public static ExampleSpec of(TensorSpec input, TensorSpec target) {
    return new ExampleSpec(List.of(input), List.of(target));
  }

  /** The spec of examples that are like this one. */
  static ExampleSpec of(Example example) {
    return new ExampleSpec(
        TensorSpec.of(example.inputs()),
        TensorSpec.of(example.targets()),
        TensorSpec.of(example.weights()));
  }

  /** The inputs', then the targets', then the weights'. */
  public List<TensorSpec> all() {
    return Stream.of(inputs, targets, weights).flatMap(List::stream).toList();
  }

  /** How many bytes one example takes. */
  int bytes() {
    return all().stream().map(TensorSpec::bytes).reduce(0, Math::addExact);
  }
}
