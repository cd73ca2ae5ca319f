package dev.hebb.benchmarks;

import java.util.ArrayList;
import java.util.List;

/** A task on so many threads. On the command line of a side {@code conv-gru 1}. */
record TrainCase(Task task, int threads) {
  /** All there are, on one thread and on two. */
  static List<TrainCase> all() {
    List<TrainCase> all = new ArrayList<>();
    for (Task task : Task.values()) {
      if (task.trained()) {
        all.add(new TrainCase(task, 1));
        all.add(new TrainCase(task, 2));
      }
    }
    return all;
  }

  static TrainCase of(String... arguments) {
    return new TrainCase(Task.of(arguments[0]), Integer.parseInt(arguments[1]));
  }

  /** As it is printed: {@code conv-gru-1t}. */
  String item() {
    return "%s-%dt".formatted(task.title(), threads);
  }
}
