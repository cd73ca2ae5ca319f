package dev.hebb.training;

import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;

/**
 * Writes what TensorBoard shows: each figure of an epoch as {@code epoch_<figure>}, as Keras names
 * them, those of the validation data as a run of their own, so that both lie in one chart; the
 * learning rate, and examples a second. Look at it with {@code tensorboard --logdir folder}.
 */
public final class TensorBoard implements Callback {
  private static final String HELD = "val_";

  private final Path folder;
  private final Clock clock;
  private EventFile training;
  private EventFile validation;

  TensorBoard(Path folder, Clock clock) {
    this.folder = folder;
    this.clock = clock;
  }

  /** Into this folder; the runs of it are {@code train} and {@code validation}. */
  public static TensorBoard tensorBoard(Path folder) {
    return new TensorBoard(folder, Clock.systemUTC());
  }

  @Override
  public void onTrainBegin(Run run) {
    // What was shown of this epoch and later is of a training that was ended: it is dropped.
    training = EventFile.create(folder.resolve("train"), clock, run.epoch());
    if (run.names().stream().anyMatch(name -> name.startsWith(HELD))) {
      validation = EventFile.create(folder.resolve("validation"), clock, run.epoch());
    }
  }

  @Override
  public void onEpochEnd(Run run) {
    History.Epoch epoch = run.history().last();
    for (Map.Entry<String, Double> figure : epoch.figures().entrySet()) {
      String name = figure.getKey();
      if (name.startsWith(HELD)) {
        validation.scalar("epoch_" + name.substring(HELD.length()), figure.getValue(), epoch);
      } else {
        training.scalar("epoch_" + name, figure.getValue(), epoch);
      }
    }
    training.scalar("epoch_learning_rate", epoch.learningRate(), epoch);
    training.scalar("samples_per_second", epoch.samplesPerSecond(), epoch);
  }
}
