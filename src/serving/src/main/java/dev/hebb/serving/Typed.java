package dev.hebb.serving;

import dev.hebb.runtime.Lease;
import dev.hebb.runtime.Lender;
import dev.hebb.runtime.Predictor;
import java.lang.invoke.MethodHandles;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/**
 * A model as a function of records: each input is a component of the one, each component of the
 * other an output, by name or as {@link Named} says.
 *
 * <pre>{@code
 * record House(float[] rooms, @Named("built:0") int built) {}
 * record Price(float price) {}
 *
 * Typed<House, Price> prices = Typed.of(predictors, House.class, Price.class);
 * float price = prices.predict(new House(rooms, 1987)).price();
 * }</pre>
 *
 * <p>A record is one row. A component is a number, a truth or a {@code String} where a row has one
 * element, an array of them where it has more, or as deep an array as the row has axes; of floats
 * for float16 and bfloat16. All is resolved here, nothing is looked up later.
 *
 * <p>Thread-safe.
 *
 * @param <I> what goes in
 * @param <O> what comes out
 */
public final class Typed<I extends Record, O extends Record> {
  private final Lender lender;
  private final RecordWriter<I> writer;
  private final RecordReader<O> reader;

  private Typed(Lender lender, RecordWriter<I> writer, RecordReader<O> reader) {
    this.lender = lender;
    this.writer = writer;
    this.reader = reader;
  }

  /**
   * Resolves both records, which this module can see.
   *
   * @throws PredictorException when a component does not go with its input or output
   */
  public static <I extends Record, O extends Record> Typed<I, O> of(
      Lender lender, Class<I> in, Class<O> out) {
    return of(lender, in, out, MethodHandles.lookup());
  }

  /** The same for records that only the caller's module sees: {@code MethodHandles.lookup()}. */
  public static <I extends Record, O extends Record> Typed<I, O> of(
      Lender lender, Class<I> in, Class<O> out, MethodHandles.Lookup lookup) {
    return lender.call(
        p -> new Typed<>(lender, RecordWriter.of(p, in, lookup), RecordReader.of(p, out, lookup)));
  }

  /**
   * What the model says to this.
   *
   * @throws PredictorException when an array is not as long as a row is
   */
  public O predict(I in) {
    try (Lease lease = lender.borrow()) {
      return predict(lease.predictor(), in);
    }
  }

  /** The same by a predictor of the caller's, of the same model. */
  public O predict(Predictor predictor, I in) {
    writer.write(predictor, 0, in);
    predictor.run();
    return reader.read(predictor, 0);
  }

  /**
   * What the model says to each, in one run.
   *
   * @throws PredictorException also when its batch is fixed
   */
  public List<O> predict(List<I> in) {
    List<O> out = new ArrayList<>();
    if (in.isEmpty()) {
      return out;
    }
    String symbol = BatchAxis.of(lender, 1).symbol();
    try (Lease lease = lender.borrow()) {
      Predictor predictor = lease.predictor().bind(symbol, in.size());
      for (int row = 0; row < in.size(); row++) {
        writer.write(predictor, row, in.get(row));
      }
      predictor.run();
      for (int row = 0; row < in.size(); row++) {
        out.add(reader.read(predictor, row));
      }
      return out;
    }
  }

  /** Asks together with others, and waits for the answer; see {@link Batcher#predict}. */
  public O predict(Batcher batcher, I in) {
    return batcher.await(exchange(in), Optional.empty());
  }

  /** Asks together with others; see {@link Batcher#submit}. */
  public CompletableFuture<O> submit(Batcher batcher, I in) {
    return batcher.ask(exchange(in), Optional.empty());
  }

  private Exchange<O> exchange(I in) {
    return new Exchange<>() {
      @Override
      public void write(Predictor predictor, int row) {
        writer.write(predictor, row, in);
      }

      @Override
      public O read(Predictor predictor, int row, String version) {
        return reader.read(predictor, row);
      }
    };
  }
}
