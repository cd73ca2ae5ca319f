package dev.hebb.training;

import dev.hebb.graph.Graph;
import dev.hebb.training.data.Examples;
import dev.hebb.training.shard.ShardedExamples;
import dev.hebb.training.torch.Hardware;
import java.util.Optional;

/** Whether a training is done where its examples lie, and what that asks for. */
final class Sharding {
  private Sharding() {}

  static Optional<ShardedExamples> of(Examples training) {
    Examples examples = training instanceof Watched watched ? watched.examples() : training;
    return examples instanceof ShardedExamples there ? Optional.of(there) : Optional.empty();
  }

  static void check(Trainer plan, Graph graph, Examples training) {
    boolean here =
        plan.devices.size() == 1 && (plan.devices.get(0).isAuto() || !plan.devices.get(0).isGpu());
    if (of(training).isPresent() && !here) {
      throw new TrainingException(
          "%s: device: expected the CPU, on which the other machines compute that have the examples, got %s. Leave device(...) out."
              .formatted(graph.name(), plan.devices));
    }
  }

  /** On what it is computed. */
  static String devices(Trainer plan, Examples training) {
    return of(training)
        .map(
            there ->
                "[cpu] of %d shards, averaged every %d steps"
                    .formatted(there.shards(), there.averageEvery()))
        .orElseGet(() -> Hardware.found(plan.devices).toString());
  }
}
