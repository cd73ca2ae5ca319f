package dev.hebb.cli;

import dev.hebb.cli.report.Answer;
import dev.hebb.cli.report.Fact;
import dev.hebb.cli.report.Facts;
import dev.hebb.cli.report.ToolException;
import dev.hebb.cli.report.UsageException;
import dev.hebb.graph.ComputationException;
import dev.hebb.graph.DeclarationException;
import dev.hebb.graph.FormatException;
import dev.hebb.onnx.ExportException;
import dev.hebb.runtime.PredictorException;
import dev.hebb.text.TokenizerException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.IParameterExceptionHandler;
import picocli.CommandLine.MissingParameterException;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.UnmatchedArgumentException;

/** Says a mistake in one line, and where it came from only when asked. */
record Mistakes(Hebb root) implements IExecutionExceptionHandler, IParameterExceptionHandler {
  /** Those whose text says what to do. */
  private static final List<Class<? extends RuntimeException>> KNOWN =
      List.of(
          ToolException.class,
          UsageException.class,
          PredictorException.class,
          FormatException.class,
          ExportException.class,
          DeclarationException.class,
          ComputationException.class,
          TokenizerException.class,
          UncheckedIOException.class);

  @Override
  public int handleExecutionException(Exception failure, CommandLine command, ParseResult parsed) {
    boolean known = KNOWN.stream().anyMatch(type -> type.isInstance(failure));
    PrintWriter err = command.getErr();
    say(
        command,
        known
            ? failure.getMessage()
            : "%s. This is a mistake of the tool: run it again with --debug, and report what it prints."
                .formatted(failure));
    if (root.debug()) {
      failure.printStackTrace(err);
    }
    err.flush();
    int status = status(failure, known);
    if (json(parsed)) {
      Fact error = Fact.silent("error", String.valueOf(failure.getMessage()));
      Answer answer = Answer.of(Facts.of(List.of(error, Fact.silent("status", status))));
      command.getOut().print(answer.json());
      command.getOut().flush();
    }
    return status;
  }

  private static int status(Exception failure, boolean known) {
    if (failure instanceof UsageException) {
      return Status.USAGE;
    }
    if (failure instanceof ExportException) {
      return Status.REFUSED;
    }
    return known ? Status.UNUSABLE : Status.BROKEN;
  }

  private static boolean json(ParseResult parsed) {
    ParseResult last = parsed;
    while (last.hasSubcommand()) {
      last = last.subcommand();
    }
    return last.hasMatchedOption("--json");
  }

  @Override
  public int handleParseException(ParameterException mistake, String[] arguments) {
    CommandLine command = mistake.getCommandLine();
    String help = "See %s --help.".formatted(command.getCommandSpec().qualifiedName());
    if (arguments.length == 0) {
      command.usage(command.getErr());
      return Status.USAGE;
    }
    String said = values(mistake).orElseGet(() -> mistake.getMessage().strip());
    String meant = "";
    if (mistake instanceof UnmatchedArgumentException unmatched) {
      String got = unmatched.getUnmatched().get(0);
      if (command.getParent() == null && !got.startsWith("-")) {
        said = "expected a command, got \"%s\"".formatted(got);
      }
      List<String> suggestions = unmatched.getSuggestions();
      meant = suggestions.isEmpty() ? "" : "Did you mean " + suggestions.get(0) + "? ";
    }
    say(command, said + (said.endsWith(".") ? " " : ". ") + meant + help);
    if (root.debug()) {
      mistake.printStackTrace(command.getErr());
    }
    return Status.USAGE;
  }

  // The values that an option takes, as they are written.
  private static Optional<String> values(ParameterException mistake) {
    if (!(mistake.getArgSpec() instanceof OptionSpec option)
        || !option.typeInfo().isEnum()
        || mistake instanceof MissingParameterException) {
      return Optional.empty();
    }
    return Optional.of(
        "%s: expected one of %s, got \"%s\""
            .formatted(
                option.longestName(),
                List.of(option.auxiliaryTypes()[0].getEnumConstants()),
                mistake.getValue()));
  }

  // In one line, whatever stands in a file's own words.
  private static void say(CommandLine command, String message) {
    PrintWriter err = command.getErr();
    String line = String.valueOf(message).strip().replaceAll("\\R\\s*", " ");
    err.println(command.getColorScheme().errorText("hebb: " + line));
    err.flush();
  }
}
