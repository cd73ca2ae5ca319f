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

  @Test
  void aLogGetsALineAnEpoch() {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    Progress progress = new ProgressLines(new PrintStream(bytes, true, StandardCharsets.UTF_8));
    progress.begin(1, 20, 4000);
    progress.batch(64, FIGURES);
    progress.end(new History.Epoch(1, FIGURES, 0.5, 8000));
    progress.begin(2, 20, 4000);
    progress.end(new History.Epoch(2, FIGURES, 1.5, 2666.7));
    assertThat(bytes.toString(StandardCharsets.UTF_8).lines())
        .containsExactly(
            "epoch 1/20  loss 0.03125  val_loss 1.235e+04  8,000 samples/s  ETA 10 s",
            "epoch 2/20  loss 0.03125  val_loss 1.235e+04  2,667 samples/s  ETA 18 s");
  }

  @Test
  void aTerminalGetsABar() {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    Progress progress = new ProgressBars(new PrintStream(bytes, true, StandardCharsets.UTF_8));
    progress.begin(1, 2, 100);
    progress.batch(64, FIGURES);
    progress.batch(36, FIGURES);
    progress.end(new History.Epoch(1, FIGURES, 0.5, 200));
    progress.begin(2, 2, 100);
    progress.batch(100, FIGURES);
    progress.end(new History.Epoch(2, FIGURES, 0.5, 200));
    progress.finish();
    assertThat(bytes.toString(StandardCharsets.UTF_8))
        .contains("training 100%")
        .contains("epoch 2/2  ");
  }
}
