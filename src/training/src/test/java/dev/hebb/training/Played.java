package dev.hebb.training;

import dev.hebb.graph.Model;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** A training that is only told of. */
final class Played implements Run {
  final List<History.Epoch> over = new ArrayList<>();
  int done;
  double rate = 0.5;
  double scale = 1;
  int kept;
  boolean stopped;
  private final int epochs;
  private final Map<String, Double> figures;

  Played(int epochs, Map<String, Double> figures) {
    this.epochs = epochs;
    this.figures = figures;
  }

  /** An epoch is over that ended with this figure. */
  void epoch(String figure, double value) {
    over.add(
        new History.Epoch(
            epoch(), Map.of(figure, value), 1, 100, History.Times.NONE, learningRate()));
  }

  @Override
  public String name() {
    return "stock";
  }

  @Override
  public int epochs() {
    return epochs;
  }

  @Override
  public int epoch() {
    return over.size() + 1;
  }

  @Override
  public int rows() {
    return 100;
  }

  @Override
  public long step() {
    return over.size();
  }

  @Override
  public int done() {
    return done;
  }

  @Override
  public Map<String, Double> figures() {
    return figures;
  }

  @Override
  public List<String> names() {
    return List.copyOf(figures.keySet());
  }

  @Override
  public boolean higherIsBetter(String figure) {
    return figure.endsWith("accuracy");
  }

  @Override
  public History history() {
    return new History(over);
  }

  @Override
  public double learningRate() {
    return rate * scale;
  }

  @Override
  public void scaleLearningRate(double factor) {
    scale = factor;
  }

  @Override
  public double learningRateScale() {
    return scale;
  }

  @Override
  public Model model() {
    throw new AssertionError("nobody looks at weights here");
  }

  @Override
  public void keep() {
    kept = over.size();
  }

  @Override
  public void stop() {
    stopped = true;
  }
}
