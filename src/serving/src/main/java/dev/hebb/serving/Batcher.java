package dev.hebb.serving;

import dev.hebb.runtime.Lender;
import dev.hebb.runtime.engine.Door;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Puts the calls of many threads together into runs of many rows.
 *
 * <pre>{@code
 * try (Batcher batcher = Batcher.with().maximumSize(64).over(predictors)) {
 *   // any thread
 *   float next = batcher.predict(window).floats()[0];
 * }
 * }</pre>
 *
 * <p>A call gives one row to each input, as an array ({@code float[]} for float32), in the order of
 * the file; it must not change them until it has its answer. What fails one call, such as a row of
 * another length, fails no other.
 *
 * <p>Thread-safe; threads wait without holding a monitor, as virtual ones should. What is chained
 * to a future runs in the thread of the batches: chain what takes long with {@code ...Async}.
 */
public final class Batcher implements AutoCloseable {
  private final Lender lender;
  private final BatchAxis axis;
  private final BatcherOptions options;
  private final BlockingQueue<Request<?>> queue;
  private final List<BatchWorker> workers = new ArrayList<>();
  private final BatchCounts counts = new BatchCounts();
  private volatile boolean closed;

  Batcher(Lender lender, BatchAxis axis, BatcherOptions options) {
    this.lender = lender;
    this.axis = axis;
    this.options = options;
    this.queue = new ArrayBlockingQueue<>(options.waiting());
    for (int i = 0; i < options.workers(); i++) {
      workers.add(new BatchWorker(this, i));
    }
    workers.forEach(BatchWorker::start);
  }

  /** The defaults, to be changed before it is opened over a model. */
  public static BatcherOptions with() {
    return BatcherOptions.DEFAULTS;
  }

  /**
   * Asks, and waits for the answer.
   *
   * @throws PredictorException when the values do not fit the model
   * @throws RefusedException when the queue is full, or the thread is interrupted
   * @throws IllegalStateException when closed
   */
  public Answer predict(Object first, Object... more) {
    return await(new Rows(rows(first, more)), Optional.empty());
  }

  /**
   * The same, for no longer than this.
   *
   * @throws RefusedException also when the answer is not there in time
   */
  public Answer predictWithin(Duration longest, Object first, Object... more) {
    return await(new Rows(rows(first, more)), Optional.of(longest));
  }

  /**
   * Asks. What would be thrown by {@link #predict} is what the future ends with; cancelling it
   * withdraws the call. Where the queue is full, this waits for a place.
   */
  public CompletableFuture<Answer> submit(Object first, Object... more) {
    return ask(new Rows(rows(first, more)), Optional.empty());
  }

  /** The same, for an answer in this time. */
  public CompletableFuture<Answer> submitWithin(Duration longest, Object first, Object... more) {
    return ask(new Rows(rows(first, more)), Optional.of(longest));
  }

  private static Object[] rows(Object first, Object[] more) {
    Object[] rows = new Object[1 + more.length];
    rows[0] = first;
    System.arraycopy(more, 0, rows, 1, more.length);
    return rows;
  }

  @SuppressWarnings("FutureReturnValueIgnored") // they only tell each other that they are over
  <A> CompletableFuture<A> ask(Exchange<A> exchange, Optional<Duration> longest) {
    Request<A> request = new Request<>(exchange, longest);
    try {
      enter(request);
    } catch (RefusedException | IllegalStateException e) {
      request.completeExceptionally(e);
    }
    if (longest.isPresent() && !request.isDone()) {
      CompletableFuture<Void> timer = new CompletableFuture<>();
      timer.orTimeout(Math.max(0, request.left()), TimeUnit.NANOSECONDS);
      request.whenComplete((answer, error) -> timer.complete(null));
      timer.whenComplete((none, late) -> withdraw(request, late != null));
    }
    return request;
  }

  private boolean expire(Request<?> request) {
    boolean expired = request.completeExceptionally(request.late(file()));
    if (expired) {
      counts.late.increment();
    }
    return expired;
  }

  private void withdraw(Request<?> request, boolean late) {
    if (late) {
      expire(request);
    }
  }

  <A> A await(Exchange<A> exchange, Optional<Duration> longest) {
    Request<A> request = new Request<>(exchange, longest);
    enter(request);
    try {
      return answer(request);
    } catch (InterruptedException e) {
      request.cancel(false);
      throw interrupted();
    } catch (ExecutionException e) {
      if (e.getCause() instanceof Error error) {
        throw error;
      }
      throw (RuntimeException) e.getCause();
    }
  }

  private <A> A answer(Request<A> request) throws InterruptedException, ExecutionException {
    try {
      return request.get(Math.max(0, request.left()), TimeUnit.NANOSECONDS);
    } catch (TimeoutException e) {
      expire(request); // unless it was answered just now
      return request.get();
    }
  }

  private void enter(Request<?> request) {
    checkOpen();
    try {
      if (options.refusing() ? !queue.offer(request) : !offered(request)) {
        throw refused(request);
      }
    } catch (InterruptedException e) {
      throw interrupted();
    }
    if (closed && queue.remove(request)) { // in between: no worker may be left
      checkOpen();
    }
  }

  private boolean offered(Request<?> request) throws InterruptedException {
    return queue.offer(request, Math.max(0, request.left()), TimeUnit.NANOSECONDS);
  }

  private RefusedException refused(Request<?> request) {
    if (!options.refusing()) {
      counts.late.increment();
      return request.late(file());
    }
    counts.refused.increment();
    return new RefusedException(
        RefusedException.Reason.FULL,
        "%s: %s calls wait, as many as may. Ask again later, or open with Batcher.with().queue(n)."
            .formatted(file(), options.waiting()));
  }

  private RefusedException interrupted() {
    Thread.currentThread().interrupt();
    return new RefusedException(
        RefusedException.Reason.INTERRUPTED,
        "%s: interrupted before the answer came. The call is withdrawn.".formatted(file()));
  }

  private void checkOpen() {
    if (closed) {
      throw new IllegalStateException(
          "%s: this %s is closed. %s".formatted(file(), Door.BATCHER, Door.BATCHER.again()));
    }
  }

  static String text(Duration duration) {
    double millis = duration.toNanos() / 1e6;
    return (millis == Math.rint(millis) ? Long.toString((long) millis) : Double.toString(millis))
        + " ms";
  }

  String file() {
    return axis.file();
  }

  Lender lender() {
    return lender;
  }

  BatchAxis axis() {
    return axis;
  }

  BatcherOptions options() {
    return options;
  }

  BlockingQueue<Request<?>> queue() {
    return queue;
  }

  boolean isClosed() {
    return closed;
  }

  /** What it has done so far. */
  public BatchCounts counts() {
    return counts;
  }

  /** Calls that wait for a run. */
  public int waiting() {
    return queue.size();
  }

  /** Takes no more calls, and returns when those that were taken have their answers. */
  @Override
  public void close() {
    closed = true;
    workers.forEach(BatchWorker::stop);
    workers.forEach(BatchWorker::join);
  }
}
