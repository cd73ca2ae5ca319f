package dev.hebb.cli;

import dev.hebb.runtime.Predictor;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Prints inputs, outputs and metadata of a file. */
@Command(name = "inspect", description = "Print inputs, outputs and metadata of an ONNX file.")
final class Inspect implements Callable<Integer> {
  private static final int SHORT = 100;

  @Parameters(paramLabel = "FILE", description = "The ONNX file.")
  private Path file;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() {
    try (Predictor predictor = Predictor.with().warmUp(0).open(file)) {
      spec.commandLine().getOut().println(predictor.describe());
      predictor.metadata().forEach(this::entry);
    }
    return 0;
  }

  private void entry(String key, String value) {
    String shown =
        value.length() <= SHORT
            ? value
            : value.substring(0, SHORT) + "… (" + value.length() + " characters)";
    spec.commandLine().getOut().println("  " + key + " = " + shown.replace("\n", "\\n"));
  }
}
