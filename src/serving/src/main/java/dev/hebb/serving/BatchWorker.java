package dev.hebb.serving;

import dev.hebb.runtime.Lease;
import dev.hebb.runtime.Predictor;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A thread that takes calls from the queue, runs them together, and hands out the answers. */
final class BatchWorker {
  private static final double OF_BEFORE = 0.9; // how much of an average is what it was

  private final Batcher batcher;
  private final Thread thread;
  private final List<Request<?>> gathered = new ArrayList<>();
  private final List<Request<?>> written = new ArrayList<>();
  private double expected;

  BatchWorker(Batcher batcher, int number) {
    this.batcher = batcher;
    this.thread = new Thread(this::work, "hebb-batcher-%s-%s".formatted(batcher.file(), number));
    thread.setDaemon(true);
  }

  void start() {
    thread.start();
  }

  // It waits for nothing but the queue, where an interruption wakes it.
  void stop() {
    thread.interrupt();
  }

  /** Returns when it has ended, at once in a worker. */
  void join() {
    if (Thread.currentThread() == thread) {
      return;
    }
    try {
      thread.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void work() {
    while (gather()) {
      long began = System.nanoTime();
      serve(gathered);
      gathered.clear();
      expected = OF_BEFORE * expected + (1 - OF_BEFORE) * (System.nanoTime() - began);
    }
  }

  /** False when there is nothing more to do. */
  private boolean gather() {
    Request<?> first = null;
    try {
      first = batcher.isClosed() ? batcher.queue().poll() : batcher.queue().take();
      if (first == null) {
        return false;
      }
      gathered.add(first);
      more(first);
    } catch (InterruptedException e) {
      // Closed: what is gathered is served, what is left is gathered without waiting.
      return first != null || gather();
    }
    return true;
  }

  private void more(Request<?> first) throws InterruptedException {
    int size = batcher.options().size();
    long left = batcher.options().longest().toNanos() - (System.nanoTime() - first.arrived());
    long until = System.nanoTime() + Math.min(left, spare(first));
    while (gathered.size() < size) {
      int before = gathered.size();
      if (batcher.queue().drainTo(gathered, size - before) > 0) {
        for (int i = before; i < gathered.size(); i++) {
          until = Math.min(until, System.nanoTime() + spare(gathered.get(i)));
        }
        continue;
      }
      long now = System.nanoTime();
      if (until - now <= 0 || batcher.isClosed()) {
        return;
      }
      Request<?> next = batcher.queue().poll(until - now, TimeUnit.NANOSECONDS);
      if (next == null) {
        return;
      }
      gathered.add(next);
      until = Math.min(until, System.nanoTime() + spare(next));
    }
  }

  // How long a call can still wait for others and be answered in time.
  private long spare(Request<?> request) {
    long left = request.left();
    return left == Long.MAX_VALUE ? TimeUnit.DAYS.toNanos(1) : left - (long) expected;
  }

  private void serve(List<Request<?>> requests) {
    try (Lease lease = batcher.lender().borrow()) {
      run(lease, requests);
    } catch (RuntimeException | Error e) { // of borrowing: the model is closed, memory has run out
      requests.forEach(request -> fail(request, e));
    }
  }

  private void run(Lease lease, List<Request<?>> requests) {
    Predictor predictor = lease.predictor();
    int rows = batcher.axis().size(requests.size());
    predictor.bind(batcher.axis().symbol(), rows);
    written.clear();
    for (Request<?> request : requests) {
      write(request, predictor);
    }
    if (written.isEmpty()) {
      return;
    }
    try {
      for (int row = written.size(); row < rows; row++) { // rows to spare are the first again
        written.get(0).write(predictor, row);
      }
      batcher.counts().runs.increment();
      predictor.run();
    } catch (RuntimeException e) {
      alone(lease, List.copyOf(written), e);
      return;
    }
    for (int row = 0; row < written.size(); row++) {
      read(written.get(row), predictor, row, lease.version());
    }
  }

  // One of them is at fault; the others are not to know.
  private void alone(Lease lease, List<Request<?>> requests, RuntimeException failure) {
    if (requests.size() == 1) {
      fail(requests.get(0), failure);
      return;
    }
    for (Request<?> request : requests) {
      run(lease, List.of(request));
    }
  }

  private void write(Request<?> request, Predictor predictor) {
    if (request.isDone()) {
      return;
    }
    if (request.left() <= 0) {
      if (request.completeExceptionally(request.late(batcher.file()))) {
        batcher.counts().late.increment();
      }
      return;
    }
    try {
      request.write(predictor, written.size());
      written.add(request);
    } catch (RuntimeException e) {
      fail(request, e);
    }
  }

  private void read(Request<?> request, Predictor predictor, int row, String version) {
    try {
      // Counted first: whoever has an answer finds it counted.
      batcher.counts().answered.increment();
      batcher.counts().latency.record(System.nanoTime() - request.arrived());
      request.read(predictor, row, version);
    } catch (RuntimeException e) {
      fail(request, e);
    }
  }

  private void fail(Request<?> request, Throwable error) {
    if (request.completeExceptionally(error)) {
      batcher.counts().failed.increment();
    }
  }
}
