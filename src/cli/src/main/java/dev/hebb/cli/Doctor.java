package dev.hebb.cli;

import dev.hebb.cli.Finding.State;
import java.io.PrintWriter;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Says what is there and what is missing. */
@Command(
    name = "doctor",
    description =
        "Look for Java, native libraries, GPUs and PyTorch; say what is missing and what adds it.")
final class Doctor implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Override
  public Integer call() {
    return print(new Examination(Machine.here()).findings(), spec.commandLine().getOut());
  }

  /** Status 1 if something is missing without which nothing works. */
  static int print(List<Finding> findings, PrintWriter out) {
    for (Finding each : findings) {
      out.printf("%-9s %-15s %s%n", mark(each.state()), each.name(), each.what());
      if (!each.remedy().isEmpty()) {
        out.printf("%-9s %-15s %s%n", "", "", each.remedy());
      }
    }
    return findings.stream().anyMatch(each -> each.state() == State.MISSING) ? 1 : 0;
  }

  private static String mark(State state) {
    return switch (state) {
      case OK -> "ok";
      case NONE -> "-";
      case MISSING -> "missing";
    };
  }
}
