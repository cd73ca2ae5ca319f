package dev.hebb.gallery;

import static dev.hebb.network.Layers.conv2d;
import static dev.hebb.network.Layers.image;
import static dev.hebb.network.Layers.maxPool2d;
import static dev.hebb.network.Layers.network;
import static dev.hebb.network.Layers.upSampling2d;

import dev.hebb.graph.Model;
import dev.hebb.graph.Tensor;
import dev.hebb.graph.op.Activation;
import dev.hebb.network.Network;
import dev.hebb.network.Rank.Image;
import dev.hebb.onnx.Export;
import dev.hebb.onnx.Onnx;
import dev.hebb.training.Adam;
import dev.hebb.training.Losses;
import dev.hebb.training.Trained;
import dev.hebb.training.Trainer;
import dev.hebb.training.data.Dataset;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/**
 * The course's convolutional autoencoder: trained whole, exported whole and in its two parts.
 *
 * @param source what it sees, read when it is wanted
 * @param gain by which factor its error is at least below that of the mean picture, on held ones
 */
record Autoencoder(Supplier<AutoencoderPictures> source, int epochs, double gain)
    implements Exhibit {
  private static final int SHOWN = 6;

  /** Sums of 1,024 products with large weights, before a sigmoid: float32 is no more exact. */
  private static final double TOLERANCE = 1e-5;

  /** As it is shown. */
  Autoencoder() {
    this(AutoencoderPictures::all, 30, 5);
  }

  @Override
  public String name() {
    return "autoencoder";
  }

  @Override
  public String line() {
    return "A convolutional encoder and decoder, trained as one, exported whole and apart.";
  }

  /** Pictures of 60 x 80 to a code of 15 x 20 x 32. */
  static Network<Image, Image> encoder() {
    return network("encoder", image(60, 80, 3))
        .then(conv2d(64, 4).activation(Activation.SIGMOID).same())
        .then(maxPool2d(2).same())
        .then(conv2d(32, 4).activation(Activation.SIGMOID).same())
        .then(maxPool2d(2).same())
        .output("code", "")
        .build();
  }

  /** A code to a picture. */
  static Network<Image, Image> decoder() {
    return network("decoder", image(15, 20, 32).named("decoder_input"))
        .then(conv2d(32, 4).activation(Activation.SIGMOID).same())
        .then(upSampling2d(2))
        .then("conv3", conv2d(64, 1).activation(Activation.SIGMOID))
        .then("up3", upSampling2d(2))
        .then(conv2d(3, 4).same().activation(Activation.SIGMOID))
        .output("picture", "")
        .build();
  }

  /** Both, one behind the other. */
  static Network<Image, Image> whole(Network<Image, Image> encoder, Network<Image, Image> decoder) {
    return network("autoencoder", encoder.input())
        .then(encoder)
        .then(decoder)
        .output("picture", "")
        .build();
  }

  @Override
  public void run(Show show) {
    Network<Image, Image> encoder = encoder();
    Network<Image, Image> decoder = decoder();
    Network<Image, Image> whole = whole(encoder, decoder);
    AutoencoderPictures pictures = source.get();
    Tensor seen = pictures.training();
    show.data(
        "The bundled drawings, of which each eighth is held out, and pieces of 60 x 80 of the photos `astronaut` and"
            + " `coffee`; held out too are the pieces of the photo `chelsea`. Brightness from 0 to 1. The course's slide"
            + " shows the layers only: loss (binary cross-entropy) and optimizer (Adam) are chosen here.");
    show.claim(
        encoder.output().shape().keras().equals("(None, 15, 20, 32)")
            && whole.output().shape().keras().equals("(None, 60, 80, 3)"),
        "the code is %s, the picture %s",
        encoder.output().shape().keras(),
        whole.output().shape().keras());
    Trained trained =
        Trainer.of(whole)
            .loss(Losses.binaryCrossentropy())
            .optimizer(Adam.adam().learningRate(3e-3))
            .metrics(Losses.meanSquaredError())
            .epochs(epochs)
            .batchSize(16)
            .threads(1)
            .seed(1)
            .fit(Dataset.of(seen, seen));
    show.figure(
        "%,d parameters, learnt from %,d pictures, %d epochs in %.0f s",
        whole.graph().parameterCount(), seen.dims()[0], epochs, Clock.seconds(trained));
    Model model = trained.model();
    Path wholeFile = show.export("autoencoder", proven(model));
    Path encoderFile = show.export("encoder", proven(model.part(encoder)));
    Path decoderFile = show.export("decoder", proven(model.part(decoder)));
    Tensor held = Rows.joined(List.of(pictures.drawings(), pictures.photos()));
    Tensor again = Inference.of(wholeFile, held);
    double apart =
        Distance.largest(again, Inference.of(decoderFile, Inference.of(encoderFile, held)));
    show.claim(
        apart <= 1e-6,
        "in the runtime decoder(encoder(x)) is autoencoder(x) for %d held pictures, within 1e-6 (%.1e)",
        held.dims()[0],
        apart);
    compare("drawings", seen, pictures.drawings(), wholeFile, show);
    compare("pieces of a photo", seen, pictures.photos(), wholeFile, show);
    draw(held, again, show);
  }

  private static Export proven(Model model) {
    return Onnx.export(model).tolerance(TOLERANCE);
  }

  private void compare(String what, Tensor seen, Tensor held, Path file, Show show) {
    double error = Distance.squared(held, Inference.of(file, held));
    double mean = Distance.squared(held, Baselines.mean(seen, held));
    double coarse = Distance.squared(held, Baselines.coarse(held, 4));
    show.figure(
        "%d held %s, mean squared error: %.5f; the mean picture of the training set %.5f; a quarter of the height and"
            + " width and back %.5f",
        held.dims()[0], what, error, mean, coarse);
    show.claim(
        error * gain <= mean,
        "on held %s its squared error is at most 1/%.0f of the mean picture's",
        what,
        gain);
  }

  private static void draw(Tensor held, Tensor again, Show show) {
    Tensor coarse = Baselines.coarse(held, 4);
    int rows = (int) held.dims()[0];
    List<Sheet.Cell> cells = new ArrayList<>();
    for (Tensor row : List.of(held, again, coarse)) {
      for (int i = 0; i < SHOWN; i++) {
        // Four drawings, then two pieces of the photo, from all over them.
        int at = i < SHOWN - 2 ? i * (rows / 6) : rows - 1 - (SHOWN - i) * 4;
        cells.add(new Sheet.Cell(row.rows(at, at + 1).reshaped(60, 80, 3), false, List.of()));
      }
    }
    new Sheet("Held pictures, what comes back, and a 4 x coarser copy", SHOWN, 2, cells)
        .write(show.file("autoencoder.png"));
    show.picture(
        "autoencoder.png",
        "Held pictures, the autoencoder's, and copies a quarter as high and wide");
  }
}
