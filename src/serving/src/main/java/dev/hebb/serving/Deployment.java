package dev.hebb.serving;

import dev.hebb.runtime.Latency;
import dev.hebb.runtime.Lease;
import dev.hebb.runtime.Lender;
import dev.hebb.runtime.Predictor;
import dev.hebb.runtime.PredictorException;
import dev.hebb.runtime.PredictorOptions;
import dev.hebb.runtime.Predictors;
import dev.hebb.runtime.engine.Door;
import dev.hebb.runtime.engine.ModelFile;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;

/**
 * A model in service, whose versions change while it answers: the next one is opened, checked and
 * warmed up beside the one that answers, and takes over from one call to the next.
 *
 * <pre>{@code
 * try (Deployment stock = Deployment.open(Path.of("stock.onnx"))) {
 *   // any thread, at any time
 *   float next = stock.call(p -> { ... });
 *   // meanwhile
 *   stock.swap(Path.of("stock-2.onnx"));
 *   stock.rollBack();
 * }
 * }</pre>
 *
 * <p>Thread-safe; calls know nothing of a swap: none waits, none fails, and what is borrowed is of
 * one version, which {@link Lease#version()} tells.
 */
public final class Deployment implements Lender {
  private static final boolean RECORDED = ModuleLayer.boot().findModule("jdk.jfr").isPresent();
  private static final Duration DRAINING = Duration.ofSeconds(30);

  private final PredictorOptions options;
  private final Latency latency;
  private final ReentrantLock swapping = new ReentrantLock();
  private volatile Predictors current;
  private volatile boolean closed;
  private ModelFile answering;
  private Optional<ModelFile> before = Optional.empty();

  private Deployment(PredictorOptions options, ModelFile file) {
    this.options = options;
    this.latency = new Latency();
    this.answering = file;
    this.current = Predictors.open(file, options, latency);
  }

  /**
   * Opens the first version.
   *
   * @throws PredictorException as {@link Predictor#open(Path)}
   */
  public static Deployment open(Path file) {
    return open(file, Predictor.with());
  }

  /** The same, with options for the predictors of each version. */
  public static Deployment open(Path file, PredictorOptions options) {
    return new Deployment(options, ModelFile.read(file, options.session()));
  }

  @Override
  public Lease borrow() {
    while (true) {
      Optional<Lease> lent = current.borrowUnlessClosed();
      if (lent.isPresent()) {
        return lent.get();
      }
      if (closed) { // else it was swapped in between: the next round takes the new one
        throw refusal("is closed. " + Door.DEPLOYMENT.again());
      }
    }
  }

  /**
   * Lets another version take over: it is opened with the same options, its digest and golden
   * vectors are checked, it is warmed up, and must have the same inputs and outputs. Whatever
   * fails, the version before goes on as if nothing had been. Returns when calls that the version
   * before had begun are over, after half a minute anyway.
   *
   * @throws PredictorException when it does not pass
   * @throws IllegalStateException when closed, or while another swap is under way
   */
  public Swap swap(Path file) {
    return change(() -> ModelFile.read(file, options.session()), Optional.empty());
  }

  /**
   * The same, when it also answers live calls as the one before.
   *
   * @throws RefusedException when interrupted before it was clear
   */
  public Swap swap(Path file, Comparison comparison) {
    return change(() -> ModelFile.read(file, options.session()), Optional.of(comparison));
  }

  /**
   * Goes back to the version before this one, as it was then, whatever has become of its file;
   * where files are mapped, it must still be there unchanged. Again goes forth.
   *
   * @throws PredictorException when there was none
   * @throws IllegalStateException as {@link #swap}
   */
  public Swap rollBack() {
    return change(
        () ->
            before.orElseThrow(
                () ->
                    new PredictorException(
                        current.loaded().file(), "is the first version. There is none before it.")),
        Optional.empty());
  }

  private Swap change(Supplier<ModelFile> file, Optional<Comparison> asked) {
    if (!swapping.tryLock()) {
      throw refusal("changes its version already. Wait for that swap to end.");
    }
    try {
      if (closed) {
        throw refusal("is closed. " + Door.DEPLOYMENT.again());
      }
      long began = System.nanoTime();
      Swap swap = change(file.get(), asked);
      if (RECORDED) {
        SwapEvent.record(swap, answering.name(), System.nanoTime() - began);
      }
      return swap;
    } finally {
      swapping.unlock();
    }
  }

  private Swap change(ModelFile file, Optional<Comparison> asked) {
    Predictors old = current;
    Predictors next = Predictors.open(file, options, latency);
    Judge judge = new Judge(old, next, asked.orElseGet(() -> Comparison.of(1)));
    try {
      Signature.of(next).check(Signature.of(old));
      asked.ifPresent(wanted -> judge.hear());
    } catch (RuntimeException | Error e) {
      next.close();
      throw e;
    }
    before = Optional.of(answering);
    answering = file;
    current = next;
    old.close();
    if (closed) { // in between: whoever closed it has not seen the new one
      next.close();
    }
    return judge.swap(drained(old));
  }

  private static boolean drained(Predictors old) {
    try {
      return old.awaitDrained(DRAINING);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  private IllegalStateException refusal(String what) {
    return new IllegalStateException(
        "%s: this %s %s".formatted(current.loaded().file(), Door.DEPLOYMENT, what));
  }

  @Override
  public String version() {
    return current.version();
  }

  /** Of all versions together. */
  @Override
  public Latency latency() {
    return latency;
  }

  /** The version that answers, its inputs and outputs, what is proven and how it runs. */
  public String describe() {
    return call(Predictor::describe);
  }

  @Override
  public void close() {
    closed = true;
    current.close();
  }
}
