package dev.hebb.training;

import dev.hebb.graph.Graph;
import dev.hebb.graph.Model;
import dev.hebb.graph.Param;
import dev.hebb.graph.Seed;
import dev.hebb.graph.Weights;
import dev.hebb.training.data.Examples;
import dev.hebb.training.data.Order;
import dev.hebb.training.torch.TrainingModule;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;

/** Epochs, batches, steps: one run of {@link Trainer#fit}. */
final class TrainingLoop {
  // Below this a second thread costs more in waking up than it computes.
  private static final long SMALL = 20_000;
  // How many steps at most are lost when the loss becomes NaN.
  private static final int SNAPSHOT = 100;

  private final Trainer plan;
  private final Graph graph;
  private final Examples training;
  private final Examples held;
  private final Buckets buckets;
  private final Model start;
  private final Objective objective;
  private final List<History.Epoch> epochs = new ArrayList<>();
  private final List<String> figures;
  private long step;
  private Weights good;
  private long goodStep;
  private Weights best;
  private double bestFigure = Double.POSITIVE_INFINITY;
  private int bestEpoch;

  TrainingLoop(Trainer plan, Examples examples) {
    this.plan = plan;
    this.graph = plan.source.graph();
    boolean split = plan.validationSplit > 0 && plan.validation.isEmpty();
    objective = Objective.of(graph, plan.loss, plan.metrics);
    training = fitting(split ? examples.before(plan.validationSplit) : examples);
    Examples rest = split ? examples.last(plan.validationSplit) : plan.validation.orElse(null);
    held = rest == null ? null : fitting(rest);
    if (graph.params().stream().noneMatch(Param::trainable)) {
      throw new TrainingException(
          graph.name()
              + ": expected something to train, got a network without trainable parameters. Add a layer"
              + " that learns, or do not freeze all of them.");
    }
    if (plan.batchSize > training.rows()) {
      throw new TrainingException(
          graph.name()
              + ": expected a batch of at most "
              + training.rows()
              + " rows, which is all there are to train on, got "
              + plan.batchSize
              + ". Use a smaller batchSize.");
    }
    start =
        plan.source instanceof Model model
            ? model
            : Fitting.fit(Model.initial(graph, plan.seed), training);
    buckets = plan.bucketed ? Buckets.of(graph, training, plan.batchSize) : null;
    figures = objective.figures();
    plan.earlyStopping.ifPresent(this::monitored);
  }

  private Examples fitting(Examples examples) {
    Fit.check(graph, objective, examples);
    return Fit.watched(graph, objective, examples);
  }

  private void monitored(EarlyStopping when) {
    List<String> there = new ArrayList<>(figures);
    if (held != null) {
      figures.forEach(figure -> there.add("val_" + figure));
    }
    if (!there.contains(when.monitor())) {
      throw new TrainingException(
          graph.name()
              + ": early stopping watches \""
              + when.monitor()
              + "\", which is not among "
              + there
              + ". Give validation data, or watch another figure.");
    }
  }

  Trained run() {
    int threads = plan.threads;
    if (threads == 0) {
      threads = graph.parameterCount() < SMALL ? 1 : Runtime.getRuntime().availableProcessors();
    }
    Model model = new Model(objective.graph(), start.weights());
    good = start.weights();
    try (TrainingModule module = new TrainingModule(model, plan.optimizer, plan.seed, threads)) {
      try (Feed data = feed(module, training);
          Feed validation = held == null ? null : feed(module, held)) {
        for (int epoch = 1; epoch <= plan.epochs && !stop(epoch); epoch++) {
          epoch(module, data, validation, epoch);
        }
        return best == null
            ? trained(module.weights(), epochs.size(), data)
            : trained(best, bestEpoch, data);
      }
    } finally {
      plan.progress.finish();
    }
  }

  private Feed feed(TrainingModule module, Examples examples) {
    return Feed.of(examples, module, plan.batchSize, plan.readers);
  }

  private void epoch(TrainingModule module, Feed data, Feed validation, int epoch) {
    plan.progress.begin(epoch, plan.epochs, training.rows());
    long began = System.nanoTime();
    int[] order = order(epoch);
    Means means = new Means(objective);
    data.begin(order, new Seed(plan.seed).of("data").of(epoch));
    while (data.advance()) {
      int[] batch = data.rows();
      step++;
      double[] seen = module.step(data.data(), batch, step);
      if (!Double.isFinite(seen[0])) {
        throw new DivergedException(
            seen[0], step, epoch, trained(good, epochs.size(), data), goodStep);
      }
      means.add(seen, batch.length);
      plan.progress.batch(batch.length, means.byName(""));
      if (step % SNAPSHOT == 0) {
        keepIfGood(module.weights());
      }
    }
    double seconds = (System.nanoTime() - began) / 1e9;
    Map<String, Double> all = new LinkedHashMap<>(means.byName(""));
    if (validation != null) {
      all.putAll(evaluate(module, validation));
    }
    History.Epoch done =
        new History.Epoch(epoch, all, seconds, order.length / seconds, data.waited());
    epochs.add(done);
    plan.progress.end(done);
    keepBest(module, done);
  }

  private void keepIfGood(Weights weights) {
    if (Means.finite(weights)) {
      good = weights;
      goodStep = step;
    }
  }

  private Map<String, Double> evaluate(TrainingModule module, Feed validation) {
    Means means = new Means(objective);
    validation.begin(Order.ascending(held.rows()), new Seed(plan.seed).of("held"));
    while (validation.advance()) {
      int[] batch = validation.rows();
      means.add(module.evaluate(validation.data(), batch), batch.length);
    }
    return means.byName("val_");
  }

  private void keepBest(TrainingModule module, History.Epoch done) {
    plan.earlyStopping.ifPresent(
        when -> {
          double figure = done.figures().get(when.monitor());
          if (figure < bestFigure - when.minDelta()) {
            bestFigure = figure;
            bestEpoch = done.number();
            best = module.weights();
          }
        });
  }

  private boolean stop(int epoch) {
    int done = epoch - 1;
    return plan.earlyStopping
        .map(when -> done > 0 && done - bestEpoch >= when.patience())
        .orElse(false);
  }

  private int[] order(int epoch) {
    if (buckets != null) {
      return buckets.order(new Seed(plan.seed).of(epoch).random());
    }
    if (!plan.shuffle) {
      return Order.ascending(training.rows());
    }
    SplittableRandom random = new Seed(plan.seed).of(epoch).random();
    return plan.shuffleBuffer > 0
        ? Order.buffered(training.rows(), plan.shuffleBuffer, random)
        : Order.shuffled(training.rows(), random);
  }

  private Trained trained(Weights weights, int keptEpoch, Feed seen) {
    Map<String, String> notes = Notes.of(start, training, seen.ranges(), plan, epochs, keptEpoch);
    Model model = new Model(graph, weights, notes);
    return new Trained(model, new History(epochs), plan.loss, plan.metrics);
  }
}
