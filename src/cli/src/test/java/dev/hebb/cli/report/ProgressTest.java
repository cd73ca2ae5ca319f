package dev.hebb.cli.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;

class ProgressTest {
  private final StringWriter err = new StringWriter();

  @Test
  void aTerminalSeesWhatIsGoingOnUntilItIsOver() throws InterruptedException {
    try (Progress progress = new Progress(new PrintWriter(err), true, "opening")) {
      progress.now("comparing");
      long end = System.nanoTime() + 10_000_000_000L;
      while (!err.toString().contains("comparing") && System.nanoTime() < end) {
        Thread.sleep(50);
      }
    }
    assertThat(err.toString()).contains("\r\u001b[K| comparing").endsWith("\r\u001b[K");
  }

  @Test
  void nobodyElseSeesAnything() throws InterruptedException {
    try (Progress progress = new Progress(new PrintWriter(err), false, "opening")) {
      Thread.sleep(1000);
      progress.now("comparing");
    }
    assertThat(err.toString()).isEmpty();
  }

  @Test
  void whatIsQuickIsNotShown() {
    new Progress(new PrintWriter(err), true, "opening").close();
    assertThat(err.toString()).doesNotContain("opening");
  }
}
