package dev.hebb.gallery;

import dev.hebb.graph.AtomicFile;
import dev.hebb.onnx.Exported;
import dev.hebb.onnx.Onnx;
import dev.hebb.training.Progress;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/** Trains and exports the models that are kept, each with its card. Argument: their folder. */
public final class TrainModels {
  private static final int EPOCHS = 60;
  private static final long SEED = 42;

  private TrainModels() {}

  public static void main(String[] args) {
    Path folder = Path.of(args[0]);
    StockStudy study = new StockStudy(Prices.read(), EPOCHS, SEED);
    for (StockPredictor predictor :
        List.of(StockPredictor.RNN, StockPredictor.LSTM, StockPredictor.CONV_GRU)) {
      StockStudy.Result returns = study.returns(predictor, Progress.silent());
      StockStudy.Result closes = study.closes(returns);
      StockStudy.Result scaled = study.scaled(predictor);
      Path file = folder.resolve(predictor.name() + ".onnx");
      Exported exported = Onnx.export(closes.model()).sample(study.sample()).to(file);
      ByteBuffer card =
          StandardCharsets.UTF_8.encode(
              card(study, returns, closes.errors(), scaled.errors(), exported));
      AtomicFile.write(folder.resolve(predictor.name() + ".md"), channel -> channel.write(card));
      System.out.println(file + ": " + returns.errors().text("%"));
    }
  }

  private static String card(
      StockStudy study,
      StockStudy.Result returns,
      Forecast closes,
      Forecast scaled,
      Exported exported) {
    StockPredictor predictor = returns.predictor();
    int epochs = returns.trained().history().epochs().size();
    return String.format(
        Locale.ROOT,
        """
        # %s: %s on the S&P 500

        **What.** Closes in, tomorrow's close out. Inside, closes become daily returns in per cent; the course's %s, between a
        standard scaler and its inverse, forecasts the next one; that is applied to the last close.

        | | |
        |---|---|
        | input | `closes` [batch, time, 1], points; trained on windows of %d days, takes any length from %s |
        | outputs | `forecast` [batch, 1], points; `return` [batch, 1], %% |
        | parameters | %,d |
        | file | %s, %,d bytes, opset 17, IR 8 |
        | max abs. difference to the trainer | %.1e |

        **Data.** Daily closes 2000-01-03 to 2020-04-17 (`src/gallery`, SOURCE.md beside the file). The last fifth of the windows,
        from %s on, was kept for the test; of the rest the last fifth stopped the training.

        **Figures on the test days.**

        - returns: %s
        - closes: %s
        - for comparison, the same layers on closes that are only scaled: %s

        The naive forecast is "tomorrow = today". What a model of past prices alone gains on it is tiny at best. On closes that are
        only scaled a network is far behind, since the test years reach levels that training never saw.

        **Re-create.** `scripts/train-models` (seed %d; stopped after %d epochs, the best one kept).
        """,
        predictor.name(),
        predictor.title(),
        predictor.title(),
        StockStudy.WINDOW + 1,
        predictor.equals(StockPredictor.CONV_GRU) ? "5" : "2",
        returns.trained().graph().parameterCount(),
        exported.path().getFileName(),
        exported.bytes(),
        exported.maxAbsDiff(),
        study.days().get(0),
        returns.errors().text("%"),
        closes.text("points"),
        scaled.text("points"),
        SEED,
        epochs);
  }
}
