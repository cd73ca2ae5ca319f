package dev.hebb.training;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ProgressLinesTest {
  private static final Map<String, Double> FIGURES = new LinkedHashMap<>();

  static {
    FIGURES.put("loss", 0.03125);
    FIGURES.put("val_loss", 12345.678);
  }

  private static Played after(double... seconds) {
    Played run = new Played(20, FIGURES);
    for (double each : seconds) {
      run.over.add(
          new History.Epoch(
              run.over.size() + 1, FIGURES, each, 4000 / each, History.Times.NONE, 0.1));
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
    Played run = new Played(20, FIGURES);
    for (int epoch = 1; epoch <= 20; epoch++) {
      run.done = 0;
      progress.onEpochBegin(run);
      run.done = 64;
      progress.onBatchEnd(run);
      run.done = 100;
      progress.onBatchEnd(run);
      run.over.add(new History.Epoch(epoch, FIGURES, 0.5, 200, History.Times.NONE, 0.1));
      progress.onEpochEnd(run);
    }
    progress.onTrainEnd(run);
    assertThat(bytes.toString(StandardCharsets.UTF_8))
        .contains("training 100%")
        .contains("epoch 20/20  ");
  }
}
