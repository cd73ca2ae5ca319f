package dev.hebb.cli;

import dev.hebb.runtime.PredictorException;
import java.io.PrintWriter;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/**
 * The tool's root. A mistake prints one line and gives status 1; {@code --debug} adds where it came
 * from.
 */
@Command(
    name = "hebb",
    description = "Looks into exported models and proves them.",
    mixinStandardHelpOptions = true,
    version = "hebb 0.1.0",
    subcommands = {Inspect.class, Verify.class, Doctor.class})
public final class Hebb {
  @CommandLine.Option(
      names = "--debug",
      description = "Print the stack trace of an error.",
      scope = CommandLine.ScopeType.INHERIT)
  private boolean debug;

  /** The tool, ready for its arguments. */
  public static CommandLine tool() {
    Hebb root = new Hebb();
    return new CommandLine(root)
        .setExecutionExceptionHandler(
            (failure, command, parsed) -> {
              PrintWriter err = command.getErr();
              err.println("hebb: " + failure.getMessage());
              if (root.debug || !(failure instanceof PredictorException)) {
                failure.printStackTrace(err);
              }
              return CommandLine.ExitCode.SOFTWARE;
            });
  }

  public static void main(String[] args) {
    System.exit(tool().execute(args));
  }
}
