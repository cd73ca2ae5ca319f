package dev.hebb.gallery;

import dev.hebb.graph.Tensor;
import dev.hebb.network.Network;
import dev.hebb.training.Adam;
import dev.hebb.training.EarlyStopping;
import dev.hebb.training.MeanAbsoluteError;
import dev.hebb.training.MeanSquaredError;
import dev.hebb.training.Progress;
import dev.hebb.training.Trained;
import dev.hebb.training.Trainer;
import dev.hebb.training.data.Dataset;
import dev.hebb.training.data.Windows;
import java.time.LocalDate;
import java.util.List;

/**
 * Trains a predictor on the prices and holds it against the naive forecast on days it has not seen:
 * the last fifth. The fifth before the end of the rest is for early stopping.
 */
final class StockStudy {
  static final int WINDOW = 30;
  private static final double TEST = 0.2;
  private static final double VALIDATION = 0.2;

  private final Prices prices;

  StockStudy(Prices prices) {
    this.prices = prices;
  }

  /**
   * A trained predictor and what it is worth.
   *
   * @param days the days forecast, those of the test set
   * @param truths what came
   */
  record Result(
      StockPredictor predictor,
      Trained trained,
      Forecast forecast,
      Tensor forecasts,
      Tensor truths,
      List<LocalDate> days) {}

  /** On daily returns: the naive forecast is no change. */
  Result returns(StockPredictor predictor, int epochs, long seed, Progress progress) {
    Dataset windows = Windows.of(prices.returns(), WINDOW).dataset();
    return study(predictor, predictor.returns(), windows, false, epochs, seed, progress);
  }

  /** On closes: the naive forecast is the last close. */
  Result levels(StockPredictor predictor, int epochs, long seed, Progress progress) {
    Dataset windows = Windows.of(prices.levels(), WINDOW).dataset();
    return study(predictor, predictor.levels(), windows, true, epochs, seed, progress);
  }

  private Result study(
      StockPredictor predictor,
      Network<?, ?> network,
      Dataset windows,
      boolean levels,
      int epochs,
      long seed,
      Progress progress) {
    Dataset test = windows.last(TEST);
    Trained trained =
        Trainer.of(network)
            .loss(new MeanSquaredError())
            .optimizer(Adam.adam())
            .metrics(new MeanAbsoluteError(), new MeanSquaredError())
            .epochs(epochs)
            .batchSize(64)
            .validationSplit(VALIDATION)
            .earlyStopping(EarlyStopping.patience(10))
            .seed(seed)
            .progress(progress)
            .fit(windows.before(TEST));
    Tensor inputs = test.inputs().get(0);
    Tensor truths = test.targets().get(0);
    Tensor forecasts = trained.predict(inputs);
    float[] naive = new float[test.rows()];
    if (levels) {
      float[] values = inputs.toFloats();
      for (int i = 0; i < naive.length; i++) {
        naive[i] = values[i * WINDOW + WINDOW - 1];
      }
    }
    List<LocalDate> days =
        prices.dates().subList(prices.dates().size() - test.rows(), prices.dates().size());
    return new Result(
        predictor, trained, Forecast.of(forecasts, truths, naive), forecasts, truths, days);
  }

  /** The returns that lead up to tomorrow. */
  Tensor latest() {
    return Windows.of(prices.returns(), WINDOW).latest();
  }
}
