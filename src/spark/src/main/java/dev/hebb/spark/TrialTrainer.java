package dev.hebb.spark;

import dev.hebb.training.Trainer;
import java.io.Serializable;

/** Says how a configuration is trained; called on an executor. */
@FunctionalInterface
public interface TrialTrainer extends Serializable {
  /** The trainer of a configuration. */
  Trainer trainer(Trial trial);
}
