package dev.hebb.training;

import dev.hebb.graph.Graph;
import dev.hebb.graph.Model;
import dev.hebb.graph.Seed;
import dev.hebb.graph.Weights;
import dev.hebb.training.data.Order;
import dev.hebb.training.torch.TrainingModule;
import java.lang.System.Logger.Level;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.function.Consumer;
import java.util.function.LongConsumer;
import java.util.stream.Stream;

/** Epochs, batches, steps: one run of {@link Trainer#fit}. */
final class TrainingLoop {
  // How many steps at most are lost when the loss becomes NaN.
  private static final int SNAPSHOT = 100;

  private final Trainer plan;
  private final Preparation prepared;
  private final TrainingModule module;
  private final Running run;
  private final Feed data;
  private final Optional<Feed> held;
  private final List<Callback> callbacks;
  private final Optional<Saver> saver;
  private final Ranges before;
  private Weights good;
  private long goodStep;

  private TrainingLoop(
      Preparation prepared, TrainingModule module, Running run, Feed data, Optional<Feed> held) {
    this.plan = prepared.plan();
    this.prepared = prepared;
    this.module = module;
    this.run = run;
    this.data = data;
    this.held = held;
    this.callbacks = Stream.concat(plan.callbacks.stream(), Stream.of(plan.progress)).toList();
    this.good = prepared.weights();
    this.before =
        Ranges.of(
            prepared.training().specs().size(),
            prepared.from().map(from -> from.state().ranges()).orElse(List.of()));
    this.saver = plan.checkpoints.map(each -> new Saver(each, run, this::checkpoint));
  }

  /** Trains. */
  static Trained run(Preparation prepared) {
    Trainer plan = prepared.plan();
    Model model = new Model(prepared.objective().graph(), prepared.weights());
    try (TrainingModule module =
            new TrainingModule(model, plan.optimizer, plan.seed, prepared.placement());
        Feed data = Feed.of(prepared.training(), module, plan.batchSize, plan.readers)) {
      Optional<Feed> held =
          prepared.held().map(each -> Feed.held(each, module, plan.batchSize, plan.readers));
      try {
        Running run =
            new Running(
                prepared.objective(),
                prepared.graph(),
                plan,
                module,
                prepared.training().rows(),
                held.isPresent());
        return new TrainingLoop(prepared, module, run, data, held).run();
      } finally {
        held.ifPresent(Feed::close);
      }
    }
  }

  private Trained run() {
    prepared.from().ifPresent(run::restore);
    try {
      tell(callback -> callback.onTrainBegin(run));
      if (saver.isEmpty()) {
        epochs(before -> {});
      } else {
        saved(saver.get());
      }
      module.finish();
      log();
      return run.keptEpoch() == 0
          ? trained(module.weights(), run.history().epochs().size())
          : trained(run.kept(), run.keptEpoch());
    } finally {
      tell(callback -> callback.onTrainEnd(run));
    }
  }

  private void log() {
    double seconds = run.history().epochs().stream().mapToDouble(History.Epoch::seconds).sum();
    long samples = (long) run.rows() * run.history().epochs().size();
    System.getLogger("dev.hebb.training")
        .log(
            Level.DEBUG,
            () ->
                String.format(
                    Locale.ROOT,
                    "trained %s on %s: %.0f samples/s, %d epochs of %d rows in %.1f s",
                    run.name(),
                    prepared.placement().devices(),
                    samples / Math.max(seconds, 1e-9),
                    run.history().epochs().size(),
                    run.rows(),
                    seconds));
  }

  private void saved(Saver saver) {
    if (prepared.from().isEmpty()) {
      saver.begin();
    }
    try (Interruption interruption = new Interruption()) {
      epochs(
          before -> {
            if (interruption.asked()) {
              saver.save();
              interruption.saved();
              throw new TrainingException(
                  "%s: training was interrupted at step %d (epoch %d). All of it is saved in %s: go on with resume(...)."
                      .formatted(
                          run.name(), run.step(), run.epoch(), plan.checkpoints.get().folder()));
            }
            saver.afterStep(before);
          });
      saver.save();
    }
  }

  private void tell(Consumer<Callback> what) {
    callbacks.forEach(what);
  }

  private void epochs(LongConsumer afterStep) {
    while (run.goesOn()) {
      run.begin();
      tell(callback -> callback.onEpochBegin(run));
      steps(afterStep);
      run.end(held.map(this::evaluate).orElse(Map.of()));
      tell(callback -> callback.onEpochEnd(run));
      run.turn();
      saver.ifPresent(Saver::afterEpoch);
    }
  }

  private void steps(LongConsumer afterStep) {
    int[] order = order(run.epoch());
    data.begin(
        Arrays.copyOfRange(order, run.done(), order.length),
        new Seed(plan.seed).of("data").of(run.epoch()));
    while (data.advance()) {
      long first = run.step() + 1;
      long began = System.nanoTime();
      double[] seen = data.step(first, run.learningRateScale());
      run.did(data.steps());
      run.spent(new History.Times(0, (System.nanoTime() - began) / 1e9, 0));
      if (!Double.isFinite(seen[0])) {
        throw new DivergedException(
            seen[0],
            run.step(),
            run.epoch(),
            trained(good, run.history().epochs().size()),
            goodStep);
      }
      run.after(data.count(), seen);
      tell(callback -> callback.onBatchEnd(run));
      if (run.step() / SNAPSHOT > (first - 1) / SNAPSHOT) {
        keepIfGood(module.weights());
      }
      afterStep.accept(first - 1);
      if (!run.goesOn()) {
        break;
      }
    }
    run.spent(new History.Times(data.waited(), 0, 0));
  }

  private void keepIfGood(Weights weights) {
    if (Means.finite(weights)) {
      good = weights;
      goodStep = run.step();
    }
  }

  private Map<String, Double> evaluate(Feed validation) {
    long began = System.nanoTime();
    Means means = new Means(prepared.objective());
    validation.begin(
        Order.ascending(prepared.held().orElseThrow().rows()), new Seed(plan.seed).of("held"));
    while (validation.advance()) {
      means.add(validation.evaluate(), validation.count());
    }
    run.spent(new History.Times(0, 0, (System.nanoTime() - began) / 1e9));
    return means.byName("val_");
  }

  private int[] order(int epoch) {
    SplittableRandom random = new Seed(plan.seed).of(epoch).random();
    if (prepared.buckets().isPresent()) {
      return prepared.buckets().get().order(random);
    }
    int rows = prepared.training().rows();
    if (!plan.shuffle) {
      return Order.ascending(rows);
    }
    return plan.shuffleBuffer > 0
        ? Order.buffered(rows, plan.shuffleBuffer, random)
        : Order.shuffled(rows, random);
  }

  private Checkpoint checkpoint() {
    return new Checkpoint(
        prepared.start(),
        prepared.identity(),
        module.weights(),
        module.state(),
        run.kept(),
        run.state(ranges()));
  }

  private Ranges ranges() {
    Ranges all = Ranges.of(prepared.training().specs().size(), before.state());
    all.add(data.ranges());
    return all;
  }

  private Trained trained(Weights weights, int keptEpoch) {
    List<History.Epoch> epochs = run.history().epochs();
    Graph graph = prepared.graph();
    Map<String, String> notes =
        Notes.of(prepared.start(), prepared.training(), ranges(), plan, epochs, keptEpoch);
    return new Trained(new Model(graph, weights, notes), new History(epochs), plan.goal);
  }
}
