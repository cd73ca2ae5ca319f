package dev.hebb.gallery;

import dev.hebb.graph.Judge;
import dev.hebb.graph.Model;
import dev.hebb.graph.Pretrained;
import dev.hebb.graph.Samples;
import dev.hebb.onnx.Onnx;
import dev.hebb.training.Losses;
import dev.hebb.training.Metrics;
import dev.hebb.training.Progress;
import dev.hebb.training.data.Dataset;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * A model of the gallery that is written with smaller numbers.
 *
 * @param judge what its figure is
 * @param held what the figure is of
 * @param calibration rows of the training set
 * @param most by how much the figure may be worse
 * @param convolves whether scales that are known do anything to it
 */
record SmallerFile(
    String name,
    Model model,
    Judge judge,
    Samples held,
    Samples calibration,
    double most,
    boolean convolves) {
  private static final int ROWS = 500;

  /** All, one after the other, as they are trained. */
  static List<SmallerFile> all(Path models) {
    return Stream.<Function<Path, SmallerFile>>of(
            SmallerFile::cnn, SmallerFile::denseNet, any -> stock(), any -> sentiment())
        .map(each -> each.apply(models))
        .toList();
  }

  /** The figure as people say it. */
  String figure(double value) {
    return judge.higherIsBetter()
        ? String.format(Locale.ROOT, "%.2f %%", 100 * value)
        : String.format(Locale.ROOT, "%.3f", value);
  }

  private static SmallerFile cnn(Path models) {
    Dataset test = Fashion.whole().map(Fashion::test).orElseGet(Fashion::test);
    return new SmallerFile(
        "cnn",
        Pretrained.of(Cnn.network28()).from(Onnx.weights(models.resolve("cnn.onnx"))),
        Metrics.accuracy(),
        test,
        Fashion.training().rows(0, ROWS),
        0.005,
        true);
  }

  private static SmallerFile denseNet(Path models) {
    return new SmallerFile(
        "transfer",
        Pretrained.of(Transfer.five(Transfer.EYES.withoutTop()))
            .from(Onnx.weights(models.resolve("transfer.onnx"))),
        Metrics.accuracy(),
        Rows.classes(Fashion.test(), 5, 9),
        Rows.classes(Fashion.training(), 5, 9).rows(0, ROWS),
        0.01,
        true);
  }

  private static SmallerFile stock() {
    StockStudy study = new StockStudy(Prices.read(), 15, 42);
    Model model =
        study.closes(study.returns(StockPredictor.LSTM, Progress.silent())).model();
    Samples held = Samples.of(List.of(study.windows()), List.of(study.truths()));
    return new SmallerFile(
        "stock-lstm", model, Losses.meanAbsoluteError(), held, held, 0.05, false);
  }

  private static SmallerFile sentiment() {
    List<Review> all = Review.all();
    List<Integer> dealt = Folds.dealt(all.stream().mapToLong(Review::kind).toArray(), 10, 42);
    List<Review> training = part(all, dealt, false);
    ReviewReader reader = ReviewReader.of(training, Reading.IN_ORDER, 42);
    Dataset held = reader.dataset(part(all, dealt, true));
    return new SmallerFile(
        "sentiment",
        reader.trained().model(),
        Metrics.binaryAccuracy(),
        held,
        held,
        0.01,
        false);
  }

  // The first fold is held.
  private static List<Review> part(List<Review> all, List<Integer> dealt, boolean held) {
    return Stream.iterate(0, i -> i < all.size(), i -> i + 1)
        .filter(i -> held == (dealt.get(i) == 0))
        .map(all::get)
        .toList();
  }
}
