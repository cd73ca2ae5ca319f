package dev.hebb.cli;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import picocli.CommandLine;
import picocli.CommandLine.Help;
import picocli.CommandLine.Help.Ansi;

/** What the tool said to a command line. */
record Run(int status, String out, String err) {
  static final Path MODELS = Path.of("../../models");

  /** As into a file. */
  static Run of(Object... arguments) {
    return of(Ansi.OFF, arguments);
  }

  static Run of(Ansi ansi, Object... arguments) {
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    CommandLine tool =
        Hebb.tool()
            .setOut(new PrintWriter(out, true))
            .setErr(new PrintWriter(err, true))
            .setColorScheme(Help.defaultColorScheme(ansi));
    String[] words = new String[arguments.length];
    for (int i = 0; i < words.length; i++) {
      words[i] = arguments[i].toString();
    }
    int status = tool.execute(words);
    return new Run(status, out.toString(), err.toString());
  }

  static Path model(String name) {
    return MODELS.resolve(name);
  }
}
