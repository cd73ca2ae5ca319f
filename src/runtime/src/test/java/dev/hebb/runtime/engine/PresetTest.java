package dev.hebb.runtime.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hebb.runtime.Preset;
import dev.hebb.runtime.Samples;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Presets count the processors that their JVM may use, as in a container. */
class PresetTest {
  @TempDir private Path folder;

  @Test
  void oneOfSix() throws Exception {
    assertThat(said(Preset.SINGLE, 6)).contains(", 1 thread\n");
  }

  @Test
  void allOfSix() throws Exception {
    assertThat(said(Preset.LATENCY, 6)).contains(", 6 threads\n");
    assertThat(said(Preset.THROUGHPUT, 6)).contains(", 6 threads\n");
  }

  @Test
  void halfOfSixSharedWithOthers() throws Exception {
    assertThat(said(Preset.POLITE, 6)).contains(", 3 threads shared with others\n");
    assertThat(said(Preset.POLITE, 1)).contains(", 1 thread\n");
  }

  private String said(Preset preset, int processors) throws IOException, InterruptedException {
    List<String> properties =
        List.of("-XX:ActiveProcessorCount=" + processors, "-Dpreset=" + preset.name());
    Path model = Samples.dense().write(folder.resolve("m.onnx"));
    String said = Child.said(Child.start(model, properties));
    assertThat(said).startsWith("ran\n");
    return said;
  }
}
