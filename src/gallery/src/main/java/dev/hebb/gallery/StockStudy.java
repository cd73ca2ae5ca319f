package dev.hebb.gallery;

import dev.hebb.graph.Graph;
import dev.hebb.graph.Model;
import dev.hebb.graph.Tensor;
import dev.hebb.network.Network;
import dev.hebb.training.Adam;
import dev.hebb.training.EarlyStopping;
import dev.hebb.training.Progress;
import dev.hebb.training.Trained;
import dev.hebb.training.Trainer;
import dev.hebb.training.data.Dataset;
import dev.hebb.training.data.Windows;
import dev.hebb.training.loss.MeanAbsoluteError;
import dev.hebb.training.loss.MeanSquaredError;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Trains a predictor on the prices and holds it against the naive forecast on days it has not seen,
 * the last fifth. Of the rest, the last fifth says when to stop.
 */
final class StockStudy {
  /** Returns that the forecaster sees; it takes one close more to have them. */
  static final int WINDOW = 30;

  private static final double TEST = 0.2;
  private static final double VALIDATION = 0.2;

  private final Prices prices;
  private final int epochs;
  private final long seed;

  StockStudy(Prices prices, int epochs, long seed) {
    this.prices = prices;
    this.epochs = epochs;
    this.seed = seed;
  }

  /**
   * What a predictor says to the test days.
   *
   * @param trained how it was trained
   * @param model what is exported
   * @param errors of its forecasts
   */
  record Result(
      StockPredictor predictor, Trained trained, Model model, Forecast errors, Tensor forecasts) {}

  /** The days of the test. */
  List<LocalDate> days() {
    int all = prices.dates().size();
    return prices.dates().subList(all - closes().last(TEST).rows(), all);
  }

  /** What came on those days, in points. */
  Tensor truths() {
    return closes().last(TEST).targets().get(0);
  }

  /** What leads up to those days: {@code [days, window + 1, 1]}, in points. */
  Tensor windows() {
    return closes().last(TEST).inputs().get(0);
  }

  private Dataset closes() {
    return Windows.of(prices.levels(), WINDOW + 1).dataset();
  }

  /** Trains on daily returns; errors and forecasts are in per cent. */
  Result returns(StockPredictor predictor, Progress progress) {
    Dataset windows = Windows.of(prices.returns(), WINDOW).dataset();
    Trained trained = fit(predictor.returns(), windows, progress);
    Dataset test = windows.last(TEST);
    Tensor forecasts = trained.predict(test.inputs().get(0));
    Forecast errors = Forecast.of(forecasts, test.targets().get(0), new float[test.rows()]);
    return new Result(predictor, trained, trained.model(), errors, forecasts);
  }

  /** The same weights with closes going in and a close coming out; in points. */
  Result closes(Result returns) {
    Graph graph = returns.predictor().closes().graph();
    Dataset training = closes().before(TEST);
    Map<String, String> notes = new TreeMap<>(returns.model().notes());
    notes.remove("range.returns");
    notes.put("dim.time", Integer.toString(WINDOW + 1));
    notes.put("range.closes", range(training.inputs().get(0).toFloats()));
    String prefix = returns.trained().graph().name() + "/";
    Model model = new Model(graph, returns.model().weights().prefixed(prefix), notes);
    return inPoints(returns.predictor(), returns.trained(), model);
  }

  /** Trained on closes that are only scaled; in points. */
  Result scaled(StockPredictor predictor) {
    Trained trained = fit(predictor.scaledCloses(), closes(), Progress.silent());
    return inPoints(predictor, trained, trained.model());
  }

  private Result inPoints(StockPredictor predictor, Trained trained, Model model) {
    Tensor inputs = windows();
    Tensor forecasts =
        new Trained(model, trained.history(), trained.loss(), trained.metrics()).predict(inputs);
    float[] values = inputs.toFloats();
    float[] naive = new float[(int) inputs.dims()[0]];
    for (int i = 0; i < naive.length; i++) {
      naive[i] = values[i * (WINDOW + 1) + WINDOW];
    }
    return new Result(
        predictor, trained, model, Forecast.of(forecasts, truths(), naive), forecasts);
  }

  private Trained fit(Network<?, ?> network, Dataset windows, Progress progress) {
    return Trainer.of(network)
        .loss(new MeanSquaredError())
        .optimizer(Adam.adam())
        .metrics(new MeanAbsoluteError(), new MeanSquaredError())
        .epochs(epochs)
        .batchSize(64)
        .validationSplit(VALIDATION)
        .callbacks(EarlyStopping.patience(10))
        .seed(seed)
        .progress(progress)
        .fit(windows.before(TEST));
  }

  private static String range(float[] values) {
    float least = Float.POSITIVE_INFINITY;
    float most = Float.NEGATIVE_INFINITY;
    for (float value : values) {
      least = Math.min(least, value);
      most = Math.max(most, value);
    }
    return least + " " + most;
  }

  /** A few real rows to prove an export on. */
  Map<String, Tensor> sample() {
    return Map.of("closes", windows().rows(0, 3));
  }

  /** The closes that lead up to tomorrow. */
  Tensor latest() {
    return Windows.of(prices.levels(), WINDOW + 1).latest();
  }
}
