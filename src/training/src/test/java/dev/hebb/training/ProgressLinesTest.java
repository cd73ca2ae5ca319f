package dev.hebb.training;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hebb.graph.Model;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ProgressLinesTest {
  private static final Map<String, Double> FIGURES = new LinkedHashMap<>();

  static {
    FIGURES.put("loss", 0.03125);
    FIGURES.put("val_loss", 12345.678);
  }

  private static Seen after(double... seconds) {
    Seen run = new Seen();
    for (double each : seconds) {
      run.epochs.add(
          new History.Epoch(
              run.epochs.size() + 1, FIGURES, each, 4000 / each, History.Times.NONE, 0.1));
    }
    return run;
  }

  @Test
  void aLogGetsALineAnEpoch() {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    Progress progress = new ProgressLines(new PrintStream(bytes, true, StandardCharsets.UTF_8));
    progress.onEpochBegin(after());
    progress.onBatchEnd(after());
    progress.onEpochEnd(after(0.5));
    progress.onEpochBegin(after(0.5));
    progress.onEpochEnd(after(0.5, 1.5));
    assertThat(bytes.toString(StandardCharsets.UTF_8).lines())
        .containsExactly(
            "epoch 1/20  loss 0.03125  val_loss 1.235e+04  8,000 samples/s  ETA 10 s",
            "epoch 2/20  loss 0.03125  val_loss 1.235e+04  2,667 samples/s  ETA 18 s");
  }

  @Test
  void aTerminalGetsABar() {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    Progress progress = new ProgressBars(new PrintStream(bytes, true, StandardCharsets.UTF_8));
    Seen run = new Seen();
    for (int epoch = 1; epoch <= 20; epoch++) {
      run.done = 0;
      progress.onEpochBegin(run);
      run.done = 64;
      progress.onBatchEnd(run);
      run.done = 100;
      progress.onBatchEnd(run);
      run.epochs.add(new History.Epoch(epoch, FIGURES, 0.5, 200, History.Times.NONE, 0.1));
      progress.onEpochEnd(run);
    }
    progress.onTrainEnd(run);
    assertThat(bytes.toString(StandardCharsets.UTF_8))
        .contains("training 100%")
        .contains("epoch 20/20  ");
  }

  /** As far as progress looks at it. */
  private static final class Seen implements Run {
    private final List<History.Epoch> epochs = new ArrayList<>();
    private int done;

    @Override
    public String name() {
      return "stock";
    }

    @Override
    public int epochs() {
      return 20;
    }

    @Override
    public int epoch() {
      return epochs.size() + 1;
    }

    @Override
    public int rows() {
      return 100;
    }

    @Override
    public long step() {
      return 0;
    }

    @Override
    public int done() {
      return done;
    }

    @Override
    public Map<String, Double> figures() {
      return FIGURES;
    }

    @Override
    public List<String> names() {
      return List.copyOf(FIGURES.keySet());
    }

    @Override
    public boolean higherIsBetter(String figure) {
      return false;
    }

    @Override
    public History history() {
      return new History(epochs);
    }

    @Override
    public double learningRate() {
      return 0.1;
    }

    @Override
    public void scaleLearningRate(double factor) {
      throw new AssertionError(factor);
    }

    @Override
    public double learningRateScale() {
      return 1;
    }

    @Override
    public Model model() {
      throw new AssertionError();
    }

    @Override
    public void keep() {
      throw new AssertionError();
    }

    @Override
    public void stop() {
      throw new AssertionError();
    }
  }
}
