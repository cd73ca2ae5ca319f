package dev.hebb.keras;

import dev.hebb.graph.WeightsFile;
import java.nio.file.Path;

/**
 * Reads what Keras 3 saved: {@code Pretrained.of(network).from(Keras.weights(path))} is the network
 * with those weights.
 */
public final class Keras {
  private Keras() {}

  /**
   * The weights of a {@code .weights.h5} or {@code .keras} file, laid out and named as a network
   * here has them: {@code lstm_1/recurrent_kernel}. Layers that Keras named itself are counted
   * anew, each kind from the first; others keep their names. What an optimizer remembers is left
   * out. No code that a file holds is looked at.
   *
   * @throws dev.hebb.graph.FormatException when it is something else, damaged, compressed, or
   *     refers to other files
   */
  public static WeightsFile weights(Path path) {
    return new KerasReader(path).read();
  }
}
