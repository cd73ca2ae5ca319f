package dev.hebb.network.zoo;

import dev.hebb.graph.op.Activation;
import dev.hebb.network.Layers;
import java.util.List;

/** The architectures by name; import statically. */
public final class Zoo {
  private static final int CLASSES = 1000;

  private Zoo() {}

  /** DenseNet-121, for ImageNet. */
  public static DenseNet denseNet121() {
    return imageNet("densenet121", List.of(6, 12, 24, 16));
  }

  /** DenseNet-169, for ImageNet. */
  public static DenseNet denseNet169() {
    return imageNet("densenet169", List.of(6, 12, 32, 32));
  }

  /** DenseNet-201, for ImageNet. */
  public static DenseNet denseNet201() {
    return imageNet("densenet201", List.of(6, 12, 48, 32));
  }

  private static DenseNet imageNet(String name, List<Integer> blocks) {
    return new DenseNet(
        name,
        Layers.image(224, 224, 3),
        DenseNet.Stem.IMAGENET,
        32,
        64,
        blocks,
        DenseNet.EPSILON,
        CLASSES,
        Activation.SOFTMAX);
  }

  /**
   * A small DenseNet for small pictures, as the paper has it for CIFAR: 32 x 32 x 3 and 10 classes,
   * unless said otherwise.
   *
   * @param growth channels that each layer adds; the paper has 12 to 40
   * @param filters channels of the first convolution; the paper has twice the growth
   * @param blocks how many layers each dense block has
   */
  public static DenseNet denseNet(int growth, int filters, Integer... blocks) {
    return new DenseNet(
        "densenet",
        Layers.image(32, 32, 3),
        DenseNet.Stem.CIFAR,
        growth,
        filters,
        List.of(blocks),
        DenseNet.EPSILON,
        10,
        Activation.SOFTMAX);
  }

  /** AlexNet as published, for ImageNet. */
  public static AlexNet alexNet() {
    return new AlexNet("alexnet", Layers.image(227, 227, 3), 11, 4, 1, 2, CLASSES);
  }
}
