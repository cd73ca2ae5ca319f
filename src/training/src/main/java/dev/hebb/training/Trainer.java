package dev.hebb.training;

import dev.hebb.graph.GraphSource;
import dev.hebb.graph.Model;
import dev.hebb.training.data.Examples;
import dev.hebb.training.loss.MeanSquaredError;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Says how a network is trained. Each method gives back another trainer and leaves this one as it
 * is. Where nothing is said it is as in Keras's {@code fit}: mean squared error, Adam, batches of
 * 32, shuffled anew each epoch, one epoch.
 */
public final class Trainer {
  final GraphSource source;
  Goal goal = Goal.of(new MeanSquaredError());
  Optimizer optimizer = Adam.adam();
  int epochs = 1;
  int batchSize = 32;
  boolean shuffle = true;
  int shuffleBuffer;
  boolean bucketed;
  Optional<Examples> validation = Optional.empty();
  double validationSplit;
  List<Callback> callbacks = List.of();
  Optional<Checkpoints> checkpoints = Optional.empty();
  long seed;
  List<Device> devices = List.of(Device.auto());
  Precision precision = Precision.FLOAT32;
  int threads;
  int readers = defaultReaders();
  Progress progress = Progress.auto();

  private Trainer(GraphSource source) {
    this.source = source;
  }

  private Trainer(Trainer other) {
    source = other.source;
    goal = other.goal;
    optimizer = other.optimizer;
    epochs = other.epochs;
    batchSize = other.batchSize;
    shuffle = other.shuffle;
    shuffleBuffer = other.shuffleBuffer;
    bucketed = other.bucketed;
    validation = other.validation;
    validationSplit = other.validationSplit;
    callbacks = other.callbacks;
    checkpoints = other.checkpoints;
    seed = other.seed;
    devices = other.devices;
    precision = other.precision;
    threads = other.threads;
    readers = other.readers;
    progress = other.progress;
  }

  /** Trains a network from freshly drawn weights, or a {@link Model} from those it has. */
  public static Trainer of(GraphSource source) {
    return new Trainer(source);
  }

  /** What is made small. */
  public Trainer loss(Loss other) {
    Trainer changed = new Trainer(this);
    changed.goal = goal.loss(other);
    return changed;
  }

  /** What is made small, for each output by its name. */
  public Trainer losses(Map<String, Loss> others) {
    Trainer changed = new Trainer(this);
    changed.goal = goal.losses(others);
    return changed;
  }

  /** What the losses of outputs are multiplied by before they are added, by name; else 1. */
  public Trainer lossWeights(Map<String, Double> others) {
    Trainer changed = new Trainer(this);
    changed.goal = goal.lossWeights(others);
    return changed;
  }

  /**
   * How much rows of a class count in training, or their places, by class; else 1. As in Keras the
   * loss is still divided by how many there are. Where rows have weights too, both are multiplied.
   */
  public Trainer classWeights(Map<Integer, Double> others) {
    Trainer changed = new Trainer(this);
    changed.goal = goal.classWeights(others);
    return changed;
  }

  /** How gradients change the weights. */
  public Trainer optimizer(Optimizer other) {
    Trainer changed = new Trainer(this);
    changed.optimizer = other;
    return changed;
  }

  /** What is watched; as in Keras, all rows count alike. */
  public Trainer metrics(Metric... others) {
    Trainer changed = new Trainer(this);
    changed.goal = goal.metrics(List.of(others));
    return changed;
  }

  /** What is watched of single outputs, by name, beside what is watched of all. */
  public Trainer metrics(Map<String, List<Metric>> others) {
    Trainer changed = new Trainer(this);
    changed.goal = goal.metrics(others);
    return changed;
  }

  /** What is watched, in which rows count by their weights and by those of their classes. */
  public Trainer weightedMetrics(Metric... others) {
    Trainer changed = new Trainer(this);
    changed.goal = goal.weightedMetrics(List.of(others));
    return changed;
  }

  /** How often the examples are gone through, at most. */
  public Trainer epochs(int count) {
    Trainer changed = new Trainer(this);
    changed.epochs = positive("epochs", count);
    return changed;
  }

  /** Examples a step. The last batch of an epoch may be smaller. */
  public Trainer batchSize(int rows) {
    Trainer changed = new Trainer(this);
    changed.batchSize = positive("batchSize", rows);
    return changed;
  }

  /** Takes the examples in their order, every epoch. */
  public Trainer inOrder() {
    Trainer changed = new Trainer(this);
    changed.shuffle = false;
    return changed;
  }

  /**
   * Shuffles within a buffer of so many rows that slides over the examples, in another way every
   * epoch: files on a disk are read nearly as they lie. Else any row may come at any place.
   */
  public Trainer shuffleBuffer(int rows) {
    Trainer changed = new Trainer(this);
    changed.shuffle = true;
    changed.shuffleBuffer = positive("shuffleBuffer", rows);
    return changed;
  }

  /**
   * Puts padded rows of like length into one batch, in another way every epoch. What pads all rows
   * of a batch is cut off before it is computed, so that there is less to compute. The examples
   * must be in memory.
   */
  public Trainer bucketed() {
    Trainer changed = new Trainer(this);
    changed.bucketed = true;
    return changed;
  }

  /** Examples that are never trained on, looked at after each epoch. */
  public Trainer validation(Examples held) {
    Trainer changed = new Trainer(this);
    changed.validation = Optional.of(held);
    return changed;
  }

  /**
   * Keeps the last {@code share} of the examples aside: in a time series, the latest. Where they
   * come class by class, say {@code shuffled} first.
   */
  public Trainer validationSplit(double share) {
    if (!(share > 0 && share < 1)) {
      throw new TrainingException(
          "validationSplit: expected a share between 0 and 1, got " + share + ".");
    }
    Trainer changed = new Trainer(this);
    changed.validationSplit = share;
    return changed;
  }

  /** Are called while it trains, such as {@link EarlyStopping}. */
  public Trainer callbacks(Callback... others) {
    Trainer changed = new Trainer(this);
    changed.callbacks = List.of(others);
    return changed;
  }

  /** Saves it while it trains, to go on with {@link #resume} whatever happens. */
  public Trainer checkpoints(Checkpoints where) {
    Trainer changed = new Trainer(this);
    changed.checkpoints = Optional.of(where);
    return changed;
  }

  /**
   * Decides every random number: first weights, order, dropout. The same seed, the same weights.
   */
  public Trainer seed(long other) {
    Trainer changed = new Trainer(this);
    changed.seed = other;
    return changed;
  }

  /**
   * Computes there; by default {@link Device#auto}. Several devices share each batch: each has all
   * of the model and takes the gradient over its rows, and the mean of them, by rows, changes the
   * weights. As in PyTorch's data parallelism, batch statistics are those of a device's own rows,
   * and the mean over padded rows is one of each device's means.
   */
  public Trainer device(Device... where) {
    if (where.length == 0) {
      throw new TrainingException("device: expected at least one, got none.");
    }
    Trainer changed = new Trainer(this);
    changed.devices = List.of(where);
    return changed;
  }

  /** In which numbers it computes. */
  public Trainer precision(Precision other) {
    Trainer changed = new Trainer(this);
    changed.precision = other;
    return changed;
  }

  /** Threads of one operation. By default one for small networks, else one a core. */
  public Trainer threads(int count) {
    Trainer changed = new Trainer(this);
    changed.threads = positive("threads", count);
    return changed;
  }

  /**
   * Threads that read examples which are not in memory. Each takes the room of a batch more,
   * outside the heap. By default half as many as cores, 1 to 8.
   */
  public Trainer readers(int count) {
    Trainer changed = new Trainer(this);
    changed.readers = positive("readers", count);
    return changed;
  }

  static int defaultReaders() {
    return Math.max(1, Math.min(8, Runtime.getRuntime().availableProcessors() / 2));
  }

  /** Who is told how it goes. */
  public Trainer progress(Progress listener) {
    Trainer changed = new Trainer(this);
    changed.progress = listener;
    return changed;
  }

  private static int positive(String what, int count) {
    if (count < 1) {
      throw new TrainingException(what + ": expected at least 1, got " + count + ".");
    }
    return count;
  }

  /**
   * Trains.
   *
   * @param examples a {@code Dataset} is put on the device once, {@code ShardedExamples} are
   *     trained on where they lie, all others are read ahead by other threads while it trains
   * @throws TrainingException when the data does not fit the network or the plan, or cannot be read
   * @throws DivergedException when the loss is no number any more; it holds the last good weights
   */
  public Trained fit(Examples examples) {
    checkpoints.map(CheckpointFolder::new).ifPresent(CheckpointFolder::fresh);
    return TrainingLoop.run(Preparation.of(this, examples, Optional.empty()));
  }

  /**
   * Goes on with a training that was ended, however it was: from its last checkpoint, or from the
   * beginning if there is none. All else must be said as it was then, but for the number of epochs
   * and the callbacks. On the CPU the weights come out as if it had never been ended, bit for bit.
   *
   * @throws TrainingException when no checkpoints are asked for, or those that are there are of
   *     another training
   */
  public Trained resume(Examples examples) {
    if (checkpoints.isEmpty()) {
      throw new TrainingException(
          source.graph().name()
              + ": resume: expected a folder with checkpoints, got none. Say checkpoints(Checkpoints.in(folder)), in the training before too.");
    }
    CheckpointFolder folder = new CheckpointFolder(checkpoints.get());
    folder.clear();
    return TrainingLoop.run(Preparation.of(this, examples, Optional.of(folder)));
  }
}
