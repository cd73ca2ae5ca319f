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
    StockStudy study = new StockStudy(Prices.read());
    for (StockPredictor predictor :
        List.of(StockPredictor.RNN, StockPredictor.LSTM, StockPredictor.CONV_GRU)) {
      StockStudy.Result returns = study.returns(predictor, EPOCHS, SEED, Progress.silent());
      StockStudy.Result levels = study.levels(predictor, EPOCHS, SEED, Progress.silent());
      Path file = folder.resolve(predictor.name() + ".onnx");
      Exported exported = Onnx.export(returns.trained().model()).to(file);
      ByteBuffer card = StandardCharsets.UTF_8.encode(card(returns, levels, exported));
      AtomicFile.write(folder.resolve(predictor.name() + ".md"), channel -> channel.write(card));
      System.out.println(file + ": " + returns.forecast().text("%"));
    }
  }

  private static String card(
      StockStudy.Result returns, StockStudy.Result levels, Exported exported) {
    StockPredictor predictor = returns.predictor();
    int epochs = returns.trained().history().epochs().size();
    return String.format(
        Locale.ROOT,
        """
        # %s: %s on S&P 500 returns

        **What.** The course's %s between a standard scaler and its inverse: feeds on daily returns in per cent
        (100·ln of close over the close before), puts out tomorrow's.

        | | |
        |---|---|
        | input | `returns` [batch, time, 1], %%; trained on windows of %d days, takes any length |
        | output | `forecast` [batch, 1], %% |
        | parameters | %,d |
        | file | %s, %,d bytes, opset 17, IR 8 |
        | max abs. difference to the trainer | %.1e |

        **Data.** Daily closes 2000-01-03 to 2020-04-17 (`src/gallery`, SOURCE.md beside the file). The last fifth of the windows,
        from %s on, was kept for the test; of the rest the last fifth stopped the training.

        **Figures on the test days.**

        - returns: %s
        - the same network on closes: %s

        The naive forecast is "tomorrow = today". What a model of past prices alone gains on it is at best tiny; on closes it is
        behind, since the test years reach levels that training never saw.

        **Re-create.** `scripts/train-models` (seed %d, %d epochs until early stopping).
        """,
        predictor.name(),
        predictor.title(),
        predictor.title(),
        StockStudy.WINDOW,
        returns.trained().graph().parameterCount(),
        exported.path().getFileName(),
        exported.bytes(),
        exported.maxAbsDiff(),
        returns.days().get(0),
        returns.forecast().text("%"),
        levels.forecast().text("points"),
        SEED,
        epochs);
  }
}
