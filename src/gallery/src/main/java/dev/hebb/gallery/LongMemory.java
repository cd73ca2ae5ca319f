package dev.hebb.gallery;

import dev.hebb.graph.Tensor;
import dev.hebb.runtime.Predictor;
import dev.hebb.training.Trained;
import dev.hebb.training.data.Dataset;
import java.awt.Color;
import java.awt.image.BufferedImage;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Why there are gates: RNN, LSTM and GRU side by side on the adding problem.
 *
 * @param few steps, over which all of them remember
 * @param many steps, over which the plain one does not
 * @param examples seen in an epoch
 * @param seeds how many beginnings are tried
 */
record LongMemory(int few, int many, int examples, int epochs, int seeds) implements Exhibit {
  private static final int UNITS = 32;
  // An RNN of so many has as many parameters as an LSTM of 32.
  private static final int WIDER = 66;
  private static final double STEP_SIZE = 0.02;
  // Shares of the error of always answering 1.
  private static final double LEARNT = 0.1;
  private static final double NOT_LEARNT = 0.9;
  // Of a change in what is to be remembered.
  private static final double MOST = 0.75;
  private static final Map<RecurrentCore, Color> COLORS =
      Map.of(
          RecurrentCore.RNN, Diverging.ABOVE,
          RecurrentCore.LSTM, Diverging.BELOW,
          RecurrentCore.GRU, new Color(27, 120, 55));

  /** As it is shown. */
  LongMemory() {
    this(10, 100, 5000, 15, 3);
  }

  @Override
  public String name() {
    return "memory";
  }

  @Override
  public String line() {
    return "Why there are gates: RNN, LSTM and GRU add two numbers that lie many steps apart.";
  }

  @Override
  public void run(Show show) {
    List<MemoryTrial> trials = new ArrayList<>();
    for (int time : new int[] {few, many}) {
      for (RecurrentCore core : RecurrentCore.values()) {
        trials.add(MemoryTrial.of(core, UNITS, STEP_SIZE, time));
      }
    }
    // Is it the number of parameters, or the size of the steps, and not the gates?
    trials.add(MemoryTrial.of(RecurrentCore.RNN, WIDER, STEP_SIZE, many));
    trials.add(MemoryTrial.of(RecurrentCore.RNN, UNITS, STEP_SIZE / 10, many));
    show.data(
        "The adding problem (Hochreiter and Schmidhuber 1997): at each step a number drawn from 0 to 1 and a mark; two steps are marked, one in each half, and the answer is the sum of their two numbers. %,d drawn examples, gone through %d times, and 1,000 others that are only looked at. Always answering 1 has a squared error of 1/6; learnt means less than a tenth of it, not learnt more than nine tenths. Every core stands under one dense unit and learns from the same examples, by Adam in batches of %d, begun as Keras begins it: an orthogonal recurrent kernel, and the LSTM's forget gate open."
            .formatted(examples, epochs, MemoryTrial.BATCH));
    Duration before = processorTime();
    List<MemoryTrial> done = MemoryTrial.run(trials, examples, epochs, seeds);
    show.figure(
        "%d networks trained, as many at once as there are cores, in %d s of processor time",
        seeds * trials.size(), processorTime().minus(before).toSeconds());
    done.subList(0, 3).forEach(trial -> judged(trial, true, show));
    done.subList(3, 6).forEach(trial -> judged(trial, trial.core() != RecurrentCore.RNN, show));
    done.subList(6, 8).forEach(trial -> judged(trial, false, show));
    done.subList(3, 6).forEach(trial -> exported(trial, show));
    new Strip(List.of(chart(done.subList(0, 3)), chart(done.subList(3, 6))))
        .write(show.file("memory.png"));
    show.picture(
        "memory.png",
        "Squared error on held examples, median of %d seeds (thin: each), over %d and over %d steps"
            .formatted(seeds, few, many));
  }

  private static Duration processorTime() {
    return ProcessHandle.current().info().totalCpuDuration().orElse(Duration.ZERO);
  }

  private static void judged(MemoryTrial trial, boolean remembers, Show show) {
    double baseline = AddingProblem.baseline(trial.held());
    double median = trial.median();
    show.claim(
        remembers ? median < LEARNT * baseline : median > NOT_LEARNT * baseline,
        "%d steps, %s, %d units (%,d parameters), step size %s: %s; squared error %.4f (always 1: %.4f), median of %d seeds",
        trial.problem().time(),
        trial.core(),
        trial.units(),
        trial.network().graph().parameterCount(),
        trial.learningRate(),
        remembers ? "learnt" : "not learnt",
        median,
        baseline,
        trial.runs().size());
  }

  private static void exported(MemoryTrial trial, Show show) {
    Trained middle = trial.middle();
    Dataset held = trial.held();
    Tensor inputs = held.inputs().get(0);
    Path file =
        show.export(trial.network().name(), middle.model(), Map.of("steps", inputs.rows(0, 3)));
    Tensor answers = Inference.of(file, inputs);
    double off = Distance.largest(answers, middle.predict(inputs));
    show.claim(
        off <= 1e-5,
        "%s says what the trainer says on %,d held examples, within %.1e",
        file.getFileName(),
        held.rows(),
        off);
    double share = followed(file, held, answers);
    int time = trial.problem().time();
    boolean gated = trial.core() != RecurrentCore.RNN;
    show.claim(
        gated ? share > MOST : share < 1 - MOST,
        "%s: of a change of the number marked first, %d to %d steps before the end, its answer takes over %d %% (%s)",
        file.getFileName(),
        time - time / 2,
        time - 1,
        Math.round(100 * share),
        gated ? "more than three quarters" : "less than a quarter");
    AddingProblem longer = new AddingProblem(2 * time);
    Dataset others = longer.examples(held.rows(), 3);
    Tensor said =
        Inference.of(file, others.inputs().get(0), Predictor.with().dim("time", longer.time()));
    show.figure(
        "%s on %d steps, twice as many as it has seen: squared error %.4f (always 1: %.4f)",
        file.getFileName(),
        longer.time(),
        Distance.squared(said, others.targets().get(0)),
        AddingProblem.baseline(others));
  }

  // The slope of the answers over the right ones when the first marked number is another.
  private static double followed(Path file, Dataset held, Tensor answers) {
    Dataset other = AddingProblem.otherFirst(held);
    float[] before = answers.toFloats();
    float[] after = Inference.of(file, other.inputs().get(0)).toFloats();
    float[] rightBefore = held.targets().get(0).toFloats();
    float[] rightAfter = other.targets().get(0).toFloats();
    double sum = 0;
    double squares = 0;
    for (int row = 0; row < before.length; row++) {
      double right = rightAfter[row] - rightBefore[row];
      sum += (after[row] - before[row]) * right;
      squares += right * right;
    }
    return sum / squares;
  }

  private BufferedImage chart(List<MemoryTrial> trials) {
    AddingProblem problem = trials.get(0).problem();
    LearningCurves curves =
        new LearningCurves("%d steps".formatted(problem.time()), examples, epochs);
    // The plain one last, to lie over those that are as far off for a while.
    for (int i = trials.size() - 1; i >= 0; i--) {
      MemoryTrial trial = trials.get(i);
      curves.add(
          trial.core().toString(),
          COLORS.get(trial.core()),
          trial.runs().stream().map(MemoryTrial::errors).toList(),
          trial.medians());
    }
    curves.level("always 1", AddingProblem.baseline(trials.get(0).held()));
    return curves.image();
  }
}
