package dev.hebb.training;

import dev.hebb.graph.Graph;
import dev.hebb.graph.Model;
import dev.hebb.graph.Param;
import dev.hebb.graph.Seed;
import dev.hebb.graph.Weights;
import dev.hebb.training.data.Dataset;
import dev.hebb.training.torch.TrainingModule;
import java.util.ArrayList;
import java.util.Arrays;
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
  private final Dataset training;
  private final Dataset held;
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

  TrainingLoop(Trainer plan, Dataset examples) {
    this.plan = plan;
    this.graph = plan.source.graph();
    boolean split = plan.validationSplit > 0 && plan.validation.isEmpty();
    training = split ? examples.before(plan.validationSplit) : examples;
    held = split ? examples.last(plan.validationSplit) : plan.validation.orElse(null);
    Fit.check(graph, training);
    if (held != null) {
      Fit.check(graph, held);
    }
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
    objective = Objective.of(graph, plan.loss, plan.metrics);
    figures = objective.figures();
    plan.earlyStopping.ifPresent(this::monitored);
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
      TrainingModule.Data data = module.put(training.tensors());
      TrainingModule.Data validation = held == null ? null : module.put(held.tensors());
      for (int epoch = 1; epoch <= plan.epochs && !stop(epoch); epoch++) {
        epoch(module, data, validation, epoch);
      }
      return best == null ? trained(module.weights(), epochs.size()) : trained(best, bestEpoch);
    } finally {
      plan.progress.finish();
    }
  }

  private void epoch(
      TrainingModule module, TrainingModule.Data data, TrainingModule.Data validation, int epoch) {
    plan.progress.begin(epoch, plan.epochs, training.rows());
    long began = System.nanoTime();
    int[] order = order(epoch);
    Means means = new Means(figures);
    for (int from = 0; from < order.length; from += plan.batchSize) {
      int[] batch = Arrays.copyOfRange(order, from, Math.min(from + plan.batchSize, order.length));
      step++;
      double[] seen = module.step(data, batch, step);
      if (!Double.isFinite(seen[0])) {
        throw new DivergedException(seen[0], step, epoch, trained(good, epochs.size()), goodStep);
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
    History.Epoch done = new History.Epoch(epoch, all, seconds, order.length / seconds);
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

  private Map<String, Double> evaluate(TrainingModule module, TrainingModule.Data validation) {
    Means means = new Means(figures);
    int rows = held.rows();
    for (int from = 0; from < rows; from += plan.batchSize) {
      int[] batch = new int[Math.min(plan.batchSize, rows - from)];
      for (int i = 0; i < batch.length; i++) {
        batch[i] = from + i;
      }
      means.add(module.evaluate(validation, batch), batch.length);
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
    int[] order = new int[training.rows()];
    Arrays.setAll(order, i -> i);
    if (plan.shuffle) {
      SplittableRandom random = new Seed(plan.seed).of(epoch).random();
      for (int i = order.length - 1; i > 0; i--) {
        int j = random.nextInt(i + 1);
        int swapped = order[i];
        order[i] = order[j];
        order[j] = swapped;
      }
    }
    return order;
  }

  private Trained trained(Weights weights, int keptEpoch) {
    Model model = new Model(graph, weights, Notes.of(start, training, plan, epochs, keptEpoch));
    return new Trained(model, new History(epochs), plan.loss, plan.metrics);
  }
}
