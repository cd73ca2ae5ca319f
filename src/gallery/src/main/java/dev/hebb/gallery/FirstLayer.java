package dev.hebb.gallery;

import static dev.hebb.graph.Regularizer.l2;
import static dev.hebb.graph.WeightOptions.kernel;
import static dev.hebb.graph.op.Activation.RELU;
import static dev.hebb.graph.op.Activation.SOFTMAX;
import static dev.hebb.network.Layers.dense;
import static dev.hebb.network.Layers.flatten;
import static dev.hebb.network.Layers.image;
import static dev.hebb.training.Adam.adam;
import static dev.hebb.training.Losses.sparseCategoricalCrossentropy;

import dev.hebb.graph.Tensor;
import dev.hebb.graph.WeightOptions;
import dev.hebb.network.Layers;
import dev.hebb.network.Network;
import dev.hebb.network.Rank.Image;
import dev.hebb.network.Rank.Vector;
import dev.hebb.training.Progress;
import dev.hebb.training.Trained;
import dev.hebb.training.Trainer;
import dev.hebb.training.data.Dataset;
import java.awt.image.BufferedImage;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * What a perceptron of a first layer looks at: its weights, one a pixel, are a picture.
 *
 * @param rows how many of the pictures are trained on
 * @param wanted the accuracy that is claimed of the exported network, in per cent
 */
record FirstLayer(int rows, int epochs, double wanted) {
  private static final int UNITS = 64;
  private static final double LOW = 1e-4;
  private static final double PRICE = 5e-3;
  private static final long SEED = 42;

  static Network<Image, Vector> network(String name, WeightOptions weights) {
    return Layers.network(name, image(28, 28, 1).named("picture"))
        .then(flatten())
        .then(dense(UNITS).activation(RELU).with(weights))
        .then(dense(Fashion.LABELS.size()).activation(SOFTMAX))
        .build();
  }

  /** Without a hidden layer: ten perceptrons, one a class. */
  static Network<Image, Vector> single() {
    return Layers.network("single", image(28, 28, 1).named("picture"))
        .then(flatten())
        .then(dense(Fashion.LABELS.size()).activation(SOFTMAX))
        .build();
  }

  private Trained trained(Network<Image, Vector> network, Dataset data) {
    return Trainer.of(network)
        .loss(sparseCategoricalCrossentropy())
        .optimizer(adam())
        .batchSize(64)
        .epochs(epochs)
        .seed(SEED)
        .threads(1)
        .progress(Progress.silent())
        .fit(data);
  }

  /** Says the figures; gives back the weights without and with a price, as pictures. */
  List<BufferedImage> run(Show show) {
    Dataset data = Fashion.training().shuffled(SEED).rows(0, rows);
    Trained free = trained(network("fashion-mlp-free", kernel()), data);
    Trained cheap = trained(network("fashion-mlp-cheap", kernel().regularizer(l2(LOW))), data);
    Trained priced = trained(network("fashion-mlp", kernel().regularizer(l2(PRICE))), data);
    Filters without = said("no price on weights", free, show);
    said("l2(1e-4)", cheap, show);
    Filters with = said("l2(5e-3)", priced, show);
    recognised(data, free, priced, show);
    show.claim(
        with.variation() < without.variation() && with.roughness() < 0.9 * without.roughness(),
        "the price l2(5e-3) makes the units' pictures smoother: less variation, and by %.0f %% less in relation to the weights (at least 10)",
        100 * (1 - with.roughness() / without.roughness()));
    return List.of(
        without.image("First layer, 64 units, no price"),
        with.image("First layer, 64 units, l2(5e-3)"));
  }

  private static Filters said(String price, Trained trained, Show show) {
    Filters filters = Filters.of(trained.model());
    show.figure(
        "Fashion-MNIST, 784-64-10, %s: test accuracy %.1f %%; total variation of a unit's picture %.1f, in relation to its weights %.3f",
        price, byTrainer(trained), filters.variation(), filters.roughness());
    return filters;
  }

  private void recognised(Dataset data, Trained free, Trained priced, Show show) {
    double single = byTrainer(trained(single(), data));
    Tensor pictures = Fashion.test().inputs().get(0);
    double nearest = percent(NearestCentroid.of(data, false).classes(pictures));
    show.figure(
        "for comparison: one layer of ten units %.1f %%, nearest centroid %.1f %%, any one class 10.0 %%",
        single, nearest);
    show.claim(
        byTrainer(free) > single,
        "Fashion-MNIST: a hidden layer of perceptrons names more of the test pictures rightly than one layer of them");
    Path file = show.export("fashion-mlp", priced.model(), Map.of("picture", pictures.rows(0, 8)));
    double accuracy = percent(Predictions.classes(file, pictures));
    show.claim(
        accuracy >= wanted && accuracy > nearest,
        "fashion-mlp.onnx, l2(5e-3), names %.1f %% of the test pictures rightly: at least %.0f %%, and more than the nearest centroid",
        accuracy,
        wanted);
  }

  private static double byTrainer(Trained trained) {
    return percent(Predictions.classes(trained, Fashion.test().inputs().get(0)));
  }

  private static double percent(long[] said) {
    return 100 * Predictions.accuracy(said, Fashion.test().targets().get(0).toLongs());
  }
}
