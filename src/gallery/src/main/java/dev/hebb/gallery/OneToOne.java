package dev.hebb.gallery;

import static dev.hebb.graph.Regularizer.l2;
import static dev.hebb.graph.WeightOptions.recurrentKernel;
import static dev.hebb.network.Layers.dense;
import static dev.hebb.network.Layers.flatten;
import static dev.hebb.network.Layers.image;
import static dev.hebb.network.Layers.lstm;
import static dev.hebb.network.Layers.network;
import static dev.hebb.network.Layers.repeatVector;
import static dev.hebb.network.Layers.simpleRnn;
import static dev.hebb.training.Losses.sparseCategoricalCrossentropy;
import static dev.hebb.training.Metrics.accuracy;

import dev.hebb.graph.Model;
import dev.hebb.graph.Tensor;
import dev.hebb.graph.Weights;
import dev.hebb.graph.op.Activation;
import dev.hebb.network.Layer;
import dev.hebb.network.Network;
import dev.hebb.network.Rank.Image;
import dev.hebb.network.Rank.Sequence;
import dev.hebb.network.Rank.Vector;
import dev.hebb.training.Progress;
import dev.hebb.training.Trained;
import dev.hebb.training.Trainer;
import dev.hebb.training.data.Dataset;
import java.nio.file.Path;
import java.util.Map;

/**
 * The first of the five shapes of a recurrent network, one input and one output: a picture is a
 * sequence of one step. There is nothing to remember, and the recurrent kernel is never used.
 */
record OneToOne(Lesson lesson) implements Exhibit {
  private static final int UNITS = 64;
  private static final int BATCH = 64;
  private static final long SEED = 1;
  private static final int SHOWN = 24;
  private static final String UNUSED = "simple_rnn/recurrent_kernel";

  /** As it is shown. */
  OneToOne() {
    this(new Lesson(Fashion::training, Fashion::test, 12, 0.83));
  }

  @Override
  public String name() {
    return "one-to-one";
  }

  @Override
  public String line() {
    return "One to one: a recurrent core whose only step is a picture is a dense layer; its recurrent kernel is never used.";
  }

  /** A picture, one step, one label. */
  static Network<Image, Vector> recurrent(Layer<Sequence, Vector> core) {
    return network("one-to-one", image(28, 28, 1).named("picture"))
        .then(flatten())
        .then(repeatVector(1))
        .then(core)
        .then(dense(Fashion.LABELS.size()).activation(Activation.SOFTMAX))
        .output("probabilities", "")
        .build();
  }

  /** The same with a dense layer of the same width in the core's place. */
  static Network<Image, Vector> plain() {
    return network("one-to-one-dense", image(28, 28, 1).named("picture"))
        .then(flatten())
        .then("core", dense(UNITS).activation(Activation.TANH))
        .then(dense(Fashion.LABELS.size()).activation(Activation.SOFTMAX))
        .output("probabilities", "")
        .build();
  }

  @Override
  public void run(Show show) {
    show.data(
        "Fashion-MNIST, the bundled 6,000 pictures, and 1,000 of its test set; %d epochs."
            .formatted(lesson.epochs()));
    Model begun = Model.initial(recurrent(simpleRnn(UNITS)), SEED);
    Trained rnn = learnt(begun);
    Trained dense = learnt(asDense(begun));
    compared(rnn, dense, show);
    unused(begun, rnn, show);
    gates(show);
    exported(rnn, show);
  }

  private Trained learnt(Model begun) {
    return Trainer.of(begun)
        .loss(sparseCategoricalCrossentropy())
        .metrics(accuracy())
        .epochs(lesson.epochs())
        .batchSize(BATCH)
        .threads(1)
        .seed(SEED)
        .progress(Progress.silent())
        .fit(lesson.training().get());
  }

  private double percent(Trained trained) {
    return 100 * trained.evaluate(lesson.test().get()).get("accuracy");
  }

  // The dense network with the recurrent one's numbers, but for those that it has no place for.
  private static Model asDense(Model model) {
    Weights weights = model.weights();
    return new Model(
        plain().graph(),
        new Weights(
            Map.of(
                "core/kernel", transposed(weights.get("simple_rnn/kernel")),
                "core/bias", weights.get("simple_rnn/bias"),
                "dense/kernel", weights.get("dense/kernel"),
                "dense/bias", weights.get("dense/bias"))));
  }

  private static Tensor transposed(Tensor matrix) {
    int rows = (int) matrix.dims()[0];
    int columns = (int) matrix.dims()[1];
    float[] from = matrix.toFloats();
    float[] to = new float[from.length];
    for (int i = 0; i < to.length; i++) {
      to[i] = from[i % rows * columns + i / rows];
    }
    return Tensor.of(to, columns, rows);
  }

  private void compared(Trained rnn, Trained dense, Show show) {
    Tensor pictures = lesson.test().get().inputs().get(0);
    show.figure(
        "of %,d test pictures right: simpleRnn(%d) %.1f %%, dense(%d) with tanh %.1f %%; any one class 10.0 %%",
        pictures.dims()[0], UNITS, percent(rnn), UNITS, percent(dense));
    show.figure(
        "parameters: simpleRnn(%d) %,d, dense(%d) %,d: the %,d of the recurrent kernel more",
        UNITS, rnn.graph().parameterCount(), UNITS, dense.graph().parameterCount(), UNITS * UNITS);
    double apart = Distance.largest(rnn.predict(pictures), dense.predict(pictures));
    show.claim(
        apart <= 1e-3,
        "begun with the same numbers and trained apart, simpleRnn and the dense layer say the same: no probability of a test picture differs by more than %.1e",
        apart);
  }

  private void unused(Model begun, Trained rnn, Show show) {
    Tensor first = begun.weights().get(UNUSED);
    show.claim(
        rnn.model().weights().get(UNUSED).equals(first)
            && !rnn.model()
                .weights()
                .get("simple_rnn/kernel")
                .equals(begun.weights().get("simple_rnn/kernel")),
        "simpleRnn: after the training its recurrent kernel is, bit for bit, what it was before; the kernel is not");
    Tensor pictures = lesson.test().get().inputs().get(0);
    Model zeroed =
        new Model(rnn.graph(), rnn.model().weights().with(UNUSED, Tensor.zeros(first.dims())));
    Trained without = new Trained(zeroed, rnn.history(), rnn.loss(), rnn.metrics());
    show.claim(
        without.predict(pictures).equals(rnn.predict(pictures)),
        "simpleRnn: with zeros for its recurrent kernel it says, bit for bit, the same");
    Network<Image, Vector> declared =
        recurrent(simpleRnn(UNITS).with(recurrentKernel().regularizer(l2(0.01))));
    Trained priced = learnt(begun.in(declared));
    Weights weights = rnn.model().weights();
    boolean others =
        weights.tensors().keySet().stream()
            .filter(name -> !name.equals(UNUSED))
            .allMatch(name -> weights.get(name).equals(priced.model().weights().get(name)));
    double before = Distance.squared(first, Tensor.zeros(first.dims()));
    double after =
        Distance.squared(priced.model().weights().get(UNUSED), Tensor.zeros(first.dims()));
    show.claim(
        after < before && others,
        "simpleRnn: only a price on it, l2(0.01), moves it, towards zero: the root of its mean square falls from %.4f to %.4f, and every other weight is the same to the bit",
        Math.sqrt(before),
        Math.sqrt(after));
  }

  private void gates(Show show) {
    Model begun = Model.initial(recurrent(lstm(UNITS)), SEED);
    Trained lstm = learnt(begun);
    show.figure(
        "lstm(%d): %.1f %% right, %,d parameters",
        UNITS, percent(lstm), lstm.graph().parameterCount());
    Weights before = begun.weights();
    Weights after = lstm.model().weights();
    boolean same = after.get("lstm/recurrent_kernel").equals(before.get("lstm/recurrent_kernel"));
    // Gates i, f, c̃, o; of c before the first step, which is zero, f keeps nothing.
    for (String name : new String[] {"lstm/kernel", "lstm/bias"}) {
      same &=
          after.get(name).rows(UNITS, 2 * UNITS).equals(before.get(name).rows(UNITS, 2 * UNITS));
      same &= !after.get(name).rows(0, UNITS).equals(before.get(name).rows(0, UNITS));
    }
    show.claim(
        same,
        "lstm: its recurrent kernel and its forget gate are, bit for bit, what they were before: there is nothing to forget");
  }

  private void exported(Trained rnn, Show show) {
    Dataset test = lesson.test().get();
    Tensor pictures = test.inputs().get(0);
    Tensor classes = test.targets().get(0);
    Path file =
        show.export(
            name(), Labels.on(rnn.model(), Fashion.LABELS), Map.of("picture", pictures.rows(0, 4)));
    Tensor probabilities = Inference.of(file, pictures);
    Confusion trainer = Confusion.of(Fashion.LABELS, rnn.predict(pictures), classes);
    Confusion runtime = Confusion.of(Fashion.LABELS, probabilities, classes);
    show.claim(
        runtime.accuracy() >= lesson.least() && trainer.guesses().equals(runtime.guesses()),
        "%s gives the trainer's class for each of %,d test pictures, and at least %.0f %% are right",
        file.getFileName(),
        runtime.guesses().size(),
        100 * lesson.least());
    Sheet.of(
            "One picture in, one label out: a recurrent core of one step (wrong ones in red)",
            pictures.rows(0, SHOWN),
            probabilities.rows(0, SHOWN),
            classes.rows(0, SHOWN),
            runtime)
        .write(show.file(name() + ".png"));
    show.picture(name() + ".png", "Test pictures with the likeliest class and its probability");
  }
}
