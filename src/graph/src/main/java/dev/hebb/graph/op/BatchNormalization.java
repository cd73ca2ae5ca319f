package dev.hebb.graph.op;

import dev.hebb.graph.DeclarationException;
import dev.hebb.graph.Dim;
import dev.hebb.graph.Shape;
import dev.hebb.graph.Value;
import java.util.List;

/**
 * Each channel brought to mean 0 and variance 1, then scaled and shifted (Ioffe and Szegedy 2015):
 * {@code (x - mean)/√(variance + ε)·γ + β}. Inputs: x {@code [batch, channels, ...]}[, γ][, β],
 * moving mean, moving variance, {@code [channels]} each.
 *
 * <p>In training mean and variance are those of the batch, and the moving ones, which are not
 * trained, go towards them: {@code moving = momentum·moving + (1 - momentum)·batch}, with the
 * biased variance as in Keras. In prediction they are the moving ones. ONNX: BatchNormalization.
 *
 * @param scale whether there is γ; else it is 1
 * @param center whether there is β; else it is 0
 * @param frozen whether it uses the moving ones in training too, and leaves them as they are
 */
public record BatchNormalization(
    double epsilon, double momentum, boolean scale, boolean center, boolean frozen) implements Op {
  @Override
  public List<Output> infer(List<Value> inputs) {
    Shape x = inputs.get(0).shape();
    if (!frozen && x.dims().stream().anyMatch(Dim::padded)) {
      throw new DeclarationException(
          "expected rows without padding, which would count in mean and variance, got %s. Use layerNormalization(), or a part that is frozen()."
              .formatted(x));
    }
    for (Value statistic : inputs.subList(1, inputs.size())) {
      Layout.require(statistic, x.dim(1).size());
    }
    if (inputs.size() != 3 + (scale ? 1 : 0) + (center ? 1 : 0)) {
      throw new DeclarationException(
          "expected x, γ and β where they are used, mean and variance, got " + inputs + ".");
    }
    return Output.of(x);
  }

  @Override
  public Op freeze() {
    return new BatchNormalization(epsilon, momentum, scale, center, true);
  }

  @Override
  public <R> R accept(OpVisitor<R> visitor) {
    return visitor.batchNormalization(this);
  }
}
