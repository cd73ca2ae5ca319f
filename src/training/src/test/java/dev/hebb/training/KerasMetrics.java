package dev.hebb.training;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import dev.hebb.training.metric.Answers;
import dev.hebb.training.metric.Auc;
import dev.hebb.training.metric.Average;
import dev.hebb.training.metric.Curve;
import dev.hebb.training.metric.FBetaScore;
import dev.hebb.training.metric.IntersectionOverUnion;
import dev.hebb.training.metric.R2Score;
import dev.hebb.training.metric.Summation;
import java.util.Locale;
import java.util.stream.StreamSupport;

/** The metrics of the golden file {@code metrics}, declared. */
final class KerasMetrics {
  private final JsonObject options;

  private KerasMetrics(JsonObject options) {
    this.options = options;
  }

  static Metric declared(JsonObject golden) {
    return new KerasMetrics(golden.getAsJsonObject("options"))
        .declared(golden.get("metric").getAsString());
  }

  private double number(String key, double other) {
    return options.has(key) ? options.get(key).getAsDouble() : other;
  }

  private double[] numbers(String key) {
    JsonElement value = options.get(key);
    return value.isJsonArray()
        ? StreamSupport.stream(value.getAsJsonArray().spliterator(), false)
            .mapToDouble(JsonElement::getAsDouble)
            .toArray()
        : new double[] {value.getAsDouble()};
  }

  private Integer[] ids() {
    return StreamSupport.stream(options.getAsJsonArray("target_class_ids").spliterator(), false)
        .map(JsonElement::getAsInt)
        .toArray(Integer[]::new);
  }

  private Metric declared(String name) {
    int k = (int) number("k", 5);
    return switch (name) {
      case "RootMeanSquaredError" -> Metrics.rootMeanSquaredError();
      case "LogCoshError" -> Losses.logCosh();
      case "R2Score" -> r2();
      case "BinaryAccuracy" -> Metrics.binaryAccuracy().threshold(number("threshold", 0.5));
      case "CategoricalAccuracy" -> Metrics.categoricalAccuracy();
      case "SparseCategoricalAccuracy" -> Metrics.sparseCategoricalAccuracy();
      case "TopKCategoricalAccuracy" -> Metrics.topKCategoricalAccuracy(k);
      case "SparseTopKCategoricalAccuracy" -> Metrics.sparseTopKCategoricalAccuracy(k);
      case "TruePositives" -> answers(Metrics.truePositives());
      case "FalsePositives" -> answers(Metrics.falsePositives());
      case "TrueNegatives" -> answers(Metrics.trueNegatives());
      case "FalseNegatives" -> answers(Metrics.falseNegatives());
      case "Precision" -> answers(Metrics.precision());
      case "Recall" -> answers(Metrics.recall());
      case "AUC" -> auc();
      case "SensitivityAtSpecificity" ->
          Metrics.sensitivityAtSpecificity(number("specificity", -1));
      case "SpecificityAtSensitivity" ->
          Metrics.specificityAtSensitivity(number("sensitivity", -1));
      case "PrecisionAtRecall" -> Metrics.precisionAtRecall(number("recall", -1));
      case "RecallAtPrecision" ->
          Metrics.recallAtPrecision(number("precision", -1))
              .thresholds((int) number("num_thresholds", 200));
      case "F1Score" -> averaged(Metrics.f1Score());
      case "FBetaScore" -> averaged(Metrics.fBetaScore(number("beta", -1)));
      case "BinaryIoU" -> binaryIou();
      case "MeanIoU", "OneHotMeanIoU" -> Metrics.meanIou();
      case "IoU", "OneHotIoU" -> Metrics.iou(ids());
      default -> KerasLosses.declared(name, options);
    };
  }

  private R2Score r2() {
    if (!options.has("class_aggregation")) {
      return Metrics.r2Score();
    }
    return Metrics.r2Score()
        .average(options.get("class_aggregation").isJsonNull() ? Average.NONE : Average.WEIGHTED);
  }

  private Answers answers(Answers plain) {
    Answers made = options.has("thresholds") ? plain.thresholds(numbers("thresholds")) : plain;
    made = options.has("top_k") ? made.topK((int) number("top_k", 0)) : made;
    return options.has("class_id") ? made.classId((int) number("class_id", 0)) : made;
  }

  private Auc auc() {
    boolean recall = options.has("curve") && options.get("curve").getAsString().equals("PR");
    Auc auc = recall ? Metrics.auc(Curve.PRECISION_RECALL) : Metrics.auc();
    auc = options.has("num_thresholds") ? auc.thresholds((int) number("num_thresholds", 0)) : auc;
    auc = options.has("thresholds") ? auc.thresholds(numbers("thresholds")) : auc;
    auc = options.has("from_logits") ? auc.ofLogits() : auc;
    if (options.has("summation_method")) {
      String method = options.get("summation_method").getAsString();
      auc = auc.summation(Summation.valueOf(method.toUpperCase(Locale.ROOT)));
    }
    auc = options.has("multi_label") ? auc.perLabel() : auc;
    return options.has("label_weights") ? auc.perLabel(numbers("label_weights")) : auc;
  }

  private FBetaScore averaged(FBetaScore plain) {
    FBetaScore made = options.has("threshold") ? plain.threshold(number("threshold", 0)) : plain;
    return options.has("average")
        ? made.average(
            Average.valueOf(options.get("average").getAsString().toUpperCase(Locale.ROOT)))
        : made;
  }

  private IntersectionOverUnion binaryIou() {
    IntersectionOverUnion iou = Metrics.binaryIou().threshold(number("threshold", 0.5));
    return options.has("target_class_ids") ? iou.classes(ids()) : iou;
  }
}
