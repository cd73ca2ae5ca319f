package dev.hebb.gallery;

import static dev.hebb.network.Layers.conv2d;
import static dev.hebb.network.Layers.dense;
import static dev.hebb.network.Layers.dropout;
import static dev.hebb.network.Layers.flatten;
import static dev.hebb.network.Layers.image;
import static dev.hebb.network.Layers.maxPool2d;
import static dev.hebb.network.Layers.network;

import dev.hebb.graph.Model;
import dev.hebb.graph.PictureInput;
import dev.hebb.graph.Tensor;
import dev.hebb.graph.op.Activation;
import dev.hebb.network.Network;
import dev.hebb.network.Rank.Image;
import dev.hebb.network.Rank.Vector;
import dev.hebb.onnx.Onnx;
import dev.hebb.runtime.Predictor;
import dev.hebb.training.Losses;
import dev.hebb.training.Metrics;
import dev.hebb.training.Trained;
import dev.hebb.training.Trainer;
import dev.hebb.training.data.Dataset;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/**
 * A convolutional network that tells ten kinds of clothing apart.
 *
 * @param bundled what is learnt from the bundled pictures
 * @param whole what is learnt from all of Fashion-MNIST, where there is a folder with it
 */
record Cnn(Lesson bundled, Optional<Lesson> whole) implements Exhibit {
  private static final int BATCH = 64;
  private static final int SHOWN = 24;
  private static final int ASKED = 100;
  private static final PictureInput EYE =
      PictureInput.grey().resized(28, 28).antialias().scaled(1 / 255.0);

  /** As it is shown. */
  Cnn() {
    this(
        new Lesson(Fashion::training, Fashion::test, 12, 0.86),
        Fashion.whole()
            .map(
                folder ->
                    new Lesson(
                        () -> Fashion.training(folder), () -> Fashion.test(folder), 15, 0.91)));
  }

  @Override
  public String name() {
    return "cnn";
  }

  @Override
  public String line() {
    return "Two convolutions, each with a pool, and two dense layers tell ten kinds of clothing apart.";
  }

  /** Two convolutions, two pools, two dense layers. */
  static Network<Image, Vector> network28() {
    return network("cnn", image(28, 28, 1).named("picture"))
        .then(conv2d(32, 3).activation(Activation.RELU))
        .then(maxPool2d(2))
        .then(conv2d(64, 3).activation(Activation.RELU))
        .then(maxPool2d(2))
        .then(dropout(0.25))
        .then(flatten())
        .then(dense(128).activation(Activation.RELU))
        .then(dropout(0.5))
        .then(dense(10).activation(Activation.SOFTMAX))
        .output("probabilities", "")
        .build();
  }

  @Override
  public void run(Show show) {
    show.data(
        "Fashion-MNIST, 28 x 28 grey pictures of ten kinds of clothing, its own training and test set: the bundled"
            + " 6,000 and 1,000, and all 60,000 and 10,000 where `JAVA_TOOL_OPTIONS=-Dhebb.fashion=FOLDER` says where"
            + " they are (see `src/gallery/src/main/resources/dev/hebb/gallery/SOURCE.md`). The model is of the larger"
            + " set that was there.");
    show.figure("%,d parameters", network28().graph().parameterCount());
    Trained fewer = learnt(bundled, show);
    if (whole.isPresent()) {
      exported(learnt(whole.get(), show), whole.get(), show);
    } else {
      exported(fewer, bundled, show);
    }
  }

  private static Trained learnt(Lesson lesson, Show show) {
    Dataset training = lesson.training().get();
    Dataset test = lesson.test().get();
    Trained trained =
        Trainer.of(network28())
            .loss(Losses.sparseCategoricalCrossentropy())
            .metrics(Metrics.accuracy())
            .epochs(lesson.epochs())
            .batchSize(BATCH)
            .threads(1)
            .seed(1)
            .fit(training);
    double accuracy = trained.evaluate(test).get("accuracy");
    show.figure(
        "learnt from %,d pictures, %d epochs in %.0f s: %.2f %% of %,d test pictures right",
        training.rows(), lesson.epochs(), Clock.seconds(trained), 100 * accuracy, test.rows());
    show.claim(
        accuracy >= lesson.least(),
        "learnt from %,d pictures, at least %.0f %% of the test pictures are right",
        training.rows(),
        100 * lesson.least());
    return trained;
  }

  // The same network in a file that takes pictures as they are, of any size.
  private static void wholePictures(Path file, Model model, Tensor pictures, Show show) {
    Path whole = show.export("cnn-picture", Onnx.export(model).pictures("picture", EYE));
    Tensor asked = pictures.rows(0, ASKED);
    float[] wanted = Inference.of(file, asked).toFloats();
    double worst = 0;
    try (Predictor predictor = Predictor.with().dim("height", 28).dim("width", 28).open(whole)) {
      float[] said = new float[predictor.output().rowLength()];
      for (int row = 0; row < ASKED; row++) {
        float[] grey = asked.rows(row, row + 1).toFloats();
        byte[] colours = new byte[3 * grey.length];
        for (int i = 0; i < colours.length; i++) {
          colours[i] = (byte) Math.round(255 * grey[i / 3]);
        }
        predictor.input().put(0, colours);
        predictor.run();
        predictor.output().get(0, said);
        for (int i = 0; i < said.length; i++) {
          worst = Math.max(worst, Math.abs(said[i] - wanted[row * said.length + i]));
        }
      }
    }
    show.claim(
        worst < 1e-5,
        "a file that takes pictures as they are, of any size and in colour, says of %d test pictures what the other says, within 1e-5",
        ASKED);
  }

  private static void exported(Trained trained, Lesson lesson, Show show) {
    Tensor pictures = lesson.test().get().inputs().get(0);
    Tensor classes = lesson.test().get().targets().get(0);
    Path file =
        show.export(
            "cnn",
            Labels.on(trained.model(), Fashion.LABELS),
            Map.of("picture", pictures.rows(0, 4)));
    Confusion trainer = Confusion.of(Fashion.LABELS, trained.predict(pictures), classes);
    Tensor probabilities = Inference.of(file, pictures);
    Confusion runtime = Confusion.of(Fashion.LABELS, probabilities, classes);
    show.claim(
        trainer.right() == runtime.right() && trainer.guesses().equals(runtime.guesses()),
        "the exported file gives the trainer's class for each of %,d test pictures: %,d are right in both",
        runtime.guesses().size(),
        runtime.right());
    wholePictures(file, Labels.on(trained.model(), Fashion.LABELS), pictures, show);
    show.figure("right of each class: %s", runtime.perClass());
    show.figure("the worst pair: %s", runtime.worstPair());
    Sheet.of(
            "The first %d test pictures: likeliest class, its probability; wrong ones in red"
                .formatted(SHOWN),
            pictures.rows(0, SHOWN),
            probabilities.rows(0, SHOWN),
            classes.rows(0, SHOWN),
            runtime)
        .write(show.file("cnn.png"));
    show.picture("cnn.png", "Test pictures with the likeliest class and its probability");
  }
}
