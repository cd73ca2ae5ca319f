package dev.hebb.training;

import dev.hebb.graph.Tensor;
import java.util.function.Supplier;

/** Saves a training as often as is planned. */
final class Saver {
  private final Checkpoints plan;
  private final CheckpointFolder folder;
  private final Run run;
  private final Supplier<Checkpoint> now;
  private final Monitor monitor;
  private long savedStep = -1;
  private int savedEpoch;
  private long savedAt = System.nanoTime();

  Saver(Checkpoints plan, Run run, Supplier<Checkpoint> now) {
    this.plan = plan;
    this.folder = new CheckpointFolder(plan);
    this.run = run;
    this.now = now;
    this.monitor = new Monitor(plan.best(), 0);
    this.savedEpoch = run.epoch();
    if (!plan.best().isEmpty()) {
      monitor.check(run, "checkpoints.best");
    }
  }

  /** The training begins. */
  void begin() {
    Checkpoint first = now.get();
    long bytes =
        first.weights().tensors().values().stream().mapToLong(Saver::bytes).sum()
            + first.optimizer().stream().mapToLong(Saver::bytes).sum();
    folder.room(bytes);
    save(first);
  }

  private static long bytes(Tensor tensor) {
    return tensor.bytes().remaining();
  }

  /** Saves, unless that was done at this very step. */
  void save() {
    if (run.step() != savedStep || run.epoch() != savedEpoch) {
      save(now.get());
    }
  }

  private void save(Checkpoint checkpoint) {
    folder.save(checkpoint);
    savedStep = run.step();
    savedEpoch = run.epoch();
    savedAt = System.nanoTime();
  }

  /**
   * Steps are done.
   *
   * @param before how many were done before them
   */
  void afterStep(long before) {
    boolean steps = plan.steps() > 0 && run.step() / plan.steps() > before / plan.steps();
    boolean time = !plan.time().isZero() && System.nanoTime() - savedAt > plan.time().toNanos();
    if (steps || time) {
      save();
    }
  }

  void afterEpoch() {
    int over = run.history().epochs().size();
    if (!plan.best().isEmpty() && monitor.improved(run)[over - 1]) {
      folder.written(() -> run.model().save(folder.best()));
    }
    if (plan.epochs() > 0 && over % plan.epochs() == 0) {
      save();
    }
  }
}
