package dev.hebb.network.zoo;

import static dev.hebb.network.Layers.conv2d;
import static dev.hebb.network.Layers.dense;
import static dev.hebb.network.Layers.dropout;
import static dev.hebb.network.Layers.flatten;
import static dev.hebb.network.Layers.localResponseNormalization;
import static dev.hebb.network.Layers.maxPool2d;

import dev.hebb.graph.Graph;
import dev.hebb.graph.GraphSource;
import dev.hebb.graph.op.Activation;
import dev.hebb.network.Input;
import dev.hebb.network.Layers;
import dev.hebb.network.Network;
import dev.hebb.network.Rank.Image;
import dev.hebb.network.Rank.Vector;
import dev.hebb.network.Stage;
import dev.hebb.network.layer.Lrn;

/**
 * The network that won ImageNet 2012 (Krizhevsky, Sutskever and Hinton 2012): five convolutions, of
 * which the second, fourth and fifth are in two groups, response normalisation, overlapping
 * pooling, three dense layers with dropout.
 *
 * <p>{@code [batch, height, width, channels] -> [batch, classes]}; pictures of 227 x 227, with
 * which the paper's arithmetic comes out (it writes 224). The layers have the names of Caffe's
 * model. torchvision's network of this name is another, of 2014, without normalisation and groups.
 *
 * @param kernel length of the first convolution's kernel
 * @param stride of the first convolution
 * @param narrowing what all but the last layer's units are divided by
 * @param groups of the second, fourth and fifth convolution
 */
public record AlexNet(
    String name, Input<Image> input, int kernel, int stride, int narrowing, int groups, int classes)
    implements GraphSource {
  /** The paper's α is for each channel; the layer's is divided by their number. */
  private static final double ALPHA = 5 * 1e-4;

  /** For pictures of this size. */
  public AlexNet input(long height, long width, long channels) {
    return input(Layers.image(height, width, channels));
  }

  /** For these pictures. */
  public AlexNet input(Input<Image> other) {
    return new AlexNet(name, other, kernel, stride, narrowing, groups, classes);
  }

  /** For so many classes. */
  public AlexNet classes(int other) {
    return new AlexNet(name, input, kernel, stride, narrowing, groups, other);
  }

  /** Without groups, as it would be on one GPU: 62,378,344 parameters in place of 60,965,224. */
  public AlexNet ungrouped() {
    return new AlexNet(name, input, kernel, stride, narrowing, 1, classes);
  }

  /**
   * With another first convolution, for small pictures: kernel 3 and stride 1 for 28 x 28, kernel 5
   * and stride 2 for 64 x 64.
   */
  public AlexNet stem(int otherKernel, int otherStride) {
    return new AlexNet(name, input, otherKernel, otherStride, narrowing, groups, classes);
  }

  /** With so many times fewer filters and units: 1, 2, 4, 8 or 16. */
  public AlexNet narrower(int times) {
    return new AlexNet(name, input, kernel, stride, times, groups, classes);
  }

  /** Under another name, which is the prefix of its parameters within another network. */
  public AlexNet named(String other) {
    return new AlexNet(other, input, kernel, stride, narrowing, groups, classes);
  }

  /** The network with its classifier. */
  public Network<Image, Vector> network() {
    return features()
        .then(flatten())
        .then("fc6", dense(4096 / narrowing).activation(Activation.RELU))
        .then("drop6", dropout(0.5))
        .then("fc7", dense(4096 / narrowing).activation(Activation.RELU))
        .then("drop7", dropout(0.5))
        .then("fc8", dense(classes).activation(Activation.SOFTMAX))
        .build();
  }

  /** The network up to the last pooling. */
  public Network<Image, Image> withoutTop() {
    return features().build();
  }

  @Override
  public Graph graph() {
    return network().graph();
  }

  private Stage<Image, Image> features() {
    return Layers.network(name, input)
        .then("conv1", conv2d(96 / narrowing, kernel).stride(stride).activation(Activation.RELU))
        .then("norm1", response())
        .then("pool1", maxPool2d(3).stride(2))
        .then("conv2", conv2d(256 / narrowing, 5).same().groups(groups).activation(Activation.RELU))
        .then("norm2", response())
        .then("pool2", maxPool2d(3).stride(2))
        .then("conv3", conv2d(384 / narrowing, 3).same().activation(Activation.RELU))
        .then("conv4", conv2d(384 / narrowing, 3).same().groups(groups).activation(Activation.RELU))
        .then("conv5", conv2d(256 / narrowing, 3).same().groups(groups).activation(Activation.RELU))
        .then("pool5", maxPool2d(3).stride(2));
  }

  private static Lrn response() {
    return localResponseNormalization(5).alpha(ALPHA).beta(0.75).bias(2);
  }
}
