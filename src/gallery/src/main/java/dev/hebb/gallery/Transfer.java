package dev.hebb.gallery;

import static dev.hebb.network.Layers.dense;
import static dev.hebb.network.Layers.globalAveragePool2d;
import static dev.hebb.network.Layers.image;
import static dev.hebb.network.Layers.network;
import static dev.hebb.network.zoo.Zoo.denseNet;
import static dev.hebb.network.zoo.Zoo.denseNet201;

import dev.hebb.graph.Model;
import dev.hebb.graph.Tensor;
import dev.hebb.graph.op.Activation;
import dev.hebb.network.Network;
import dev.hebb.network.Rank.Image;
import dev.hebb.network.Rank.Vector;
import dev.hebb.network.zoo.DenseNet;
import dev.hebb.training.Adam;
import dev.hebb.training.History;
import dev.hebb.training.Losses;
import dev.hebb.training.Metrics;
import dev.hebb.training.Progress;
import dev.hebb.training.Trained;
import dev.hebb.training.Trainer;
import dev.hebb.training.data.Dataset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * Transfer: the course's network on DenseNet-201, declared; and a small DenseNet that has learnt
 * five kinds of clothing and learns five others from few pictures.
 *
 * @param pretrained the small DenseNet's weights; learnt anew, and put into the show's folder,
 *     where there is no such file
 * @param schooling epochs of that
 * @param seeds how often all is done
 * @param passes epochs over the few pictures: two fifths with the DenseNet frozen, then all of it
 * @param many the same for a second look at seed 1; none if it is no more
 */
record Transfer(Path pretrained, int schooling, int seeds, int passes, int many)
    implements Exhibit {
  private static final String FILE = "transfer-eyes.hebb";
  // 28 x 28 pixels come to 7 x 7 before the first block.
  private static final DenseNet EYES =
      denseNet(12, 24, 4, 4)
          .stem(DenseNet.Stem.IMAGENET)
          .input(image(28, 28, 1).named("picture"))
          .classes(5)
          .named("eyes");
  private static final int EACH = 20;
  private static final int BATCH = 10;

  /** Steps so small that only the moving statistics of batch normalisation change, and settle. */
  private static final double STILL = 1e-8;

  private static final int SETTLING = 40;
  private static final List<String> LABELS = Fashion.LABELS.subList(5, 10);

  /** As it is shown. */
  Transfer() {
    this(kept(), 4, 5, 10, 80);
  }

  // Where the weights are, or -Dhebb.pretrained=FILE.
  private static Path kept() {
    String models = System.getProperty("hebb.models", "models");
    return Path.of(System.getProperty("hebb.pretrained", models + "/" + FILE));
  }

  @Override
  public String name() {
    return "transfer";
  }

  @Override
  public String line() {
    return "DenseNet-201 under a new head, declared; a small DenseNet that carries over what it has learnt.";
  }

  /**
   * The course's network: DenseNet-201 without its top, as it is, and a classifier of 101 foods.
   */
  static Network<Image, Vector> food() {
    return network("food-101", image(224, 224, 3))
        .then(denseNet201().withoutTop().frozen())
        .then(globalAveragePool2d())
        .then(dense(101).activation(Activation.SOFTMAX))
        .build();
  }

  /** The same head for five classes, on these features. */
  static Network<Image, Vector> five(Network<Image, Image> features) {
    return network("transfer", image(28, 28, 1).named("picture"))
        .then(features)
        .then(globalAveragePool2d())
        .then(dense(5).activation(Activation.SOFTMAX))
        .output("probabilities", "")
        .build();
  }

  @Override
  public void run(Show show) {
    show.data(
        "Fashion-MNIST. Learnt first: the classes 0 to 4 (%s) of the whole training set, 6,000 pictures each; where it is"
                .formatted(String.join(", ", Fashion.LABELS.subList(0, 5)))
            + " not installed, the 600 that are bundled. `models/%s` has those weights, and"
                .formatted(FILE)
            + " `JAVA_TOOL_OPTIONS='-Dhebb.fashion=WHOLE -Dhebb.pretrained=none' scripts/gallery transfer FOLDER` learns"
            + " them anew. Then: 20 of the bundled pictures of each of the classes 5 to 9 (%s), tried on their 500 bundled"
                .formatted(String.join(", ", LABELS))
            + " test pictures.");
    declared(show);
    Model eyes = eyes(show);
    Dataset test = Rows.classes(Fashion.test(), 5, 9);
    Dataset all = Rows.classes(Fashion.training(), 5, 9);
    List<Outcome> outcomes = new ArrayList<>();
    for (int seed = 1; seed <= seeds; seed++) {
      Dataset few = Rows.each(all, EACH, seed);
      Outcome outcome = outcome(eyes, few, test, seed, passes);
      show.figure("seed %d: %s", seed, outcome);
      outcomes.add(outcome);
    }
    compare(outcomes, show);
    if (many > passes) {
      show.figure(
          "seed 1 with %d steps in place of %d: %s",
          steps(many), steps(passes), outcome(eyes, Rows.each(all, EACH, 1), test, 1, many));
    }
    exported(outcomes.get(0).transferred(), test, show);
  }

  private static void declared(Show show) {
    Network<Image, Vector> food = food();
    long body = denseNet201().withoutTop().graph().parameterCount();
    String summary = food.summary();
    show.claim(body == 18_321_984, "DenseNet-201 without its top has %,d parameters", body);
    show.claim(
        summary.contains(" Trainable params: 194,021 ")
            && summary.contains(" Non-trainable params: 18,321,984 "),
        "under the course's head its summary says 194,021 trainable and 18,321,984 not");
  }

  private Model eyes(Show show) {
    show.figure(
        "the small DenseNet has %,d parameters without its top",
        EYES.withoutTop().graph().parameterCount());
    Model eyes = Files.exists(pretrained) ? Model.load(pretrained) : schooled(show);
    show.figure(
        "it has learnt the first five classes: %.1f %% of their bundled test pictures are right",
        100 * accuracy(said(eyes), Rows.classes(Fashion.test(), 0, 4)));
    return eyes;
  }

  private Model schooled(Show show) {
    show.say("  no %s: learning the first five classes", pretrained);
    Dataset first =
        Rows.classes(Fashion.whole().map(Fashion::training).orElseGet(Fashion::training), 0, 4);
    Trained fast = trainer(Model.initial(EYES, 1), 1e-3, schooling, 1).batchSize(64).fit(first);
    Trained slow = trainer(fast.model(), 2e-4, 1 + schooling / 4, 2).batchSize(64).fit(first);
    show.say(
        "  %d pictures, %d epochs in %.0f s",
        first.rows(),
        fast.history().epochs().size() + slow.history().epochs().size(),
        Clock.seconds(fast) + Clock.seconds(slow));
    slow.model().save(show.file(FILE));
    return slow.model();
  }

  /**
   * The share of right answers of three ways to learn from the same few pictures.
   *
   * @param head with the DenseNet frozen
   * @param whole then with all of it in small steps
   * @param scratch from freshly drawn weights, in as many steps as both
   * @param transferred the model after both
   */
  private record Outcome(double head, double whole, double scratch, Model transferred) {
    @Override
    public String toString() {
      return String.format(
          Locale.ROOT,
          "frozen %.1f %%, then thawed %.1f %%; from scratch %.1f %%",
          100 * head,
          100 * whole,
          100 * scratch);
    }
  }

  private static Outcome outcome(Model eyes, Dataset few, Dataset test, int seed, int passes) {
    Network<Image, Vector> frozen = five(EYES.withoutTop().frozen());
    Network<Image, Vector> thawed = five(EYES.withoutTop());
    int first = 2 * passes / 5;
    Trained head = trainer(Model.initial(frozen, seed).with(eyes), 1e-2, first, seed).fit(few);
    Trained whole = trainer(head.model().in(thawed), 1e-3, passes - first, seed).fit(few);
    Trained scratch = trainer(Model.initial(thawed, seed), 1e-3, passes, seed).fit(few);
    Trained transferred = settled(whole, few, seed);
    return new Outcome(
        accuracy(head, test),
        accuracy(transferred, test),
        accuracy(settled(scratch, few, seed), test),
        transferred.model());
  }

  // Else a network that is trained anew would be judged by statistics from before its training.
  private static Trained settled(Trained trained, Dataset few, int seed) {
    return trainer(trained.model(), STILL, SETTLING, seed).fit(few);
  }

  private static int steps(int passes) {
    return passes * 5 * EACH / BATCH;
  }

  private static Trainer trainer(Model start, double learningRate, int epochs, int seed) {
    return Trainer.of(start)
        .loss(Losses.sparseCategoricalCrossentropy())
        .metrics(Metrics.accuracy())
        .optimizer(Adam.adam().learningRate(learningRate))
        .epochs(epochs)
        .batchSize(BATCH)
        .threads(1)
        .seed(seed)
        .progress(Progress.silent());
  }

  private static Trained said(Model model) {
    return new Trained(
        model,
        new History(List.of()),
        Losses.sparseCategoricalCrossentropy(),
        List.of(Metrics.accuracy()));
  }

  private static double accuracy(Trained trained, Dataset test) {
    return trained.evaluate(test).get("accuracy");
  }

  private void compare(List<Outcome> outcomes, Show show) {
    double transfer = outcomes.stream().mapToDouble(Outcome::whole).average().orElseThrow();
    double head = outcomes.stream().mapToDouble(Outcome::head).average().orElseThrow();
    double scratch = outcomes.stream().mapToDouble(Outcome::scratch).average().orElseThrow();
    show.figure(
        "mean of %d seeds: frozen %.1f %%, then thawed %.1f %%; from scratch %.1f %%, in as many steps (%d of %d pictures)",
        seeds, 100 * head, 100 * transfer, 100 * scratch, steps(passes), BATCH);
    show.claim(
        outcomes.stream().allMatch(each -> each.whole() > each.scratch()),
        "with the weights carried over after %d steps more is right than from scratch, in each of %d seeds, by %.1f points in the mean",
        steps(passes),
        seeds,
        100 * (transfer - scratch));
  }

  private static void exported(Model model, Dataset test, Show show) {
    Tensor pictures = test.inputs().get(0);
    Tensor classes = test.targets().get(0);
    Path file =
        show.export("transfer", Labels.on(model, LABELS), Map.of("picture", pictures.rows(0, 4)));
    Tensor probabilities = Inference.of(file, pictures);
    Confusion runtime = Confusion.of(LABELS, probabilities, classes);
    show.figure(
        "the exported file, learnt with seed 1, gets %d of %d right", runtime.right(), test.rows());
    int[] shown = IntStream.range(0, 24).map(i -> i % 5 * 100 + i / 5).toArray();
    Sheet.of(
            "Learnt from 20 pictures of each class: wrong ones in red",
            Rows.of(pictures, shown),
            Rows.of(probabilities, shown),
            Rows.of(classes, shown),
            Confusion.of(LABELS, Rows.of(probabilities, shown), Rows.of(classes, shown)))
        .write(show.file("transfer.png"));
    show.picture("transfer.png", "Test pictures of the five new classes");
  }
}
