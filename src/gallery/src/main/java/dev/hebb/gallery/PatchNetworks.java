package dev.hebb.gallery;

import static dev.hebb.network.Layers.ANY;
import static dev.hebb.network.Layers.conv2d;
import static dev.hebb.network.Layers.dense;
import static dev.hebb.network.Layers.dropout;
import static dev.hebb.network.Layers.flatten;
import static dev.hebb.network.Layers.image;
import static dev.hebb.network.Layers.network;
import static dev.hebb.network.Layers.rescaling;
import static dev.hebb.network.Layers.scanned;

import dev.hebb.graph.Model;
import dev.hebb.graph.op.Activation;
import dev.hebb.network.Network;
import dev.hebb.network.Rank.Image;
import dev.hebb.network.Rank.Vector;
import dev.hebb.network.Stage;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Is this patch a face? Three networks with as many units in each of their layers. */
final class PatchNetworks {
  // A photo's height and width where a predictor is told none.
  private static final String USUAL = "64";

  private static final int FIRST = 32;
  private static final int SECOND = 16;
  private static final int THIRD = 16;

  private PatchNetworks() {}

  private static Stage<Image, Image> patch(String name) {
    return network(name, image(Faces.SIDE, Faces.SIDE, 1).named("grey").unit("0..255"))
        .then(rescaling(1 / 255.0, -0.5));
  }

  private static Network<Image, Vector> face(Stage<Image, Vector> seen) {
    return seen.then(dropout(0.4))
        .then(dense(THIRD).activation(Activation.RELU))
        .then(dense(1).activation(Activation.SIGMOID))
        .output("face", "0..1")
        .build();
  }

  /** The MLP of the course: its first layer looks at the whole patch. */
  static Network<Image, Vector> mlp() {
    return face(
        patch("mlp")
            .then(flatten())
            .then(dense(FIRST).activation(Activation.RELU))
            .then(dense(SECOND).activation(Activation.RELU)));
  }

  /** Its first layer looks at 5 x 5 blocks of 5 x 5 pixels, the next at all of those. */
  static Network<Image, Vector> twoLayers() {
    return face(
        patch("two-layers")
            .then(conv2d(FIRST, 5).stride(5).activation(Activation.RELU))
            .then(flatten())
            .then(dense(SECOND).activation(Activation.RELU)));
  }

  /**
   * Its first layer looks at 8 x 8 blocks of 4 x 4 pixels, which touch; the second at 4 x 4 blocks
   * of 2 x 2 of those, the third at all.
   */
  static Network<Image, Vector> threeLayers() {
    return face(
        patch("three-layers")
            .then(conv2d(FIRST, 4).stride(3).activation(Activation.RELU))
            .then(conv2d(SECOND, 2).stride(2).activation(Activation.RELU))
            .then(flatten()));
  }

  /** The MLP, then the same distributed over two and over three layers. */
  static List<Network<Image, Vector>> all() {
    return List.of(mlp(), twoLayers(), threeLayers());
  }

  /** The same weights, looking at every patch of a photo of any size. */
  static Model scanning(Network<Image, Vector> patch, Model trained, int stride) {
    var whole = image(ANY, ANY, 1).named("grey").unit("0..255");
    Map<String, String> notes = new TreeMap<>(trained.notes());
    notes.put("dim.height", USUAL);
    notes.put("dim.width", USUAL);
    return new Model(scanned(patch, whole, stride).graph(), trained.weights(), notes);
  }
}
