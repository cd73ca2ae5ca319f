package dev.hebb.training;

import com.google.gson.JsonObject;
import java.util.stream.StreamSupport;

/** The losses of the golden file {@code losses}, declared. */
final class KerasLosses {
  private final JsonObject options;

  private KerasLosses(JsonObject options) {
    this.options = options;
  }

  static Loss declared(String name, JsonObject options) {
    return new KerasLosses(options).declared(name);
  }

  private double number(String key, double other) {
    return options.has(key) ? options.get(key).getAsDouble() : other;
  }

  private boolean yes(String key) {
    return options.has(key) && options.get(key).getAsBoolean();
  }

  private Integer[] axes() {
    return options.has("axis")
        ? StreamSupport.stream(options.getAsJsonArray("axis").spliterator(), false)
            .map(axis -> axis.getAsInt())
            .toArray(Integer[]::new)
        : new Integer[0];
  }

  private Loss declared(String name) {
    boolean logits = yes("from_logits");
    double smooth = number("label_smoothing", 0);
    double gamma = number("gamma", 2);
    return switch (name) {
      case "MeanSquaredError" -> Losses.meanSquaredError();
      case "MeanAbsoluteError" -> Losses.meanAbsoluteError();
      case "MeanAbsolutePercentageError" -> Losses.meanAbsolutePercentageError();
      case "MeanSquaredLogarithmicError" -> Losses.meanSquaredLogarithmicError();
      case "LogCosh" -> Losses.logCosh();
      case "Huber" -> Losses.huber().delta(number("delta", 1));
      case "Poisson" -> Losses.poisson();
      case "CosineSimilarity" -> Losses.cosineSimilarity();
      case "KLDivergence" -> Losses.klDivergence();
      case "Hinge" -> Losses.hinge();
      case "SquaredHinge" -> Losses.squaredHinge();
      case "CategoricalHinge" -> Losses.categoricalHinge();
      case "BinaryCrossentropy" -> {
        var loss = Losses.binaryCrossentropy().labelSmoothing(smooth);
        yield logits ? loss.ofLogits() : loss;
      }
      case "BinaryFocalCrossentropy" -> {
        var loss = Losses.binaryFocalCrossentropy().labelSmoothing(smooth).gamma(gamma);
        loss = yes("apply_class_balancing") ? loss.classBalancing(number("alpha", 0.25)) : loss;
        yield logits ? loss.ofLogits() : loss;
      }
      case "CategoricalCrossentropy" -> {
        var loss = Losses.categoricalCrossentropy().labelSmoothing(smooth);
        yield logits ? loss.ofLogits() : loss;
      }
      case "CategoricalFocalCrossentropy" -> {
        var loss =
            Losses.categoricalFocalCrossentropy()
                .labelSmoothing(smooth)
                .alpha(number("alpha", 0.25))
                .gamma(gamma);
        yield logits ? loss.ofLogits() : loss;
      }
      case "SparseCategoricalCrossentropy" -> {
        var loss = Losses.sparseCategoricalCrossentropy();
        yield logits ? loss.ofLogits() : loss;
      }
      case "CategoricalGeneralizedCrossEntropy" ->
          Losses.categoricalGeneralizedCrossEntropy().q(number("q", 0.5));
      case "Dice" -> Losses.dice().axes(axes());
      case "Tversky" ->
          Losses.tversky().alpha(number("alpha", 0.5)).beta(number("beta", 0.5)).axes(axes());
      case "Circle" -> {
        var loss = Losses.circle().gamma(number("gamma", 80)).margin(number("margin", 0.4));
        boolean all = options.has("remove_diagonal") && !yes("remove_diagonal");
        yield all ? loss.withDiagonal() : loss;
      }
      case "CTC" -> Losses.ctc();
      default -> throw new IllegalArgumentException(name);
    };
  }
}
