package dev.hebb.spark;

import dev.hebb.training.Progress;
import dev.hebb.training.Trained;
import dev.hebb.training.Trainer;
import java.io.Serializable;
import java.util.List;
import org.apache.spark.TaskContext;
import org.apache.spark.broadcast.Broadcast;

/**
 * Trains a configuration, on an executor.
 *
 * @param held what it is validated on, if {@code validated}
 */
record SearchTask(
    List<Trial> trials,
    TrialTrainer trainer,
    Broadcast<SearchData> training,
    Broadcast<SearchData> held,
    boolean validated)
    implements Serializable {
  TrialResult train(int number) {
    return TrialResult.of(trials.get(number), this::trained);
  }

  private Trained trained(Trial trial) {
    Trainer plan =
        trainer.trainer(trial).progress(Progress.silent()).threads(TaskContext.get().cpus());
    Trainer whole = validated ? plan.validation(held.value().dataset()) : plan;
    return whole.fit(training.value().dataset());
  }
}
