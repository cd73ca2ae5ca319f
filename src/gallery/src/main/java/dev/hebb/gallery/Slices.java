package dev.hebb.gallery;

import static dev.hebb.network.zoo.Zoo.alexNet;

import java.util.List;
import java.util.Optional;

/**
 * The systems of the course for trying out a device: each takes at most two minutes of two cores.
 * What would take longer learns from fewer examples, or less often, and claims accordingly less.
 */
final class Slices {
  private Slices() {}

  /** All of them, in the course's order. */
  static List<Exhibit> exhibits() {
    return List.of(
        new Perceptron(1000),
        Mlp.whole(),
        new Scanning(),
        new Cnn(new Lesson(Fashion::training, Fashion::test, 12, 0.86), Optional.empty()),
        new AlexNets(alexNet(), new Lesson(Fashion::training, Fashion::test, 5, 0.5)),
        Stock.of(StockPredictor.RNN),
        Stock.of(StockPredictor.LSTM),
        Stock.of(StockPredictor.CONV_GRU),
        new OneToOne(),
        new LongMemory(5, 60, 4000, 12, 1),
        new Autoencoder(AutoencoderPictures::all, 8, 1),
        new Transfer(),
        new Captioning(
            12,
            48,
            new CaptionTraining(40, 60, 10, 8),
            new CaptionTraining(0, 4, 1, 8),
            0.5,
            0,
            -100),
        Sentiment.whole(),
        new Tagging(4500, 4),
        new Translation(30, 600, 300, 16, 1, 3, -5));
  }

  /** {@code [NAME [FOLDER]]}, as of {@link Gallery}. */
  public static void main(String[] arguments) {
    System.exit(Gallery.run(exhibits(), List.of(arguments), System.out, System.err));
  }
}
