package dev.hebb.training.data;

import dev.hebb.graph.PictureInput;
import dev.hebb.graph.Seed;
import dev.hebb.graph.Tensor;
import dev.hebb.training.TrainingException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.IntFunction;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Examples that are asked for by their number, as a map-style dataset of PyTorch is. A {@link
 * Dataset} has them in memory; all others are read, decoded and changed by other threads while the
 * trainer is at work, so they may be many more than memory holds. The same examples and the same
 * seed give the same weights, bit for bit, wherever they lie.
 */
public interface Examples {
  /** How many. */
  int rows();

  /** What each of them is. */
  ExampleSpec spec();

  /**
   * Puts one example into the buffers, inputs then targets then weights, at their positions,
   * little-endian. Called by several threads at once.
   *
   * @param seed of whatever is random about this row in this epoch
   */
  void read(int row, Seed seed, List<ByteBuffer> into);

  /** What each of an example's inputs is. */
  default List<TensorSpec> inputSpecs() {
    return spec().inputs();
  }

  /** What each of an example's targets is. */
  default List<TensorSpec> targetSpecs() {
    return spec().targets();
  }

  /** What each of an example's weights is. */
  default List<TensorSpec> weightSpecs() {
    return spec().weights();
  }

  /** How pictures became the first input, where that is said: a model's file then says so too. */
  default Optional<PictureInput> prepared() {
    return Optional.empty();
  }

  /** The inputs' specs, then the targets', then the weights'. */
  default List<TensorSpec> specs() {
    return spec().all();
  }

  /**
   * Examples made when they are asked for. Row 0 is made at once, and says what the others are.
   *
   * @param example makes the example of a row; called by several threads at once
   */
  static Examples of(int rows, IntFunction<Example> example) {
    return new Made(rows, example);
  }

  /**
   * All of a stream, which is gone through once and closed. The first 8 MB of them stay in memory,
   * more go to a temporary file: {@link Spooled#close} gives it back.
   *
   * @throws TrainingException when there are none, or they are not all of one shape and type
   */
  static Spooled of(Stream<Example> examples) {
    return Spooled.of(examples, Spool.folder());
  }

  /**
   * All of a stream of anything: float32 {@code [rows, features]} and {@code [rows, targets]}. See
   * {@link #of(Stream)}.
   *
   * @param features as many of each
   * @param target likewise
   */
  static <T> Spooled of(
      Stream<T> stream, Function<T, float[]> features, Function<T, float[]> target) {
    return of(
        stream.map(
            one -> {
              float[] numbers = features.apply(one);
              float[] wanted = target.apply(one);
              return Example.of(
                  Tensor.of(numbers, numbers.length), Tensor.of(wanted, wanted.length));
            }));
  }

  /**
   * These, each changed when it is read: augmented, for one. The same seed of the trainer, epoch
   * and row give the same random numbers. Map what is trained on only; held examples that are
   * mapped are changed alike in each epoch.
   *
   * @param change called by several threads at once, each with a generator of its own
   */
  default Examples map(BiFunction<Example, RandomGenerator, Example> change) {
    return new Mapped(this, change);
  }

  /** Rows {@code from} (inclusive) to {@code to} (exclusive). */
  default Examples rows(int from, int to) {
    if (from < 0 || to < from || to > rows()) {
      throw new IndexOutOfBoundsException(
          "rows %d to %d of %d examples".formatted(from, to, rows()));
    }
    int[] kept = new int[to - from];
    Arrays.setAll(kept, i -> from + i);
    return new Subset(this, kept);
  }

  /** The first rows, all but the last {@code share} of them. */
  default Examples before(double share) {
    return rows(0, cut(share));
  }

  /** The last {@code share} of the rows. */
  default Examples last(double share) {
    return rows(cut(share), rows());
  }

  private int cut(double share) {
    if (!(share > 0 && share < 1)) {
      throw new TrainingException("data: expected a share between 0 and 1, got " + share + ".");
    }
    return (int) Math.floor(rows() * (1 - share));
  }

  /**
   * All of them in another order, once and for all. The trainer shuffles anew each epoch itself.
   */
  default Examples shuffled(long seed) {
    return new Subset(this, Order.shuffled(rows(), new SplittableRandom(seed)));
  }

  /** These as inputs, and the inputs of others as targets, row by row. Both are without targets. */
  default Examples towards(Examples targets) {
    return new Paired(this, targets);
  }

  /**
   * These, each read once and kept as it is: for what is slow to decode or to ask for. Say it
   * before {@code map}, or what changes at random is kept too. As with {@link #of(Stream)}, it is
   * to be closed.
   */
  default Spooled spooled() {
    return Spooled.of(IntStream.range(0, rows()).mapToObj(this::example), Spool.folder());
  }

  /** The class that the first target names, which must be a label. */
  default long label(int row) {
    return example(row).label();
  }

  /** One of them. */
  default Example example(int row) {
    return Example.read(this, row, new Seed(0));
  }

  /** All of them, read into memory. */
  default Dataset toDataset() {
    List<Tensor> tensors = new ArrayList<>();
    List<ByteBuffer> buffers = new ArrayList<>();
    for (TensorSpec spec : specs()) {
      long bytes = (long) spec.bytes() * rows();
      if (bytes > Integer.MAX_VALUE) {
        throw new TrainingException(
            "data: expected at most 2 GB in memory, got %,d rows of %,d bytes. Train on the examples as they are."
                .formatted(rows(), spec.bytes()));
      }
      buffers.add(ByteBuffer.allocateDirect((int) bytes).order(ByteOrder.LITTLE_ENDIAN));
    }
    for (int row = 0; row < rows(); row++) {
      read(row, new Seed(0).of(row), buffers);
    }
    for (int i = 0; i < buffers.size(); i++) {
      TensorSpec spec = specs().get(i);
      tensors.add(Tensor.wrap(spec.type(), buffers.get(i).flip(), spec.dims(rows())));
    }
    int inputs = inputSpecs().size();
    int targets = inputs + targetSpecs().size();
    return new Dataset(
        tensors.subList(0, inputs),
        tensors.subList(inputs, targets),
        tensors.subList(targets, tensors.size()));
  }
}
