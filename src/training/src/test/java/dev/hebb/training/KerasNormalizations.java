package dev.hebb.training;

import static dev.hebb.network.Layers.batchNormalization;
import static dev.hebb.network.Layers.groupNormalization;
import static dev.hebb.network.Layers.layerNormalization;
import static dev.hebb.network.Layers.rmsNormalization;
import static dev.hebb.network.Layers.unitNormalization;

import dev.hebb.graph.Graph;
import dev.hebb.network.layer.BatchNorm;
import dev.hebb.network.layer.GroupNorm;
import dev.hebb.network.layer.LayerNorm;
import java.util.Optional;

/** Keras's normalisations, said in this language. */
record KerasNormalizations(KerasCase of) {
  Optional<Graph> declare() {
    return switch (of.layer()) {
      case "batch_normalization" -> Optional.of(of.any(batches()));
      case "layer_normalization" -> Optional.of(of.any(layers()));
      case "group_normalization" -> Optional.of(of.any(groups()));
      case "unit_normalization" -> Optional.of(of.any(unitNormalization().axes(of.axes("axis"))));
      case "rms_normalization" ->
          Optional.of(
              of.any(rmsNormalization().axes(of.axes("axis")).epsilon(of.real("epsilon", 1e-6))));
      default -> Optional.empty();
    };
  }

  private BatchNorm batches() {
    BatchNorm norm = batchNormalization().epsilon(of.real("epsilon", 1e-3));
    norm = norm.momentum(of.real("momentum", 0.99));
    norm = of.has("axis") ? norm.axis(of.number("axis")) : norm;
    norm = of.off("scale") ? norm.noScale() : norm;
    return of.off("center") ? norm.noCenter() : norm;
  }

  private LayerNorm layers() {
    LayerNorm norm = layerNormalization().axes(of.axes("axis")).epsilon(of.real("epsilon", 1e-3));
    norm = of.off("scale") ? norm.noScale() : norm;
    return of.off("center") ? norm.noCenter() : norm;
  }

  private GroupNorm groups() {
    GroupNorm norm = groupNormalization(of.number("groups")).epsilon(of.real("epsilon", 1e-3));
    norm = of.has("axis") ? norm.axis(of.number("axis")) : norm;
    norm = of.off("scale") ? norm.noScale() : norm;
    return of.off("center") ? norm.noCenter() : norm;
  }
}
