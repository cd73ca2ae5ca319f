package dev.hebb.cli;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.OutputStreamWriter;
import java.io.PrintWriter;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;

/** The tool's root. A mistake is one line and a status; {@code --debug} adds where it came from. */
@Command(
    name = "hebb",
    description = "Looks into neural networks, proves, measures, runs and exports them.",
    version = "hebb 0.1.0",
    synopsisSubcommandLabel = "COMMAND",
    commandListHeading = "%nCommands:%n",
    optionListHeading = "%nOptions:%n",
    exitCodeListHeading = "%nStatus:%n",
    exitCodeList = {
      " 0:done",
      " 1:a check said no: verify, compare, doctor, or an export that is not proven",
      " 2:the command line is wrong",
      " 3:a file is missing or not what it should be",
      "70:a mistake of the tool itself"
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  hebb inspect models/stock-lstm.onnx",
      "  hebb predict models/sentiment.onnx --text \"What a film!\"",
      "  hebb export model.hebb -o model.onnx",
      "  hebb verify model.onnx --against model.hebb",
      "",
      "All but completion take --json. In bash, this completes them with the tab key:",
      "  source <(hebb completion)"
    },
    subcommands = {
      ExportModel.class,
      Inspect.class,
      Verify.class,
      Compare.class,
      Bench.class,
      Predict.class,
      Doctor.class,
      Completion.class
    })
public final class Hebb {
  @Option(
      names = {"-h", "--help"},
      usageHelp = true,
      scope = ScopeType.INHERIT,
      description = "Show this help.")
  @SuppressWarnings("UnusedVariable") // picocli reads it.
  private boolean help;

  @Option(
      names = {"-V", "--version"},
      versionHelp = true,
      description = "Show the version.")
  @SuppressWarnings("UnusedVariable") // picocli reads it.
  private boolean version;

  @Option(
      names = "--debug",
      scope = ScopeType.INHERIT,
      description = "Show where an error came from.")
  private boolean debug;

  boolean debug() {
    return debug;
  }

  /** The tool, ready for its arguments. */
  public static CommandLine tool() {
    Hebb root = new Hebb();
    Mistakes mistakes = new Mistakes(root);
    CommandLine tool = new CommandLine(root);
    for (CommandLine command : tool.getSubcommands().values()) {
      command
          .getCommandSpec()
          .usageMessage()
          .parameterListHeading("%n")
          .optionListHeading("%nOptions:%n");
    }
    return tool.setExecutionExceptionHandler(mistakes)
        .setParameterExceptionHandler(mistakes)
        .setCaseInsensitiveEnumValuesAllowed(true)
        // A text may begin with an @.
        .setExpandAtFiles(false);
  }

  public static void main(String[] args) {
    CommandLine tool = tool();
    tool.setOut(writer(FileDescriptor.out)).setErr(writer(FileDescriptor.err));
    System.exit(tool.execute(args));
  }

  // Windows's terminals have characters of their own.
  private static PrintWriter writer(FileDescriptor to) {
    boolean windows = System.getProperty("os.name").startsWith("Windows");
    String terminal =
        System.getProperty("stdout.encoding", System.getProperty("sun.stdout.encoding", "UTF-8"));
    Charset charset = windows ? Charset.forName(terminal) : StandardCharsets.UTF_8;
    return new PrintWriter(new OutputStreamWriter(new FileOutputStream(to), charset), true);
  }
}
