package dev.hebb.training;

import dev.hebb.graph.Digest;
import dev.hebb.graph.Graph;
import dev.hebb.graph.Model;
import dev.hebb.graph.Param;
import dev.hebb.graph.Weights;
import dev.hebb.training.data.Examples;
import dev.hebb.training.data.Fingerprint;
import dev.hebb.training.torch.Hardware;
import dev.hebb.training.torch.Placement;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * All that is settled before the first step.
 *
 * @param start the model it begins with, its scalers fitted
 * @param held examples to validate on
 * @param from where to go on; empty: it begins
 */
record Preparation(
    Trainer plan,
    Objective objective,
    Model start,
    Examples training,
    Optional<Examples> held,
    Optional<Buckets> buckets,
    Map<String, String> identity,
    Optional<Checkpoint> from) {
  // Below this a second thread costs more in waking up than it computes.
  private static final long SMALL = 20_000;

  static Preparation of(Trainer plan, Examples examples, Optional<CheckpointFolder> resumed) {
    Graph graph = plan.source.graph();
    boolean split = plan.validationSplit > 0 && plan.validation.isEmpty();
    Examples weighted =
        examples.weightSpecs().isEmpty() ? plan.validation.orElse(examples) : examples;
    Objective objective = Objective.of(graph, plan.goal, Fit.weightAxes(weighted));
    Examples training =
        fitting(graph, objective, split ? examples.before(plan.validationSplit) : examples);
    Optional<Examples> rest =
        split ? Optional.of(examples.last(plan.validationSplit)) : plan.validation;
    Optional<Examples> held = rest.map(each -> fitting(graph, objective, each));
    check(plan, graph, training);
    Map<String, String> identity =
        plan.checkpoints.isPresent() ? identity(plan, objective, training, held) : Map.of();
    Optional<Checkpoint> from = resumed.flatMap(CheckpointFolder::newest);
    from.ifPresent(each -> same(graph, identity, each.identity()));
    return new Preparation(
        plan,
        objective,
        from.map(Checkpoint::start).orElseGet(() -> start(plan, training)),
        training,
        held,
        plan.bucketed ? Optional.of(Buckets.of(graph, training, plan.batchSize)) : Optional.empty(),
        identity,
        from);
  }

  private static Examples fitting(Graph graph, Objective objective, Examples given) {
    Examples examples = Even.of(objective, given);
    Fit.check(graph, objective, examples);
    return Fit.watched(graph, objective, examples);
  }

  private static void check(Trainer plan, Graph graph, Examples training) {
    if (graph.params().stream().noneMatch(Param::trainable)) {
      throw new TrainingException(
          graph.name()
              + ": expected something to train, got a network without trainable parameters. Add a layer"
              + " that learns, or do not freeze all of them.");
    }
    Sharding.check(plan, graph, training);
    if (plan.batchSize > training.rows()) {
      throw new TrainingException(
          graph.name()
              + ": expected a batch of at most "
              + training.rows()
              + " rows, which is all there are to train on, got "
              + plan.batchSize
              + ". Use a smaller batchSize.");
    }
  }

  private static Model start(Trainer plan, Examples training) {
    return plan.source instanceof Model model
        ? model
        : Fitting.fit(Model.initial(plan.source.graph(), plan.seed), training);
  }

  private static int threads(Trainer plan, Examples training) {
    if (plan.threads > 0) {
      return plan.threads;
    }
    if (Sharding.of(training).isPresent()) {
      return 1;
    }
    boolean small = plan.source.graph().parameterCount() < SMALL;
    return small ? 1 : Runtime.getRuntime().availableProcessors();
  }

  // Whatever makes the numbers what they are.
  private static Map<String, String> identity(
      Trainer plan, Objective objective, Examples training, Optional<Examples> held) {
    Map<String, String> identity = new TreeMap<>();
    identity.put("network, loss and metrics", digest(objective.graph()));
    identity.put("optimizer", plan.optimizer.declaration());
    identity.put("seed", Long.toString(plan.seed));
    identity.put("batchSize", Integer.toString(plan.batchSize));
    identity.put("order", order(plan));
    identity.put("threads", Integer.toString(threads(plan, training)));
    identity.put("devices", Sharding.devices(plan, training));
    identity.put("precision", plan.precision.toString());
    identity.put("data", Fingerprint.of(training));
    identity.put("validation data", held.map(Fingerprint::of).orElse("none"));
    if (plan.source instanceof Model model) {
      identity.put("first weights", model.digest());
    }
    return identity;
  }

  private static String order(Trainer plan) {
    if (plan.bucketed) {
      return "bucketed";
    }
    if (!plan.shuffle) {
      return "as they come";
    }
    return plan.shuffleBuffer > 0 ? "shuffled in " + plan.shuffleBuffer : "shuffled";
  }

  private static String digest(Graph graph) {
    StringBuilder text = new StringBuilder().append(graph.inputs()).append(graph.nodes());
    graph.params().forEach(param -> text.append(param.name()).append(param.dims()));
    return new Digest().add(text.append(graph.outputs()).toString()).shortHex();
  }

  private static void same(Graph graph, Map<String, String> now, Map<String, String> then) {
    now.forEach(
        (name, value) -> {
          if (!value.equals(then.get(name))) {
            throw new TrainingException(
                "%s: resume: expected the training that was saved, got another %s: %s instead of %s. Say what was said then, or begin anew in another folder."
                    .formatted(graph.name(), name, value, then.get(name)));
          }
        });
  }

  Graph graph() {
    return plan.source.graph();
  }

  Placement placement() {
    boolean sharded = Sharding.of(training).isPresent();
    List<Device> devices = sharded ? List.of(Device.cpu()) : plan.devices;
    return new Placement(
        Hardware.found(devices),
        plan.precision,
        threads(plan, training),
        objective.losses().size(),
        sharded);
  }

  /** The weights it begins or goes on with. */
  Weights weights() {
    return from.map(Checkpoint::weights).orElse(start.weights());
  }
}
