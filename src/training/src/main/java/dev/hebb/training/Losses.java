package dev.hebb.training;

import dev.hebb.training.loss.BinaryCrossentropy;
import dev.hebb.training.loss.BinaryFocalCrossentropy;
import dev.hebb.training.loss.CategoricalCrossentropy;
import dev.hebb.training.loss.CategoricalFocalCrossentropy;
import dev.hebb.training.loss.CategoricalGeneralizedCrossEntropy;
import dev.hebb.training.loss.CategoricalHinge;
import dev.hebb.training.loss.Circle;
import dev.hebb.training.loss.CosineSimilarity;
import dev.hebb.training.loss.Ctc;
import dev.hebb.training.loss.Dice;
import dev.hebb.training.loss.Hinge;
import dev.hebb.training.loss.Huber;
import dev.hebb.training.loss.KLDivergence;
import dev.hebb.training.loss.LogCosh;
import dev.hebb.training.loss.MeanAbsoluteError;
import dev.hebb.training.loss.MeanAbsolutePercentageError;
import dev.hebb.training.loss.MeanSquaredError;
import dev.hebb.training.loss.MeanSquaredLogarithmicError;
import dev.hebb.training.loss.Poisson;
import dev.hebb.training.loss.SparseCategoricalCrossentropy;
import dev.hebb.training.loss.SquaredHinge;
import dev.hebb.training.loss.Tversky;
import java.util.List;

/** All losses, each with Keras's defaults. Each is a metric too. */
public final class Losses {
  private Losses() {}

  /** The mean of squared errors. */
  public static MeanSquaredError meanSquaredError() {
    return new MeanSquaredError();
  }

  /** The mean size of errors. */
  public static MeanAbsoluteError meanAbsoluteError() {
    return new MeanAbsoluteError();
  }

  /** The mean size of errors as a share of the target, in percent. */
  public static MeanAbsolutePercentageError meanAbsolutePercentageError() {
    return new MeanAbsolutePercentageError();
  }

  /** The mean of squared errors of logarithms. */
  public static MeanSquaredLogarithmicError meanSquaredLogarithmicError() {
    return new MeanSquaredLogarithmicError();
  }

  /** The angle between prediction and target. */
  public static CosineSimilarity cosineSimilarity() {
    return new CosineSimilarity();
  }

  /** Squares of small errors, sizes of large ones, from {@code delta(1)} on. */
  public static Huber huber() {
    return new Huber(1);
  }

  /** A smooth {@link #huber}. */
  public static LogCosh logCosh() {
    return new LogCosh();
  }

  /** Counts whose expectation is predicted. */
  public static Poisson poisson() {
    return new Poisson();
  }

  /** Of distributions. */
  public static KLDivergence klDivergence() {
    return new KLDivergence();
  }

  /** Each number a yes or no, of probabilities or {@code ofLogits()}. */
  public static BinaryCrossentropy binaryCrossentropy() {
    return new BinaryCrossentropy(false, 0);
  }

  /** The same, in which what is known already counts less. */
  public static BinaryFocalCrossentropy binaryFocalCrossentropy() {
    return new BinaryFocalCrossentropy(2, -1, false, 0);
  }

  /** One-hot targets, of probabilities or {@code ofLogits()}. */
  public static CategoricalCrossentropy categoricalCrossentropy() {
    return new CategoricalCrossentropy(false, 0);
  }

  /** The same, in which what is known already counts less. */
  public static CategoricalFocalCrossentropy categoricalFocalCrossentropy() {
    return new CategoricalFocalCrossentropy(0.25, 2, false, 0);
  }

  /** Class indices as targets, of probabilities or {@code ofLogits()}. */
  public static SparseCategoricalCrossentropy sparseCategoricalCrossentropy() {
    return new SparseCategoricalCrossentropy(false);
  }

  /** Class indices some of which are wrong; Keras has no default for q, here it is 0.5. */
  public static CategoricalGeneralizedCrossEntropy categoricalGeneralizedCrossEntropy() {
    return new CategoricalGeneralizedCrossEntropy(0.5);
  }

  /** Targets 1 and -1, or 1 and 0. */
  public static Hinge hinge() {
    return new Hinge();
  }

  /** Targets 1 and -1, or 1 and 0. */
  public static SquaredHinge squaredHinge() {
    return new SquaredHinge();
  }

  /** One-hot targets. */
  public static CategoricalHinge categoricalHinge() {
    return new CategoricalHinge();
  }

  /** How little two areas overlap. */
  public static Dice dice() {
    return new Dice(List.of());
  }

  /** How little two areas overlap, with a weight for each kind of error. */
  public static Tversky tversky() {
    return new Tversky(0.5, 0.5, List.of());
  }

  /** Vectors of one class near one another. */
  public static Circle circle() {
    return new Circle(80, 0.4, true);
  }

  /** Labels in their order, at any steps. */
  public static Ctc ctc() {
    return new Ctc();
  }
}
