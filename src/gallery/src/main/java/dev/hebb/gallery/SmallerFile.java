package dev.hebb.gallery;

import dev.hebb.graph.Judge;
import dev.hebb.graph.Model;
import dev.hebb.graph.Samples;
import dev.hebb.onnx.Onnx;
import dev.hebb.text.Tokenizer;
import dev.hebb.training.Losses;
import dev.hebb.training.Metrics;
import dev.hebb.training.data.Dataset;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.stream.IntStream;
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

  /**
   * All.
   *
   * @param models the folder of the kept files
   */
  static List<SmallerFile> all(Path models) {
    return Stream.<Function<Path, SmallerFile>>of(
            SmallerFile::cnn, SmallerFile::denseNet, SmallerFile::stock, SmallerFile::sentiment)
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
        kept(models, "cnn"),
        Metrics.accuracy(),
        test,
        Fashion.training().rows(0, ROWS),
        0.005,
        true);
  }

  private static SmallerFile denseNet(Path models) {
    return new SmallerFile(
        "transfer",
        kept(models, "transfer"),
        Metrics.accuracy(),
        Rows.classes(Fashion.test(), 5, 9),
        Rows.classes(Fashion.training(), 5, 9).rows(0, ROWS),
        0.01,
        true);
  }

  private static SmallerFile stock(Path models) {
    StockStudy study = new StockStudy(Prices.read(), 0, 0);
    Samples held = Samples.of(List.of(study.windows()), List.of(study.truths()));
    Model model = kept(models, "stock-lstm");
    return new SmallerFile(
        "stock-lstm", model, Losses.meanAbsoluteError(), held, held, 0.05, false);
  }

  private static SmallerFile sentiment(Path models) {
    List<Review> all = Review.all();
    List<Integer> dealt = Folds.dealt(all.stream().mapToLong(Review::kind).toArray(), 10, 42);
    Model model = kept(models, "sentiment");
    Tokenizer words = Tokenizer.parse(model.notes().get("text.words"));
    // It has learnt from the others.
    List<Review> first =
        IntStream.range(0, all.size())
            .filter(row -> dealt.get(row) == 0)
            .mapToObj(all::get)
            .toList();
    Dataset held = ReviewReader.dataset(first, words);
    return new SmallerFile("sentiment", model, Metrics.binaryAccuracy(), held, held, 0.01, false);
  }

  private static Model kept(Path models, String name) {
    return Onnx.read(models.resolve(name + ".onnx")).model();
  }
}
