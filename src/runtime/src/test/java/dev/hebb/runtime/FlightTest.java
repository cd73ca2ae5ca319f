package dev.hebb.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import jdk.jfr.Recording;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordingFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the JDK's flight recorder is told. */
class FlightTest {
  @TempDir private Path folder;

  @Test
  void loadsAndLongRuns() throws Exception {
    Path file = Samples.provenDense().writeSealed(folder.resolve("m.onnx"));
    try (Recording recording = new Recording()) {
      recording.enable("dev.hebb.Load");
      recording.enable("dev.hebb.Run").withThreshold(Duration.ZERO);
      recording.start();
      try (Predictor p = Predictor.with().batch(3).open(file)) {
        p.run();
        p.run();
      }
      recording.stop();
      recording.dump(folder.resolve("r.jfr"));
    }
    List<RecordedEvent> events = RecordingFile.readAllEvents(folder.resolve("r.jfr"));
    RecordedEvent load = one(events, "dev.hebb.Load").get(0);
    assertThat(load.getString("model")).isEqualTo("m.onnx");
    assertThat(load.getLong("size")).isEqualTo(Files.size(file));
    assertThat(load.getString("proof")).startsWith("proven: 2 golden vectors");
    List<RecordedEvent> runs = one(events, "dev.hebb.Run");
    assertThat(runs).hasSize(2);
    assertThat(runs.get(0).getString("model")).isEqualTo("m.onnx");
    assertThat(runs.get(0).getString("input")).isEqualTo("[batch=3, 3]");
    assertThat(runs.get(0).getDuration()).isPositive();
  }

  @Test
  void shortRunsAreLeftOutUnlessAskedFor() throws Exception {
    Path file = Samples.dense().write(folder.resolve("m.onnx"));
    try (Recording recording = new Recording()) {
      recording.enable("dev.hebb.Run");
      recording.start();
      try (Predictor p = Predictor.open(file)) {
        assertThat(OneCall.bytes(p::run)).isLessThanOrEqualTo(OneCall.BYTES_THROUGH_JNI);
      }
      recording.stop();
      recording.dump(folder.resolve("r.jfr"));
    }
    // Of the 70,000, those that the machine was busy with something else in.
    assertThat(one(RecordingFile.readAllEvents(folder.resolve("r.jfr")), "dev.hebb.Run"))
        .hasSizeLessThan(700);
  }

  private static List<RecordedEvent> one(List<RecordedEvent> events, String name) {
    return events.stream().filter(e -> e.getEventType().getName().equals(name)).toList();
  }
}
