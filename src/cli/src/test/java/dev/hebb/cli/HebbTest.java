package dev.hebb.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonParser;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine.Help.Ansi;

class HebbTest {
  private static final Path MODEL = Run.model("stock-lstm.onnx");

  @TempDir private Path folder;

  @Test
  void helpSaysWhatThereIs() {
    Run run = Run.of("--help");
    assertThat(run.status()).isZero();
    assertThat(run.out())
        .isEqualTo(
            """
            Usage: hebb [-hV] [--debug] COMMAND
            Looks into neural networks, proves, measures, runs and exports them.

            Options:
                  --debug     Show where an error came from.
              -h, --help      Show this help.
              -V, --version   Show the version.

            Commands:
              export      Write a trained model as ONNX, proven equal to it.
              inspect     Show what is in a model file.
              verify      Check that an ONNX file is what was exported and says what it was
                            proven to say.
              compare     Find the first layer in which two models differ.
              bench       Measure how fast an ONNX file predicts.
              predict     Ask an ONNX file about rows of a table, pictures or texts.
              doctor      Say what is installed, what is missing, and what adds it.
              completion  Print a script with which bash and zsh complete commands and
                            options.

            Status:
               0   done
               1   a check said no: verify, compare, doctor, or an export that is not proven
               2   the command line is wrong
               3   a file is missing or not what it should be
              70   a mistake of the tool itself

            Examples:
              hebb inspect models/stock-lstm.onnx
              hebb predict models/sentiment.onnx --text "What a film!"
              hebb export model.hebb -o model.onnx
              hebb verify model.onnx --against model.hebb

            All but completion take --json. In bash, this completes them with the tab key:
              source <(hebb completion)
            """);
    assertThat(Run.of("--version").out()).isEqualTo("hebb 0.1.0\n");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "export",
        "inspect",
        "verify",
        "compare",
        "bench",
        "predict",
        "doctor",
        "completion"
      })
  void everyCommandHasHelpWithExamples(String command) {
    Run run = Run.of(command, "--help");
    assertThat(run.status()).isZero();
    assertThat(run.out())
        .contains("Usage: hebb " + command + " ")
        .contains("\nExamples:\n  ", "hebb " + command);
  }

  @Test
  void aWrongCommandLineIsOneLine() {
    assertThat(Run.of("exprt"))
        .isEqualTo(
            new Run(
                2,
                "",
                "hebb: expected a command, got \"exprt\". Did you mean export? See hebb --help.\n"));
    assertThat(Run.of("verify"))
        .isEqualTo(
            new Run(2, "", "hebb: Missing required parameter: 'FILE'. See hebb verify --help.\n"));
    assertThat(Run.of("inspect", MODEL, "--jsn"))
        .isEqualTo(
            new Run(
                2,
                "",
                "hebb: Unknown option: '--jsn'. Did you mean --json? See hebb inspect --help.\n"));
    assertThat(Run.of("bench", MODEL, "--batch", "many"))
        .isEqualTo(
            new Run(
                2,
                "",
                "hebb: Invalid value for option '--batch' (N): 'many' is not an int. See hebb bench --help.\n"));
    Run none = Run.of();
    assertThat(none.status()).isEqualTo(2);
    assertThat(none.err()).startsWith("Usage: hebb ");
  }

  @Test
  void whatIsNoModelIsOneLine() throws IOException {
    Path text = Files.writeString(folder.resolve("notes.txt"), "Not a network.\n");
    Path cut = folder.resolve("cut.onnx");
    byte[] whole = Files.readAllBytes(MODEL);
    Files.write(cut, Arrays.copyOf(whole, whole.length / 2));
    Path empty = Files.createFile(folder.resolve("empty.onnx"));
    for (String command : new String[] {"inspect", "verify"}) {
      assertThat(Run.of(command, folder.resolve("none.onnx")))
          .isEqualTo(
              new Run(
                  3,
                  "",
                  "hebb: none.onnx: there is no such file in " + folder.toAbsolutePath() + ".\n"));
      assertThat(Run.of(command, text))
          .isEqualTo(
              new Run(
                  3,
                  "",
                  "hebb: notes.txt: is not an ONNX file, or only a part of one. Copy or export it again.\n"));
      assertThat(Run.of(command, cut))
          .isEqualTo(
              new Run(
                  3,
                  "",
                  "hebb: cut.onnx: is not an ONNX file, or only a part of one. Copy or export it again.\n"));
      assertThat(Run.of(command, empty))
          .isEqualTo(new Run(3, "", "hebb: empty.onnx: is empty. Export it again.\n"));
      assertThat(Run.of(command, folder).err())
          .endsWith(" is a folder, not an ONNX file. Check the path.\n");
    }
  }

  @Test
  void programsAreToldOfMistakesToo() {
    Run run = Run.of("inspect", folder.resolve("none.onnx"), "--json");
    assertThat(run.status()).isEqualTo(3);
    assertThat(JsonParser.parseString(run.out()))
        .hasToString(
            "{\"error\":\"none.onnx: there is no such file in %s.\",\"status\":3}"
                .formatted(folder.toAbsolutePath()));
    assertThat(run.err()).startsWith("hebb: none.onnx: there is no such file");
  }

  @Test
  void whereItCameFromIsShownWhenAsked() {
    Run run = Run.of("inspect", folder.resolve("none.onnx"), "--debug");
    assertThat(run.status()).isEqualTo(3);
    assertThat(run.err())
        .startsWith("hebb: none.onnx: there is no such file")
        .contains("\tat dev.hebb.runtime.engine.ModelFile.read(");
  }

  @Test
  void coloursAreForTerminals() {
    Path iris = Run.model("iris.onnx");
    assertThat(Run.of("verify", iris).out()).doesNotContain("\u001b");
    assertThat(Run.of(Ansi.ON, "verify", iris).out())
        .contains("\u001b[1miris.onnx: proven\u001b[0m", "\u001b[32mok\u001b[0m");
    assertThat(Run.of(Ansi.ON, "verify", iris, "--json").out()).doesNotContain("\u001b");
  }
}
