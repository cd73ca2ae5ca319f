package dev.hebb.runtime;

import dev.hebb.runtime.engine.Door;
import dev.hebb.runtime.engine.Loaded;
import dev.hebb.runtime.engine.ModelFile;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.function.Consumer;

/**
 * Predictors of one file for many threads: one session, and memory for each that runs.
 *
 * <pre>{@code
 * try (Predictors predictors = Predictors.open(Path.of("stock.onnx"))) {
 *   float next = predictors.call(p -> {
 *     p.input().put(0, window);
 *     p.run();
 *     return p.output().get(0);
 *   });
 * }
 * }</pre>
 *
 * <p>Thread-safe and without a lock: a thread takes what it gave back before, or what lies nearest,
 * and where nothing is left one more is made. Any kind of thread will do.
 */
public final class Predictors implements Lender {
  private static final int PLACES = 256;
  private static final int APART = 16; // references in a cache line

  private final Loaded loaded;
  private final PredictorOptions options;
  private final String version;
  private final Latency latency;
  private final int homes;
  private final AtomicReferenceArray<Predictor> idle = new AtomicReferenceArray<>(PLACES * APART);
  private final AtomicInteger users =
      new AtomicInteger(1); // predictors, and this until it is closed
  private final AtomicBoolean closed = new AtomicBoolean();
  private final CountDownLatch freed = new CountDownLatch(1);
  private final Timer timer = new Timer();
  private volatile Consumer<Predictor> seen = Predictors::nobody;

  private Predictors(ModelFile file, Loaded loaded, PredictorOptions options, Latency latency) {
    this.loaded = loaded;
    this.options = options;
    this.version = file.digest();
    this.latency = latency;
    int processors = Runtime.getRuntime().availableProcessors();
    this.homes = Math.min(PLACES, Integer.highestOneBit(4 * processors));
  }

  /**
   * Opens a file, with one predictor.
   *
   * @throws PredictorException as {@link Predictor#open(Path)}
   */
  public static Predictors open(Path file) {
    return open(file, Predictor.with());
  }

  /** The same, with options for each predictor. */
  public static Predictors open(Path file, PredictorOptions options) {
    return open(ModelFile.read(file, options.session()), options, new Latency());
  }

  /** The same, of a file that is read, with times counted elsewhere; for the rooms of Hebb. */
  public static Predictors open(ModelFile file, PredictorOptions options, Latency latency) {
    Loaded loaded = Flight.load(file, Door.PREDICTORS, options);
    Predictors opened = new Predictors(file, loaded, options, latency);
    try {
      opened.borrow().close();
      return opened;
    } catch (RuntimeException | Error e) {
      opened.close();
      throw e;
    }
  }

  @Override
  public Lease borrow() {
    return borrowUnlessClosed()
        .orElseThrow(
            () ->
                new IllegalStateException(
                    "%s: this %s is closed. %s"
                        .formatted(loaded.file(), Door.PREDICTORS, Door.PREDICTORS.again())));
  }

  /** As {@link #borrow()}; empty when closed. */
  public Optional<Lease> borrowUnlessClosed() {
    Predictor taken = take();
    return taken == null ? Optional.empty() : Optional.of(new Lease(this, taken));
  }

  // Null when closed.
  private Predictor take() {
    int home = home();
    for (int i = 0; i < PLACES; i++) {
      int place = place(home + i);
      Predictor found = idle.get(place);
      if (found != null && idle.compareAndSet(place, found, null)) {
        if (!closed.get()) {
          return found;
        }
        drop(found);
        return null;
      }
    }
    return closed.get() ? null : made();
  }

  void give(Predictor back) {
    if (closed.get() || !back.reset()) {
      drop(back);
      return;
    }
    int home = home();
    for (int i = 0; i < PLACES; i++) {
      int place = place(home + i);
      if (idle.get(place) == null && idle.compareAndSet(place, null, back)) {
        if (closed.get()) { // in between: whoever closed it may have looked here before
          dropAll();
        }
        return;
      }
    }
    drop(back);
  }

  private static int place(int i) {
    return (i & (PLACES - 1)) * APART;
  }

  private int home() {
    return (int) Thread.currentThread().getId() & (homes - 1);
  }

  private Predictor made() {
    int before;
    do {
      before = users.get();
      if (before == 0) {
        return null;
      }
    } while (!users.compareAndSet(before, before + 1));
    try {
      return Opening.over(loaded.lent(), options, timer);
    } catch (RuntimeException | Error e) {
      leave();
      throw e;
    }
  }

  private void drop(Predictor predictor) {
    predictor.close();
    leave();
  }

  private void dropAll() {
    for (int i = 0; i < PLACES; i++) {
      Predictor found = idle.getAndSet(place(i), null);
      if (found != null) {
        drop(found);
      }
    }
  }

  private void leave() {
    if (users.decrementAndGet() == 0) {
      loaded.close();
      freed.countDown();
    }
  }

  @Override
  public String version() {
    return version;
  }

  @Override
  public Latency latency() {
    return latency;
  }

  /** The file, its inputs and outputs, what is proven and how it runs, in a few lines. */
  public String describe() {
    return call(Predictor::describe);
  }

  /** The file in ONNX Runtime; for the rooms of Hebb. */
  public Loaded loaded() {
    return loaded;
  }

  /** Lets somebody see each run, in its thread, while its values are there; it must not fail. */
  public void seenBy(Consumer<Predictor> other) {
    seen = other;
  }

  private static void nobody(Predictor predictor) {}

  /** Lets nobody see runs any more. */
  public void unseen() {
    seen = Predictors::nobody;
  }

  /**
   * Lends no more. What is lent stays usable; the last to come back frees the native memory. Waits
   * for nobody; again does nothing.
   */
  @Override
  public void close() {
    if (closed.compareAndSet(false, true)) {
      dropAll();
      leave();
    }
  }

  /**
   * After {@link #close()}: waits until the last has come back.
   *
   * @return whether it has, and the native memory is freed
   * @throws InterruptedException when interrupted meanwhile
   */
  public boolean awaitDrained(Duration longest) throws InterruptedException {
    return freed.await(longest.toNanos(), TimeUnit.NANOSECONDS);
  }

  private final class Timer implements Watch {
    @Override
    public long begin() {
      return System.nanoTime();
    }

    @Override
    public void ran(Predictor predictor, long began) {
      latency.record(System.nanoTime() - began);
      seen.accept(predictor);
    }

    @Override
    public void failed() {
      latency.failed();
    }
  }
}
