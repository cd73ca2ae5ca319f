package dev.hebb.onnx;

import static dev.hebb.network.Layers.ANY;
import static dev.hebb.network.Layers.asSequence;
import static dev.hebb.network.Layers.averagePool2d;
import static dev.hebb.network.Layers.batchNormalization;
import static dev.hebb.network.Layers.categoryEncoding;
import static dev.hebb.network.Layers.conv1d;
import static dev.hebb.network.Layers.conv2d;
import static dev.hebb.network.Layers.conv2dTranspose;
import static dev.hebb.network.Layers.cropping2d;
import static dev.hebb.network.Layers.dense;
import static dev.hebb.network.Layers.depthwiseConv2d;
import static dev.hebb.network.Layers.embedding;
import static dev.hebb.network.Layers.flatten;
import static dev.hebb.network.Layers.globalAveragePool2d;
import static dev.hebb.network.Layers.globalMaxPool1d;
import static dev.hebb.network.Layers.globalMaxPool2d;
import static dev.hebb.network.Layers.gru;
import static dev.hebb.network.Layers.image;
import static dev.hebb.network.Layers.localResponseNormalization;
import static dev.hebb.network.Layers.masking;
import static dev.hebb.network.Layers.maxPool2d;
import static dev.hebb.network.Layers.network;
import static dev.hebb.network.Layers.randomBrightness;
import static dev.hebb.network.Layers.randomContrast;
import static dev.hebb.network.Layers.randomCrop;
import static dev.hebb.network.Layers.randomFlip;
import static dev.hebb.network.Layers.randomRotation;
import static dev.hebb.network.Layers.randomTranslation;
import static dev.hebb.network.Layers.randomZoom;
import static dev.hebb.network.Layers.resizing;
import static dev.hebb.network.Layers.scanned;
import static dev.hebb.network.Layers.separableConv2d;
import static dev.hebb.network.Layers.sequence;
import static dev.hebb.network.Layers.spatialDropout2d;
import static dev.hebb.network.Layers.timeDistributed;
import static dev.hebb.network.Layers.tokens;
import static dev.hebb.network.Layers.upSampling2d;
import static dev.hebb.network.Layers.zeroPadding2d;

import dev.hebb.network.Network;
import dev.hebb.network.Rank.Image;
import dev.hebb.network.Rank.Sequence;
import dev.hebb.network.Rank.Timed;
import dev.hebb.network.Rank.Tokens;
import dev.hebb.network.Rank.Vector;
import dev.hebb.network.Stage;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/**
 * The part of {@link PaddedLayers} that takes tokens, frames and pictures, padded in their height.
 */
final class PaddedKinds {
  private final List<PaddedLayers.Case> cases = new ArrayList<>();

  private PaddedKinds() {}

  static List<PaddedLayers.Case> all() {
    PaddedKinds table = new PaddedKinds();
    table.words();
    table.frames();
    table.pictures();
    return table.cases;
  }

  private void words(String word, Function<Stage<Tokens, Tokens>, Stage<Tokens, ?>> layer) {
    cases.add(
        new PaddedLayers.Case(
            word, () -> layer.apply(network("n", tokens(ANY).withLengths())).build(), ""));
  }

  private void frames(
      String word,
      Function<Stage<Timed<Sequence>, Timed<Sequence>>, Stage<Timed<Sequence>, ?>> layer,
      String text) {
    Stage<Timed<Sequence>, Timed<Sequence>> input =
        network("n", dev.hebb.network.Layers.frames(ANY, sequence(4, 3)).withLengths());
    cases.add(new PaddedLayers.Case(word, () -> layer.apply(input).build(), text));
  }

  private void pictures(
      String word, Function<Stage<Image, Image>, Stage<Image, ?>> layer, String text) {
    Stage<Image, Image> input = network("n", image(ANY, 5, 4).withLengths());
    cases.add(new PaddedLayers.Case(word, () -> layer.apply(input).build(), text));
  }

  private void pictures(String word, Function<Stage<Image, Image>, Stage<Image, ?>> layer) {
    pictures(word, layer, "");
  }

  private void words() {
    words("embedding", x -> x.then(embedding(9, 4)).then(conv1d(2, 3).same()));
    words("categoryEncoding", x -> x.then(categoryEncoding(9)));
    words("categoryEncoding", x -> x.then(categoryEncoding(9).count()));
    words("categoryEncoding", x -> x.then(categoryEncoding(9).oneHot()).then(gru(2)));
    cases.add(
        new PaddedLayers.Case(
            "embedding",
            () -> network("n", tokens(ANY).withLengths()).then(embedding(9, 4).maskZero()).build(),
            "n/embedding (embedding(9, 4).maskZero()): expected rows that do not say yet how they are padded, got [batch, time(lengths)]. Say it once: withLengths(), maskZero() or masking(...)."));
    cases.add(
        new PaddedLayers.Case(
            "masking",
            () -> network("n", sequence(ANY, 4).withLengths()).then(masking(0)).build(),
            "n/masking (masking(0.0)): expected rows that do not say yet how they are padded, got [batch, time(lengths), features=4]. Say it once: withLengths(), maskZero() or masking(...)."));
    cases.add(
        new PaddedLayers.Case(
            "masking",
            () -> network("n", sequence(ANY, 4)).then(masking(0)).then(gru(2)).build(),
            ""));
  }

  private void frames() {
    frames("timeDistributed", x -> x.then(timeDistributed(gru(3))), "");
    frames(
        "timeDistributed",
        x -> x.then(timeDistributed(conv1d(3, 2).same())).then(timeDistributed(flatten())),
        "");
    frames(
        "timeDistributed",
        x -> x.then(timeDistributed(batchNormalization())),
        "n/time_distributed (timeDistributed(batchNormalization())): expected rows without padding, which would count in mean and variance, got [batch=batch*time(lengths), features=3, time=4]. Use layerNormalization(), or a part that is frozen().");
    frames(
        "asSequence",
        x -> x.then(timeDistributed(globalMaxPool1d())).then(asSequence()).then(gru(2)),
        "");
  }

  private void pictures() {
    pictures("conv2d", x -> x.then(conv2d(3, 3).same()));
    pictures("conv2d", x -> x.then(conv2d(3, 2).stride(2)));
    pictures("conv2dTranspose", x -> x.then(conv2dTranspose(3, 3).stride(2)));
    pictures("depthwiseConv2d", x -> x.then(depthwiseConv2d(3).same()));
    pictures("separableConv2d", x -> x.then(separableConv2d(3, 3).same()));
    pictures("maxPool2d", x -> x.then(maxPool2d(2)));
    pictures("maxPool2d", x -> x.then(maxPool2d(3).stride(1).same()));
    pictures("averagePool2d", x -> x.then(averagePool2d(2)));
    pictures(
        "averagePool2d",
        x -> x.then(averagePool2d(3).stride(1).same()),
        "n/average_pooling2d (averagePool2d(3).stride(1).same()): expected rows without padding, which would count in the means at their ends, got [batch, channels=4, height(lengths), width=5]. Use valid padding.");
    pictures("globalMaxPool2d", x -> x.then(globalMaxPool2d()));
    pictures("globalAveragePool2d", x -> x.then(globalAveragePool2d()));
    pictures("globalAveragePool2d", x -> x.then(globalAveragePool2d().keepDims()));
    pictures("upSampling2d", x -> x.then(upSampling2d(2)));
    pictures(
        "upSampling2d",
        x -> x.then(upSampling2d(2).bilinear()),
        "n/up_sampling2d (upSampling2d(2).bilinear()): expected rows without padding, which would be mixed in where they end, got [batch, channels=4, height(lengths), width=5]. Repeat the numbers (nearest).");
    pictures("zeroPadding2d", x -> x.then(zeroPadding2d(1)));
    pictures("cropping2d", x -> x.then(cropping2d(1, 2, 1, 0)));
    pictures("spatialDropout2d", x -> x.then(spatialDropout2d(0.2)));
    Network<Image, Vector> patch =
        network("patch", image(3, 3, 2)).then(conv2d(4, 2)).then(flatten()).then(dense(3)).build();
    cases.add(
        new PaddedLayers.Case(
            "scanned", () -> scanned(patch, image(ANY, 6, 2).withLengths(), 1), ""));
    pictures("localResponseNormalization", x -> x.then(localResponseNormalization(3)));
    pictures(
        "resizing",
        x -> x.then(resizing(3, 3)),
        "n/resizing (resizing(3, 3)): expected a fixed height and width, got [batch, height(lengths), width=5, channels=4]. Declare them.");
    pictures(
        "randomFlip",
        x -> x.then(randomFlip()),
        "n/random_flip (randomFlip()): expected rows without padding to put the last first, got [batch, height(lengths), width=5, channels=4]. Leave their order.");
    pictures(
        "randomRotation",
        x -> x.then(randomRotation(0.1)),
        "n/random_rotation (randomRotation(0.1)): expected a picture of a fixed size, got [batch, height(lengths), width=5, channels=4]. Declare its height and width.");
    pictures(
        "randomZoom",
        x -> x.then(randomZoom(0.1)),
        "n/random_zoom (randomZoom(0.1)): expected a picture of a fixed size, got [batch, height(lengths), width=5, channels=4]. Declare its height and width.");
    pictures(
        "randomTranslation",
        x -> x.then(randomTranslation(0.1, 0.1)),
        "n/random_translation (randomTranslation(0.1, 0.1)): expected a picture of a fixed size, got [batch, height(lengths), width=5, channels=4]. Declare its height and width.");
    pictures(
        "randomCrop",
        x -> x.then(randomCrop(3, 3)),
        "n/random_crop (randomCrop(3, 3)): expected a picture of a fixed size, got [batch, height(lengths), width=5, channels=4]. Declare its height and width.");
    pictures("randomBrightness", x -> x.then(randomBrightness(0.1)));
    pictures("randomContrast", x -> x.then(randomContrast(0.1)));
  }
}
