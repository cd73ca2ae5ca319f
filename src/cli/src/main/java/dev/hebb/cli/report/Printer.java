package dev.hebb.cli.report;

import java.io.PrintWriter;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Prints what a command says: as text, or as JSON where {@code --json} is given. */
public final class Printer {
  @Option(names = "--json", description = "Print one JSON object instead of text.")
  private boolean json;

  @Spec(Spec.Target.MIXEE)
  private CommandSpec command;

  /** Whether JSON was asked for. */
  public boolean json() {
    return json;
  }

  /** Prints it. */
  public void print(Answer answer) {
    PrintWriter out = command.commandLine().getOut();
    boolean colours = command.commandLine().getColorScheme().ansi().enabled();
    out.print(json ? answer.json() : answer.text(colours));
    out.flush();
  }

  /** Prints it as it is, such as a table for programs. */
  public void print(String text) {
    command.commandLine().getOut().print(text);
    command.commandLine().getOut().flush();
  }

  /** Says on a terminal what is going on, until it is closed. */
  public Progress progress(String what) {
    CommandLine line = command.commandLine();
    return new Progress(line.getErr(), !json && line.getColorScheme().ansi().enabled(), what);
  }
}
