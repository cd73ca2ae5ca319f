package dev.hebb.gallery;

import static dev.hebb.network.Layers.dense;
import static dev.hebb.network.Layers.dropout;
import static dev.hebb.network.Layers.flatten;
import static dev.hebb.network.Layers.image;
import static dev.hebb.network.Layers.network;
import static dev.hebb.network.zoo.Zoo.alexNet;

import dev.hebb.graph.Model;
import dev.hebb.graph.Param;
import dev.hebb.graph.Tensor;
import dev.hebb.graph.op.Activation;
import dev.hebb.network.Network;
import dev.hebb.network.Rank.Image;
import dev.hebb.network.Rank.Vector;
import dev.hebb.network.zoo.AlexNet;
import dev.hebb.onnx.Exported;
import dev.hebb.onnx.Onnx;
import dev.hebb.training.Losses;
import dev.hebb.training.Metrics;
import dev.hebb.training.Progress;
import dev.hebb.training.Trained;
import dev.hebb.training.Trainer;
import dev.hebb.training.data.Dataset;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.FloatBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * AlexNet: as published it takes a step and is exported; with a quarter of the filters, on small
 * pictures, it learns.
 *
 * @param published what takes the step: {@code alexNet()}
 * @param small what the small one learns
 */
record AlexNets(AlexNet published, Lesson small) implements Exhibit {
  private static final int SHOWN = 24;

  /** float32 sums of 9,216 and 4,096 products, in another order. */
  private static final double WIDE = 1e-5;

  /** As it is shown. */
  AlexNets() {
    this(alexNet(), new Lesson(Fashion::training, Fashion::test, 15, 0.82));
  }

  @Override
  public String name() {
    return "alexnet";
  }

  @Override
  public String line() {
    return "AlexNet as published takes a step and is exported; a quarter as wide it learns small pictures.";
  }

  /** AlexNet's five convolutions in two groups, a quarter as wide, and three small dense layers. */
  static Network<Image, Vector> quarter() {
    return network("alexnet-quarter", image(28, 28, 1).named("picture"))
        .then(alexNet().input(28, 28, 1).stem(3, 1).narrower(4).withoutTop())
        .then(flatten())
        .then("fc6", dense(128).activation(Activation.RELU))
        .then("drop6", dropout(0.5))
        .then("fc7", dense(128).activation(Activation.RELU))
        .then("drop7", dropout(0.5))
        .then("fc8", dense(10).activation(Activation.SOFTMAX))
        .output("probabilities", "")
        .build();
  }

  /** What it is held against: one hidden layer. */
  static Network<Image, Vector> mlp() {
    return network("mlp", image(28, 28, 1).named("picture"))
        .then(flatten())
        .then(dense(128).activation(Activation.RELU))
        .then(dropout(0.5))
        .then(dense(10).activation(Activation.SOFTMAX))
        .build();
  }

  @Override
  public void run(Show show) {
    show.data(
        "The step: pieces of the three bundled photos, each of the class of its photo. The small one: the bundled"
            + " subset of Fashion-MNIST, 6,000 to learn from and 1,000 to be tried on.");
    long grouped = alexNet().graph().parameterCount();
    long ungrouped = alexNet().ungrouped().graph().parameterCount();
    show.claim(
        grouped == 60_965_224,
        "as published, with two groups, it has %,d parameters (60,965,224)",
        grouped);
    show.claim(ungrouped == 62_378_344, "without groups it has %,d (62,378,344)", ungrouped);
    step(show);
    Memory.peak()
        .ifPresent(
            bytes ->
                show.figure(
                    "after the step and the export of the published one, the process had %,d MB resident at most",
                    bytes >> 20));
    learn(show);
  }

  private void step(Show show) {
    Dataset pieces = Crops.named((int) inputSide());
    Model start = Model.initial(published, 1);
    long began = System.nanoTime();
    Trained trained =
        Trainer.of(start)
            .loss(Losses.sparseCategoricalCrossentropy())
            .batchSize(pieces.rows())
            .threads(1)
            .seed(1)
            .progress(Progress.silent())
            .fit(pieces);
    show.figure(
        "one training step of the published one with %d pictures, loading included: %.1f s",
        pieces.rows(), (System.nanoTime() - began) / 1e9);
    List<Param> params = start.graph().params();
    long changed = params.stream().filter(param -> changed(param, start, trained) > 0).count();
    long numbers = params.stream().mapToLong(param -> changed(param, start, trained)).sum();
    show.claim(
        changed == params.size(),
        "one training step changes each of its %d weight tensors",
        params.size());
    show.figure(
        "of its %,d numbers that step changes %.2f %%: the others are behind units that were silent or dropped",
        start.graph().parameterCount(), 100.0 * numbers / start.graph().parameterCount());
    exported(trained, pieces.inputs().get(0).rows(0, 2), show);
  }

  private long inputSide() {
    return published.input().shape().dim(1).size().fixed().orElseThrow();
  }

  private static long changed(Param param, Model start, Trained trained) {
    FloatBuffer before = start.weights().get(param.name()).floats();
    FloatBuffer after = trained.model().weights().get(param.name()).floats();
    long changed = 0;
    while (before.hasRemaining()) {
      changed += before.get() == after.get() ? 0 : 1;
    }
    return changed;
  }

  /** Too large to be kept: written, opened, tried, deleted. */
  private static void exported(Trained trained, Tensor pieces, Show show) {
    Path file = show.file("alexnet-published.onnx");
    try {
      Exported exported = Onnx.export(trained.model()).tolerance(WIDE).to(file);
      show.figure("its file has %,d bytes; it is deleted after the proof", exported.bytes());
      show.claim(
          exported.maxAbsDiff() <= WIDE,
          "exported as published, trainer and ONNX Runtime differ by at most 1e-5 (%.1e)",
          exported.maxAbsDiff());
      double difference = Distance.largest(Inference.of(file, pieces), trained.predict(pieces));
      show.claim(
          difference <= WIDE,
          "the runtime opens that file and says the trainer's probabilities for photos within 1e-5 (%.1e)",
          difference);
    } finally {
      delete(file);
    }
  }

  private static void delete(Path file) {
    try {
      Files.deleteIfExists(file);
    } catch (IOException kept) {
      throw new UncheckedIOException(file + ": could not be deleted.", kept);
    }
  }

  private void learn(Show show) {
    Dataset test = small.test().get();
    Trained alex = learnt(quarter());
    Trained plain = learnt(mlp());
    Tensor pictures = test.inputs().get(0);
    Tensor classes = test.targets().get(0);
    Path file =
        show.export(
            "alexnet-quarter",
            Labels.on(alex.model(), Fashion.LABELS),
            Map.of("picture", pictures.rows(0, 4)));
    Tensor probabilities = Inference.of(file, pictures);
    Confusion runtime = Confusion.of(Fashion.LABELS, probabilities, classes);
    Confusion trainer = Confusion.of(Fashion.LABELS, alex.predict(pictures), classes);
    show.figure(
        "a quarter as wide (%,d parameters), %d epochs in %.0f s: %.1f %% of %,d test pictures right",
        alex.graph().parameterCount(),
        small.epochs(),
        Clock.seconds(alex),
        100 * runtime.accuracy(),
        test.rows());
    show.figure(
        "an MLP with 128 hidden units (%,d parameters), %d epochs in %.0f s: %.1f %%",
        plain.graph().parameterCount(),
        small.epochs(),
        Clock.seconds(plain),
        100 * plain.evaluate(test).get("accuracy"));
    show.figure("always the most frequent class: %.1f %%", 100 * runtime.commonest());
    show.figure("right of each class: %s", runtime.perClass());
    show.claim(
        runtime.accuracy() >= small.least(),
        "a quarter as wide it gets at least %.0f %% of the test pictures right",
        100 * small.least());
    show.claim(
        runtime.guesses().equals(trainer.guesses()),
        "the exported file gives the trainer's class for each of %,d test pictures",
        test.rows());
    Sheet.of(
            "AlexNet, a quarter as wide, on test pictures: wrong ones in red",
            pictures.rows(0, SHOWN),
            probabilities.rows(0, SHOWN),
            classes.rows(0, SHOWN),
            runtime)
        .write(show.file("alexnet.png"));
    show.picture("alexnet.png", "Test pictures with the likeliest class and its probability");
  }

  private Trained learnt(Network<Image, Vector> network) {
    return Trainer.of(network)
        .loss(Losses.sparseCategoricalCrossentropy())
        .metrics(Metrics.accuracy())
        .epochs(small.epochs())
        .batchSize(32)
        .threads(1)
        .seed(1)
        .fit(small.training().get());
  }
}
