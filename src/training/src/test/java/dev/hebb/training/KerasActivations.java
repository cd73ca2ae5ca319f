package dev.hebb.training;

import static dev.hebb.network.Layers.activation;
import static dev.hebb.network.Layers.elu;
import static dev.hebb.network.Layers.glu;
import static dev.hebb.network.Layers.leakyRelu;
import static dev.hebb.network.Layers.pRelu;
import static dev.hebb.network.Layers.permute;
import static dev.hebb.network.Layers.relu;
import static dev.hebb.network.Layers.softmax;
import static dev.hebb.network.Layers.threshold;

import dev.hebb.graph.Graph;
import dev.hebb.graph.op.Activation;
import dev.hebb.network.layer.Relu;
import java.util.Optional;

/** Keras's activations, as layers and as functions with arguments, said in this language. */
record KerasActivations(KerasCase of) {
  Optional<Graph> declare() {
    return switch (of.layer()) {
      case "p_re_lu" -> Optional.of(of.any(pRelu().shared(of.axes("shared_axes"))));
      case "re_lu" -> Optional.of(of.any(rectifier()));
      case "leaky_re_lu" ->
          Optional.of(of.any(leakyRelu().negativeSlope(of.real("negative_slope", 0.3))));
      case "elu" -> Optional.of(of.any(elu().alpha(of.real("alpha", 1))));
      case "softmax" -> Optional.of(of.any(softmax().axes(of.axes("axis"))));
      case "activation" -> function();
      default -> Optional.empty();
    };
  }

  private Relu rectifier() {
    return relu()
        .maxValue(of.real("max_value", Double.POSITIVE_INFINITY))
        .negativeSlope(of.real("negative_slope", 0))
        .threshold(of.real("threshold", 0));
  }

  private Optional<Graph> function() {
    return switch (of.config().get("activation").getAsString()) {
      case "relu" -> Optional.of(of.any(rectifier()));
      case "glu" -> Optional.of(of.any(of.has("axis") ? glu().axis(of.number("axis")) : glu()));
      case "threshold" ->
          Optional.of(of.any(threshold(of.real("threshold", 0), of.real("default_value", 0))));
      case "softmax" -> Optional.of(of.any(softmax().axes(of.axes("axis"))));
      // Over the axis behind the batch, which the permutation puts last.
      case "log_softmax" ->
          Optional.of(
              of.steps()
                  .then(permute(2, 1))
                  .then(activation(Activation.LOG_SOFTMAX))
                  .then(permute(2, 1))
                  .build()
                  .graph());
      case "sparsemax" -> Optional.empty();
      default -> Optional.of(of.any(activation(withArgument())));
    };
  }

  private Activation withArgument() {
    return switch (of.config().get("activation").getAsString()) {
      case "leaky_relu" -> Activation.leakyRelu(of.real("negative_slope", 0.2));
      case "elu" -> Activation.elu(of.real("alpha", 1));
      case "celu" -> Activation.celu(of.real("alpha", 1));
      case "gelu" -> of.on("approximate") ? Activation.GELU_TANH : Activation.GELU;
      case "squareplus" -> Activation.squareplus(of.real("b", 4));
      case "soft_shrink" -> Activation.softShrink(of.real("threshold", 0.5));
      case "hard_shrink" -> Activation.hardShrink(of.real("threshold", 0.5));
      default -> of.activation();
    };
  }
}
