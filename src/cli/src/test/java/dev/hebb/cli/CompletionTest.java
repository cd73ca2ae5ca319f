package dev.hebb.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** What bash makes of the script. */
@EnabledOnOs({OS.LINUX, OS.MAC})
class CompletionTest {
  @TempDir private Path folder;

  private String completed(String... words) throws IOException, InterruptedException {
    Path script = Files.writeString(folder.resolve("hebb.bash"), Run.of("completion").out());
    String line = String.join(" ", words);
    String asking =
        "source '%s'; COMP_WORDS=(%s); COMP_CWORD=%s; COMP_LINE='%s'; COMP_POINT=%s; compopt() { :; }; _complete_hebb; printf '%%s\\n' \"${COMPREPLY[@]}\""
            .formatted(script, line, words.length - 1, line, line.length());
    Process bash =
        new ProcessBuilder("bash", "--norc", "-c", asking).redirectErrorStream(true).start();
    String said = new String(bash.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(bash.waitFor()).isZero();
    return said;
  }

  @Test
  void commandsAndOptionsAreCompleted() throws IOException, InterruptedException {
    assertThat(completed("hebb", "ins")).isEqualTo("inspect\n");
    assertThat(completed("hebb", "verify", "--ag")).isEqualTo("--against\n");
    assertThat(completed("hebb", "export", "--o").lines()).contains("--opset", "--out");
    assertThat(completed("hebb", "bench", "--preset", "P").lines()).contains("POLITE");
  }
}
