package dev.hebb.cli;

import static dev.hebb.network.Layers.ANY;
import static dev.hebb.network.Layers.dense;
import static dev.hebb.network.Layers.lstm;
import static dev.hebb.network.Layers.network;
import static dev.hebb.network.Layers.sequence;

import dev.hebb.graph.Model;
import dev.hebb.network.Network;
import dev.hebb.network.Rank.Sequence;
import dev.hebb.network.Rank.Vector;
import java.nio.file.Path;

/** Small model files. */
final class Models {
  private Models() {}

  /** An LSTM over prices, that gives three scores. */
  static Path write(Path path, long seed) {
    Network<Sequence, Vector> net =
        network("small", sequence(ANY, 2).named("prices").unit("USD"))
            .then(lstm(4))
            .then(dense(3))
            .build();
    Model.initial(net, seed).noted("dim.time", "5").save(path);
    return path;
  }
}
