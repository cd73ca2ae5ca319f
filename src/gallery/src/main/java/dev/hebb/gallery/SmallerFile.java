package dev.hebb.gallery;

import static dev.hebb.network.Layers.ANY;
import static dev.hebb.network.Layers.dense;
import static dev.hebb.network.Layers.lstm;
import static dev.hebb.network.Layers.network;
import static dev.hebb.network.Layers.sequence;

import dev.hebb.graph.Judge;
import dev.hebb.graph.Model;
import dev.hebb.graph.Samples;
import dev.hebb.graph.Tensor;
import dev.hebb.network.Network;
import dev.hebb.network.Rank.Sequence;
import dev.hebb.network.Rank.Vector;
import dev.hebb.network.zoo.Zoo;
import dev.hebb.onnx.Export;
import dev.hebb.onnx.Judged;
import dev.hebb.onnx.Onnx;
import dev.hebb.onnx.Quantized;
import dev.hebb.onnx.precision.Precision;
import dev.hebb.text.Tokenizer;
import dev.hebb.training.Losses;
import dev.hebb.training.Metrics;
import dev.hebb.training.data.Dataset;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * A model of the gallery that is written with smaller numbers.
 *
 * @param judge what its figure is; none where weights are drawn, for size and latency alone
 * @param held what the figure is of
 * @param calibration rows of the training set
 * @param most by how much the figure may be worse
 * @param convolves whether scales that are known do anything to it
 */
record SmallerFile(
    String name,
    Model model,
    Optional<Judge> judge,
    Samples held,
    Samples calibration,
    double most,
    boolean convolves) {
  private static final int ROWS = 500;
  private static final int WIDE = 128;
  private static final Samples NONE = Samples.of(List.of(), List.of());

  /**
   * All.
   *
   * @param models the folder of the kept files
   */
  static List<SmallerFile> all(Path models) {
    return Stream.<Function<Path, SmallerFile>>of(
            SmallerFile::cnn,
            SmallerFile::denseNet,
            SmallerFile::stock,
            SmallerFile::sentiment,
            any -> wideLstm(),
            any -> denseNet201())
        .map(each -> each.apply(models))
        .toList();
  }

  /** The figure of these; nothing where there is none. */
  String figure(ToDoubleFunction<Judged> which, Quantized small) {
    return small.judged().stream()
        .map(
            judged ->
                judged.higherIsBetter()
                    ? String.format(Locale.ROOT, "%.2f %%", 100 * which.applyAsDouble(judged))
                    : String.format(Locale.ROOT, "%.3f", which.applyAsDouble(judged)))
        .findFirst()
        .orElse("–");
  }

  /** How it is written, judged if there is something to judge by. */
  Export export(Precision precision) {
    Export export = Onnx.export(model).precision(precision);
    return judge.map(each -> export.gate(each, held, most)).orElse(export);
  }

  private static SmallerFile cnn(Path models) {
    Dataset test = Fashion.whole().map(Fashion::test).orElseGet(Fashion::test);
    return new SmallerFile(
        "cnn",
        kept(models, "cnn"),
        Optional.of(Metrics.accuracy()),
        test,
        Fashion.training().rows(0, ROWS),
        0.005,
        true);
  }

  private static SmallerFile denseNet(Path models) {
    return new SmallerFile(
        "transfer",
        kept(models, "transfer"),
        Optional.of(Metrics.accuracy()),
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
        "stock-lstm", model, Optional.of(Losses.meanAbsoluteError()), held, held, 0.05, false);
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
    return new SmallerFile(
        "sentiment", model, Optional.of(Metrics.binaryAccuracy()), held, held, 0.01, false);
  }

  private static SmallerFile wideLstm() {
    Network<Sequence, Vector> network =
        network("lstm", sequence(ANY, WIDE))
            .then(lstm(WIDE).returnSequences())
            .then(lstm(WIDE))
            .then(dense(10))
            .build();
    return drawn(
        "LSTM 128, 128, 30 steps", Model.initial(network, 1).noted("dim.time", "30"), NONE, false);
  }

  private static SmallerFile denseNet201() {
    SplittableRandom random = new SplittableRandom(1);
    float[] pixels = new float[2 * 224 * 224 * 3];
    for (int i = 0; i < pixels.length; i++) {
      pixels[i] = (float) random.nextDouble(-1, 1);
    }
    Samples pictures = Samples.of(Tensor.of(pixels, 2, 224, 224, 3));
    return drawn("DenseNet-201, 224 x 224", Model.initial(Zoo.denseNet201(), 1), pictures, true);
  }

  private static SmallerFile drawn(String name, Model model, Samples rows, boolean convolves) {
    return new SmallerFile(name, model, Optional.empty(), rows, rows, 0, convolves);
  }

  private static Model kept(Path models, String name) {
    return Onnx.read(models.resolve(name + ".onnx")).model();
  }
}
