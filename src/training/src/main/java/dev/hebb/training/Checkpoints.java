package dev.hebb.training;

import java.nio.file.Path;
import java.time.Duration;

/**
 * Saves a training while it is under way, so that {@link Trainer#resume} can go on with it. Each
 * checkpoint is one file, written whole or not at all: a model file ({@link
 * dev.hebb.graph.Model#load} opens it) with what the optimizer remembers, the place in the data and
 * the history so far. There is one of the beginning, which also finds out whether the folder can be
 * written, and one of the end.
 *
 * @param folder where they are; nothing else should be
 * @param epochs epochs between two of them; 0: none for epochs
 * @param steps steps between two of them; 0: none for steps
 * @param time at most so long between two of them; zero: none for time
 * @param keep how many of them stay, the latest
 * @param best the figure whose best epoch is saved as {@code best.hebb}, a plain model; empty: none
 */
public record Checkpoints(
    Path folder, int epochs, int steps, Duration time, int keep, String best) {
  public Checkpoints {
    if (epochs < 0 || steps < 0 || keep < 1 || time.isNegative()) {
      throw new TrainingException(
          "checkpoints: expected whole numbers of at least 0 and at least 1 to keep, got every %d epochs, every %d steps, every %s, keep %d."
              .formatted(epochs, steps, time, keep));
    }
  }

  /** One after every epoch; the last 2 stay. */
  public static Checkpoints in(Path folder) {
    return new Checkpoints(folder, 1, 0, Duration.ZERO, 2, "");
  }

  /** After so many epochs each. */
  public Checkpoints everyEpochs(int count) {
    return new Checkpoints(folder, count, steps, time, keep, best);
  }

  /** After so many steps each, also in the middle of an epoch. */
  public Checkpoints everySteps(int count) {
    return new Checkpoints(folder, epochs, count, time, keep, best);
  }

  /** At the first step after so long, also in the middle of an epoch. */
  public Checkpoints every(Duration atMost) {
    return new Checkpoints(folder, epochs, steps, atMost, keep, best);
  }

  /** The latest so many stay, others are deleted. */
  public Checkpoints keep(int count) {
    return new Checkpoints(folder, epochs, steps, time, count, best);
  }

  /** Also the model of the best epoch by this figure, as {@code best.hebb}. */
  public Checkpoints best(String figure) {
    return new Checkpoints(folder, epochs, steps, time, keep, figure);
  }
}
