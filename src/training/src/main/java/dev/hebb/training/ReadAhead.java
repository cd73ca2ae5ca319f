package dev.hebb.training;

import dev.hebb.graph.Seed;
import dev.hebb.training.data.Examples;
import dev.hebb.training.data.TensorSpec;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * Batches of examples, read by other threads while the one before is worked on. There are as many
 * in memory as there are slots; each is filled again as soon as its batch is done with. All
 * bookkeeping is done by the thread that asks.
 */
final class ReadAhead implements AutoCloseable {
  // Milliseconds for which a reader that does not heed its interruption is waited for.
  private static final long PATIENCE = 5_000;
  private static final int NONE = -1;
  // Slots and bytes that are held where more than readers need are of use.
  private static final int MOST = 32;
  private static final int AHEAD = 1 << 22;

  private final Examples examples;
  private final int batch;
  private final ExecutorService readers;
  private final Queue<Thread> threadsMade = new ConcurrentLinkedQueue<>();
  private final List<List<ByteBuffer>> slots;
  private final Deque<Integer> free = new ArrayDeque<>();
  private final Deque<Future<Assembly>> ahead = new ArrayDeque<>();
  private final Ranges ranges;
  private int slot = NONE;
  private int[] order = {};
  private Seed seed = new Seed(0);
  private int at;
  private int count;
  private long waited;

  /**
   * Over these buffers.
   *
   * @param slots each with a buffer a tensor, for {@code batch} rows
   */
  ReadAhead(Examples examples, int batch, int threads, List<List<ByteBuffer>> slots) {
    this.examples = examples;
    this.batch = batch;
    this.ranges = new Ranges(examples.specs().size());
    this.slots = List.copyOf(slots);
    for (int i = 0; i < slots.size(); i++) {
      free.add(i);
    }
    readers =
        Executors.newFixedThreadPool(
            threads,
            work -> {
              Thread thread = new Thread(work, "hebb-reader");
              thread.setDaemon(true);
              threadsMade.add(thread);
              return thread;
            });
  }

  /**
   * How many slots keep so many readers busy: one each, one that waits, one at work. Of small
   * batches more are read ahead, so that the trainer goes on while the machine lets readers wait.
   */
  static int slots(int threads, List<TensorSpec> specs, int batch) {
    long bytes = batch * specs.stream().mapToLong(TensorSpec::bytes).sum();
    return (int) Math.max(threads + 2, Math.min(MOST, AHEAD / Math.max(1, bytes)));
  }

  /** Begins an epoch. */
  void begin(int[] rows, Seed epoch) {
    order = rows;
    seed = epoch;
    at = 0;
    waited = 0;
    fill();
  }

  private void fill() {
    while (!free.isEmpty() && at < order.length) {
      int[] rows = Arrays.copyOfRange(order, at, Math.min(at + batch, order.length));
      int filled = free.remove();
      Assembly assembly = new Assembly(examples, rows, seed, filled, slots.get(filled));
      ahead.add(readers.submit(assembly));
      at += rows.length;
    }
  }

  /** Gives up the batch there was and waits for the next; false at the epoch's end. */
  boolean advance() {
    if (slot != NONE) {
      free.add(slot);
      slot = NONE;
      fill();
    }
    if (ahead.isEmpty()) {
      return false;
    }
    long began = System.nanoTime();
    Assembly done = done(ahead.remove());
    waited += System.nanoTime() - began;
    slot = done.slot();
    count = done.rows();
    ranges.add(done.ranges());
    return true;
  }

  private static Assembly done(Future<Assembly> future) {
    try {
      return future.get();
    } catch (ExecutionException failed) {
      if (failed.getCause() instanceof TrainingException said) {
        throw new TrainingException(said.getMessage(), said); // With the stack of both threads.
      }
      throw new TrainingException("data: could not be read: " + failed.getCause(), failed);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new TrainingException(
          "training was interrupted while it waited for data.", interrupted);
    }
  }

  /** Which slot the batch lies in. */
  int slot() {
    return slot;
  }

  /** The batch's buffers, a tensor each, from its first byte to its last. */
  List<ByteBuffer> buffers() {
    return slots.get(slot);
  }

  /** How many rows the batch has. */
  int count() {
    return count;
  }

  /** Seconds that were spent in waiting since the epoch began. */
  double waited() {
    return waited / 1e9;
  }

  /** Of all that was read. */
  Ranges ranges() {
    return ranges;
  }

  @Override
  public void close() {
    readers.shutdownNow();
    try {
      // Not awaitTermination: it returns while the last thread is still on its way out.
      for (Thread reader : threadsMade) {
        reader.join(PATIENCE);
      }
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
