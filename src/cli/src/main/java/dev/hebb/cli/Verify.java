package dev.hebb.cli;

import dev.hebb.runtime.Predictor;
import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Checks a file's digest and runs its golden vectors. */
@Command(
    name = "verify",
    description = "Check the digest of an ONNX file and run its golden vectors.")
final class Verify implements Callable<Integer> {
  @Parameters(paramLabel = "FILE", description = "The ONNX file.")
  private Path file;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() {
    try (Predictor predictor = Predictor.with().warmUp(0).open(file)) {
      double deviation = predictor.verify();
      spec.commandLine()
          .getOut()
          .printf(Locale.ROOT, "%s: proven, max_abs_diff=%.1e%n", file.getFileName(), deviation);
    }
    return 0;
  }
}
