package dev.hebb.cli;

import java.util.concurrent.Callable;
import picocli.AutoComplete;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Prints what bash and zsh need to complete the tool's commands and options. */
@Command(
    name = "completion",
    header = "Print a script with which bash and zsh complete commands and options.",
    footerHeading = "%nExamples:%n",
    footer = {"  source <(hebb completion)", "  hebb completion > /etc/bash_completion.d/hebb"})
final class Completion implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Override
  public Integer call() {
    spec.commandLine().getOut().print(AutoComplete.bash("hebb", spec.root().commandLine()));
    spec.commandLine().getOut().flush();
    return Status.DONE;
  }
}
