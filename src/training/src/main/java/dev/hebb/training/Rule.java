package dev.hebb.training;

import dev.hebb.training.schedule.Schedule;

/** How a gradient becomes a change of the parameter: an optimizer without settings around it. */
public sealed interface Rule extends Optimizer
    permits Adadelta,
        Adafactor,
        Adagrad,
        Adam,
        Adamax,
        Ftrl,
        Lamb,
        Lion,
        Muon,
        Nadam,
        RmsProp,
        Sgd {
  /** The step size at each step. */
  Schedule learningRate();

  /** Dispatches to the method of this rule. */
  <R> R accept(RuleVisitor<R> visitor);

  @Override
  default Rule rule() {
    return this;
  }

  @Override
  default Settings settings() {
    return Settings.NONE;
  }
}
