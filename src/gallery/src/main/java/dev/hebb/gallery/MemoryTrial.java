package dev.hebb.gallery;

import dev.hebb.network.Network;
import dev.hebb.network.Rank.Sequence;
import dev.hebb.network.Rank.Vector;
import dev.hebb.training.Adam;
import dev.hebb.training.Progress;
import dev.hebb.training.Trained;
import dev.hebb.training.Trainer;
import dev.hebb.training.data.Dataset;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import java.util.stream.LongStream;

/**
 * One way to learn the adding problem, and what came of it from several seeds.
 *
 * @param runs one a seed; empty before
 */
record MemoryTrial(
    RecurrentCore core, int units, double learningRate, AddingProblem problem, List<Trained> runs) {
  /** Examples a step. */
  static final int BATCH = 50;

  private static final int HELD = 1000;

  MemoryTrial {
    runs = List.copyOf(runs);
  }

  /** Not tried yet. */
  static MemoryTrial of(RecurrentCore core, int units, double learningRate, int time) {
    return new MemoryTrial(core, units, learningRate, new AddingProblem(time), List.of());
  }

  Network<Sequence, Vector> network() {
    return core.declared(
        "memory-" + core.name().toLowerCase(Locale.ROOT), AddingProblem.FEATURES, units);
  }

  /** What it is never trained on. */
  Dataset held() {
    return problem.examples(HELD, 2);
  }

  /** Trains once. All trials of one length see the same examples. */
  Trained run(int examples, int epochs, long seed) {
    return Trainer.of(network())
        .optimizer(Adam.adam().learningRate(learningRate))
        .batchSize(BATCH)
        .epochs(epochs)
        .validation(held())
        .seed(seed)
        .threads(1)
        .progress(Progress.silent())
        .fit(problem.examples(examples, 1));
  }

  /** Trains from the seeds 1 to {@code seeds}, all trials at the same time. */
  static List<MemoryTrial> run(List<MemoryTrial> trials, int examples, int epochs, int seeds) {
    record Job(MemoryTrial trial, long seed) {}
    List<Job> jobs =
        trials.stream()
            .flatMap(
                trial -> LongStream.rangeClosed(1, seeds).mapToObj(seed -> new Job(trial, seed)))
            .toList();
    List<Trained> runs = AtOnce.each(jobs, job -> job.trial.run(examples, epochs, job.seed));
    return IntStream.range(0, trials.size())
        .mapToObj(i -> trials.get(i).with(runs.subList(i * seeds, (i + 1) * seeds)))
        .toList();
  }

  private MemoryTrial with(List<Trained> done) {
    return new MemoryTrial(core, units, learningRate, problem, done);
  }

  /** The run whose error at the end is the middle one. */
  Trained middle() {
    return runs.stream()
        .sorted(Comparator.comparing(MemoryTrial::last))
        .toList()
        .get(runs.size() / 2);
  }

  /** The middle error at the end. */
  double median() {
    return last(middle());
  }

  private static double last(Trained run) {
    return errors(run).get(run.history().epochs().size() - 1);
  }

  /** The squared error on held examples after each epoch. */
  static List<Double> errors(Trained run) {
    return run.history().of("val_loss");
  }

  /** The middle error after each epoch. */
  List<Double> medians() {
    return IntStream.range(0, errors(runs.get(0)).size())
        .mapToObj(
            epoch ->
                runs.stream()
                    .map(run -> errors(run).get(epoch))
                    .sorted()
                    .toList()
                    .get(runs.size() / 2))
        .toList();
  }
}
