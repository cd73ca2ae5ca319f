package dev.hebb.training;

/**
 * Is called while a training is under way, on its thread. Whatever it remembers is not in a
 * checkpoint: one that shall go on after {@link Trainer#resume} as if nothing had happened works
 * out what it needs from {@link Run#history}, as those of this package do.
 */
public interface Callback {
  /** Before the first step, also of a training that goes on. */
  default void onTrainBegin(Run run) {}

  /** Before the first step of an epoch. */
  default void onEpochBegin(Run run) {}

  /** After each step. */
  default void onBatchEnd(Run run) {}

  /** After the last step of an epoch and its validation: {@code run.history().last()}. */
  default void onEpochEnd(Run run) {}

  /** Training is over, well or not. */
  default void onTrainEnd(Run run) {}
}
