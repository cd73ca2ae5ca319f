package dev.hebb.training;

import dev.hebb.graph.Graph;
import dev.hebb.graph.Model;
import dev.hebb.graph.Weights;
import dev.hebb.training.torch.TrainingModule;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Where a training is: what changes from step to step. */
final class Running implements Run {
  private final Graph graph;
  private final Objective objective;
  private final TrainingModule module;
  private final int planned;
  private final int rows;
  private final List<String> names;
  private final Set<String> higher;
  private final List<History.Epoch> epochs = new ArrayList<>();
  private int epoch = 1;
  private int done;
  private long step;
  private double scale = 1;
  private Weights kept = new Weights(Map.of());
  private int keptEpoch;
  private boolean stopped;
  private Means means;
  private History.Times times = History.Times.NONE;
  private double before;
  private long began;

  Running(
      Objective objective,
      Graph graph,
      Trainer plan,
      TrainingModule module,
      int rows,
      boolean held) {
    this.graph = graph;
    this.objective = objective;
    this.module = module;
    this.planned = plan.epochs;
    this.rows = rows;
    this.means = new Means(objective);
    this.names = names(objective, held);
    this.higher = higher(objective);
  }

  private static List<String> names(Objective objective, boolean held) {
    List<String> names = new ArrayList<>(objective.figures());
    if (held) {
      objective.figures().forEach(figure -> names.add("val_" + figure));
    }
    return List.copyOf(names);
  }

  private static Set<String> higher(Objective objective) {
    Set<String> higher = new HashSet<>();
    for (Objective.Shown each : objective.shown()) {
      if (each.higherIsBetter()) {
        higher.addAll(each.figures());
        each.figures().forEach(figure -> higher.add("val_" + figure));
      }
    }
    return higher;
  }

  /** Goes on from there. */
  void restore(Checkpoint from) {
    RunState state = from.state();
    module.restore(from.weights(), from.optimizer());
    epochs.addAll(state.epochs());
    epoch = state.epoch();
    done = state.done();
    step = state.step();
    scale = state.scale();
    kept = from.kept();
    keptEpoch = state.keptEpoch();
    stopped = state.stopped();
    means.restore(state.sums());
    times = state.times();
    before = state.seconds();
  }

  RunState state(Ranges ranges) {
    return new RunState(
        epoch,
        done,
        step,
        scale,
        keptEpoch,
        stopped,
        seconds(),
        times,
        means.state(),
        ranges.state(),
        epochs);
  }

  /** Whether there is an epoch left to do. */
  boolean goesOn() {
    return epoch <= planned && !stopped;
  }

  /** The epoch at work begins, or goes on. */
  void begin() {
    began = System.nanoTime();
  }

  private double seconds() {
    return began == 0 ? before : before + (System.nanoTime() - began) / 1e9;
  }

  /** A step is done. */
  void after(int examples, double[] seen) {
    means.add(seen, examples);
    done += examples;
  }

  /** So many more steps. */
  void did(int steps) {
    step += steps;
  }

  void spent(History.Times more) {
    times = times.plus(more);
  }

  /** The epoch at work is over. */
  void end(Map<String, Double> validation) {
    double seconds = seconds();
    double training = Math.max(1e-9, seconds - times.validation());
    Map<String, Double> figures = new LinkedHashMap<>(figures());
    figures.putAll(validation);
    epochs.add(new History.Epoch(epoch, figures, seconds, done / training, times, learningRate()));
  }

  /** Goes over to the next epoch. */
  void turn() {
    epoch++;
    done = 0;
    means = new Means(objective);
    times = History.Times.NONE;
    before = 0;
    began = 0;
  }

  Weights kept() {
    return kept;
  }

  int keptEpoch() {
    return keptEpoch;
  }

  @Override
  public String name() {
    return graph.name();
  }

  @Override
  public int epochs() {
    return planned;
  }

  @Override
  public int epoch() {
    return epoch;
  }

  @Override
  public int rows() {
    return rows;
  }

  @Override
  public long step() {
    return step;
  }

  @Override
  public int done() {
    return done;
  }

  @Override
  public Map<String, Double> figures() {
    return means.byName("");
  }

  @Override
  public List<String> names() {
    return names;
  }

  @Override
  public boolean higherIsBetter(String figure) {
    return higher.contains(figure);
  }

  @Override
  public History history() {
    return new History(epochs);
  }

  @Override
  public double learningRate() {
    return module.learningRate(Math.max(1, step)) * scale;
  }

  @Override
  public void scaleLearningRate(double factor) {
    if (!(factor >= 0 && factor < Double.POSITIVE_INFINITY)) {
      throw new TrainingException(
          "%s: expected to scale the learning rate by a number of at least 0, got %s."
              .formatted(graph.name(), factor));
    }
    scale = factor;
  }

  @Override
  public double learningRateScale() {
    return scale;
  }

  @Override
  public Model model() {
    return new Model(graph, module.weights());
  }

  @Override
  public void keep() {
    kept = module.weights();
    keptEpoch = epoch;
  }

  @Override
  public void stop() {
    stopped = true;
  }
}
