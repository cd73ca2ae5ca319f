package dev.hebb.runtime.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hebb.runtime.Samples;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.EnabledForJreRange;
import org.junit.jupiter.api.condition.JRE;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** ONNX Runtime is told before it loads that it shall not report its use. */
@EnabledForJreRange(min = JRE.JAVA_22)
@DisabledOnOs(OS.WINDOWS)
class TelemetryTest {
  private static final String VARIABLE = "ORT_DISABLE_TELEMETRY";

  @TempDir private Path folder;
  private Path model;

  @BeforeEach
  void write() {
    model = Samples.dense().write(folder.resolve("m.onnx"));
  }

  // A process of its own, whose source only such a JDK can read.
  private String said(Map<String, String> environment, String... options) throws Exception {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of(options));
    command.addAll(List.of("-cp", Child.path()));
    command.add("src/test/java22/dev/hebb/runtime/Environment.java");
    command.add(model.toString());
    ProcessBuilder builder =
        new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.DISCARD);
    builder.environment().remove(VARIABLE);
    builder.environment().putAll(environment);
    return Child.said(builder.start());
  }

  @Test
  void whereForeignFunctionsAreAllowed() throws Exception {
    assertThat(said(Map.of(), "--enable-native-access=ALL-UNNAMED")).isEqualTo("1");
  }

  @Test
  void whatSomebodySaidStays() throws Exception {
    assertThat(said(Map.of(VARIABLE, "0"), "--enable-native-access=ALL-UNNAMED")).isEqualTo("0");
  }

  @Test
  void notWhereTheyAreNot() throws Exception {
    assertThat(said(Map.of())).isEqualTo("nothing");
  }
}
