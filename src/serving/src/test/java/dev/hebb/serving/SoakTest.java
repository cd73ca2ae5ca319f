package dev.hebb.serving;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The short form of {@code scripts/soak}. */
class SoakTest {
  @TempDir private Path folder;

  @Test
  void noAnswerIsWrongAndNoneFails() throws Exception {
    Soak.Result result = Soak.run(folder, Duration.ofSeconds(4), Duration.ofMillis(100));
    assertThat(result.failures()).isEmpty();
    assertThat(result.wrong()).isZero();
    assertThat(result.swaps()).isGreaterThanOrEqualTo(10);
    assertThat(result.answers()).isGreaterThan(10_000);
  }
}
