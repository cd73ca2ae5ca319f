package dev.hebb.gallery;

import static dev.hebb.graph.Regularizer.l2;
import static dev.hebb.graph.WeightOptions.kernel;
import static dev.hebb.graph.op.Activation.RELU;
import static dev.hebb.graph.op.Activation.SOFTMAX;
import static dev.hebb.network.Layers.dense;
import static dev.hebb.network.Layers.flatten;
import static dev.hebb.network.Layers.image;
import static dev.hebb.training.Adam.adam;
import static dev.hebb.training.SparseCategoricalCrossentropy.sparseCategoricalCrossentropy;

import dev.hebb.graph.Model;
import dev.hebb.graph.Tensor;
import dev.hebb.graph.WeightOptions;
import dev.hebb.network.Layers;
import dev.hebb.network.Network;
import dev.hebb.network.Rank.Image;
import dev.hebb.network.Rank.Vector;
import dev.hebb.training.Progress;
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
 * @param wanted the accuracy that is claimed, in per cent
 */
record FirstLayer(int rows, int epochs, double wanted) {
  private static final int UNITS = 64;
  private static final double PRICE = 1e-4;
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

  private Model trained(Network<Image, Vector> network, Dataset data) {
    return Trainer.of(network)
        .loss(sparseCategoricalCrossentropy())
        .optimizer(adam())
        .batchSize(64)
        .epochs(epochs)
        .seed(SEED)
        .progress(Progress.silent())
        .fit(data)
        .model();
  }

  /** Says the figures; gives back the weights without and with a price, as pictures. */
  List<BufferedImage> run(Show show) {
    Dataset data = Fashion.training().shuffled(SEED).rows(0, rows);
    Tensor pictures = Fashion.test().inputs().get(0);
    long[] labels = Fashion.test().targets().get(0).toLongs();
    Model free = trained(network("fashion-mlp-free", kernel()), data);
    Model priced = trained(network("fashion-mlp", kernel().regularizer(l2(PRICE))), data);
    Path file = show.export("fashion-mlp", priced, Map.of("picture", pictures.rows(0, 8)));
    double accuracy = percent(Predictions.classes(file, pictures), labels);
    double single = percent(Predictions.classes(trained(single(), data), pictures), labels);
    double nearest = percent(NearestCentroid.of(data, false).classes(pictures), labels);
    show.figure(
        "Fashion-MNIST, 784-%d-10: test accuracy %.1f %% (without the price on weights %.1f %%), one layer of ten units %.1f %%, nearest centroid %.1f %%",
        UNITS, accuracy, percent(Predictions.classes(free, pictures), labels), single, nearest);
    show.claim(
        accuracy >= wanted && accuracy > single && accuracy > nearest,
        "Fashion-MNIST: at least %.0f %% of the test pictures are named rightly by the exported network, more than by one layer and by the nearest centroid",
        wanted);
    Filters without = Filters.of(free);
    Filters with = Filters.of(priced);
    show.figure(
        "total variation of a unit's picture, mean: %.2f without the price l2(%.0e), %.2f with it; per unit of weight %.3f and %.3f",
        without.variation(), PRICE, with.variation(), without.roughness(), with.roughness());
    show.claim(
        with.variation() < without.variation() && with.roughness() < 0.8 * without.roughness(),
        "a price on the weights makes the pictures smoother: their total variation falls, and more than the weights do, by a fifth at least");
    return List.of(
        without.image("First layer, 64 units, no price"),
        with.image("First layer, 64 units, l2(1e-4)"));
  }

  private static double percent(long[] said, long[] labels) {
    return 100 * Predictions.accuracy(said, labels);
  }
}
