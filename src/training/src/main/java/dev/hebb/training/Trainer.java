package dev.hebb.training;

import dev.hebb.graph.GraphSource;
import dev.hebb.graph.Model;
import dev.hebb.training.data.Examples;
import java.util.List;
import java.util.Optional;

/**
 * Says how a network is trained. Each method gives back another trainer and leaves this one as it
 * is. Where nothing is said it is as in Keras's {@code fit}: mean squared error, Adam, batches of
 * 32, shuffled anew each epoch, one epoch.
 */
public final class Trainer {
  final GraphSource source;
  Loss loss = MeanSquaredError.meanSquaredError();
  Optimizer optimizer = Adam.adam();
  List<Metric> metrics = List.of();
  int epochs = 1;
  int batchSize = 32;
  boolean shuffle = true;
  int shuffleBuffer;
  boolean bucketed;
  Optional<Examples> validation = Optional.empty();
  double validationSplit;
  Optional<EarlyStopping> earlyStopping = Optional.empty();
  long seed;
  int threads;
  int readers = defaultReaders();
  Progress progress = Progress.auto();

  private Trainer(GraphSource source) {
    this.source = source;
  }

  private Trainer(Trainer other) {
    source = other.source;
    loss = other.loss;
    optimizer = other.optimizer;
    metrics = other.metrics;
    epochs = other.epochs;
    batchSize = other.batchSize;
    shuffle = other.shuffle;
    shuffleBuffer = other.shuffleBuffer;
    bucketed = other.bucketed;
    validation = other.validation;
    validationSplit = other.validationSplit;
    earlyStopping = other.earlyStopping;
    seed = other.seed;
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
    changed.loss = other;
    return changed;
  }

  /** How gradients change the weights. */
  public Trainer optimizer(Optimizer other) {
    Trainer changed = new Trainer(this);
    changed.optimizer = other;
    return changed;
  }

  /** What is watched. */
  public Trainer metrics(Metric... others) {
    Trainer changed = new Trainer(this);
    changed.metrics = List.of(others);
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
   * epoch: files on a disk are read nearly as they lie. See {@link
   * dev.hebb.training.data.Order#buffered}. Else any row may come at any place.
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

  /** Stops when it gets no better. */
  public Trainer earlyStopping(EarlyStopping when) {
    Trainer changed = new Trainer(this);
    changed.earlyStopping = Optional.of(when);
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
   * @param examples a {@link dev.hebb.training.data.Dataset} is put on the device once, all others
   *     are read ahead by other threads while it trains
   * @throws TrainingException when the data does not fit the network or the plan, or cannot be read
   * @throws DivergedException when the loss is no number any more; it holds the last good weights
   */
  public Trained fit(Examples examples) {
    return new TrainingLoop(this, examples).run();
  }
}
