package dev.hebb.network.zoo;

import static dev.hebb.network.Layers.averagePool2d;
import static dev.hebb.network.Layers.batchNormalization;
import static dev.hebb.network.Layers.concat;
import static dev.hebb.network.Layers.conv2d;
import static dev.hebb.network.Layers.dense;
import static dev.hebb.network.Layers.globalAveragePool2d;
import static dev.hebb.network.Layers.maxPool2d;
import static dev.hebb.network.Layers.zeroPadding2d;

import dev.hebb.graph.Graph;
import dev.hebb.graph.GraphSource;
import dev.hebb.graph.Pretrained;
import dev.hebb.graph.op.Activation;
import dev.hebb.network.Input;
import dev.hebb.network.Layers;
import dev.hebb.network.Network;
import dev.hebb.network.Rank.Image;
import dev.hebb.network.Rank.Vector;
import dev.hebb.network.Stage;
import java.util.List;

/**
 * Densely connected convolutions: each layer sees what all layers before it in its block put out
 * (Huang et al. 2017, "Densely Connected Convolutional Networks", the form BC: bottlenecks of four
 * times the growth, transitions that halve the channels).
 *
 * <p>{@code [batch, height, width, channels] -> [batch, classes]}; {@link #withoutTop} gives {@code
 * [batch, height / 32, width / 32, features]} for the ImageNet ones.
 *
 * <p>The numbers are those of {@code keras.applications.DenseNet121}, {@code 169} and {@code 201};
 * the layers have the names of torchvision's modules ({@code
 * features.denseblock1.denselayer1.conv1}), whose weights {@link #pretrained} reads. A file's
 * weights want the pictures they were trained on: for those of torchvision, timm and Keras RGB
 * values from 0 to 255 divided by 255, less the mean (0.485, 0.456, 0.406), divided by the standard
 * deviation (0.229, 0.224, 0.225) (Keras calls it mode {@code torch}).
 *
 * @param growth channels that each layer adds
 * @param filters channels of the first convolution
 * @param blocks how many layers each dense block has
 * @param epsilon what batch normalisation adds to the variance; torchvision has 1e-5
 * @param top the activation of the classifier
 */
public record DenseNet(
    String name,
    Input<Image> input,
    Stem stem,
    int growth,
    int filters,
    List<Integer> blocks,
    double epsilon,
    int classes,
    Activation top)
    implements GraphSource {
  /** As in Keras. */
  static final double EPSILON = 1.001e-5;

  /** What stands before the first dense block. */
  public enum Stem {
    /** A 7x7 convolution and a 3x3 max pooling, both with stride 2: a quarter of the size. */
    IMAGENET,
    /** A 3x3 convolution that keeps the size. */
    CIFAR
  }

  public DenseNet {
    blocks = List.copyOf(blocks);
  }

  /** For pictures of this size. */
  public DenseNet input(long height, long width, long channels) {
    return input(Layers.image(height, width, channels));
  }

  /** For these pictures. */
  public DenseNet input(Input<Image> other) {
    return new DenseNet(name, other, stem, growth, filters, blocks, epsilon, classes, top);
  }

  /** For so many classes. */
  public DenseNet classes(int other) {
    return new DenseNet(name, input, stem, growth, filters, blocks, epsilon, other, top);
  }

  /** With this activation of the classifier: {@link Activation#LINEAR} gives logits. */
  public DenseNet activation(Activation other) {
    return new DenseNet(name, input, stem, growth, filters, blocks, epsilon, classes, other);
  }

  /** With another beginning. */
  public DenseNet stem(Stem other) {
    return new DenseNet(name, input, other, growth, filters, blocks, epsilon, classes, top);
  }

  /** With another number added to the variance in batch normalisation. */
  public DenseNet epsilon(double other) {
    return new DenseNet(name, input, stem, growth, filters, blocks, other, classes, top);
  }

  /** Under another name, which is the prefix of its parameters within another network. */
  public DenseNet named(String other) {
    return new DenseNet(other, input, stem, growth, filters, blocks, epsilon, classes, top);
  }

  /** The network with its classifier. */
  public Network<Image, Vector> network() {
    return features()
        .then(globalAveragePool2d())
        .then("classifier", dense(classes).activation(top))
        .build();
  }

  /** The network up to the last dense block's features, normalised and rectified. */
  public Network<Image, Image> withoutTop() {
    return features().build();
  }

  /**
   * To be filled with weights from a file in the names of torchvision or timm, such as the
   * safetensors of {@code timm/densenet201.tv_in1k} on the Hugging Face hub. Fetch the file
   * yourself: nothing here opens a connection.
   */
  public Pretrained pretrained() {
    // Checkpoints from before torchvision 0.3 have "norm.1" where modules now are called "norm1".
    return Pretrained.of(this).rename("\\.(norm|conv)\\.([12])\\.", ".$1$2.");
  }

  @Override
  public Graph graph() {
    return network().graph();
  }

  private Stage<Image, Image> features() {
    Stage<Image, Image> x = begun();
    for (int block = 1; block <= blocks.size(); block++) {
      for (int layer = 1; layer <= blocks.get(block - 1); layer++) {
        x = concat(x, grown(x, "features.denseblock" + block + ".denselayer" + layer + "."));
      }
      if (block < blocks.size()) {
        x = halved(x, "features.transition" + block + ".");
      }
    }
    return normal(x, "features.", "5");
  }

  private Stage<Image, Image> begun() {
    Stage<Image, Image> start = Layers.network(name, input);
    if (stem == Stem.CIFAR) {
      return start.then("features.conv0", conv2d(filters, 3).same().noBias());
    }
    Stage<Image, Image> wide =
        start.then(zeroPadding2d(3)).then("features.conv0", conv2d(filters, 7).stride(2).noBias());
    // Zeros are no larger than what the rectifier puts out, so that the padding never wins.
    return normal(wide, "features.", "0")
        .then(zeroPadding2d(1))
        .then("features.pool0", maxPool2d(3).stride(2));
  }

  private Stage<Image, Image> grown(Stage<Image, Image> x, String place) {
    Stage<Image, Image> narrow =
        normal(x, place, "1").then(place + "conv1", conv2d(4 * growth, 1).noBias());
    return normal(narrow, place, "2").then(place + "conv2", conv2d(growth, 3).same().noBias());
  }

  private Stage<Image, Image> halved(Stage<Image, Image> x, String place) {
    int half = Math.toIntExact(x.shape().last().size().fixed().orElseThrow() / 2);
    return normal(x, place, "")
        .then(place + "conv", conv2d(half, 1).noBias())
        .then(place + "pool", averagePool2d(2));
  }

  private Stage<Image, Image> normal(Stage<Image, Image> x, String place, String number) {
    return x.then(place + "norm" + number, batchNormalization().epsilon(epsilon))
        .then(place + "relu" + number, Layers.activation(Activation.RELU));
  }
}
