package dev.hebb.training;

import dev.hebb.graph.Model;
import java.util.List;
import java.util.Map;

/** A training that is under way, as a {@link Callback} sees it. */
public interface Run {
  /** What is trained, such as {@code stock-rnn}. */
  String name();

  /** How many epochs are planned. */
  int epochs();

  /** The epoch at work, from 1. */
  int epoch();

  /** How many examples an epoch has. */
  int rows();

  /** How many steps are done. */
  long step();

  /** How many examples of this epoch are done. */
  int done();

  /** Loss and metrics over this epoch so far, by name. */
  Map<String, Double> figures();

  /** The names of all figures that an epoch has when it is over. */
  List<String> names();

  /** Whether a larger figure of this name is a better one, as of an accuracy. */
  boolean higherIsBetter(String figure);

  /** The epochs that are over. */
  History history();

  /** The learning rate of the last step. */
  double learningRate();

  /** What the optimizer's learning rate is multiplied by from now on; 1 in the beginning. */
  void scaleLearningRate(double factor);

  /** What it is multiplied by now. */
  double learningRateScale();

  /** The model as it is now, copied. */
  Model model();

  /** Keeps the weights as they are now: {@code fit} gives back those that were kept last. */
  void keep();

  /** Ends the training after this step, as if its epochs were over. */
  void stop();
}
