package dev.hebb.graph;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The table Keras prints: layer and kind, output shape, number of parameters. */
public final class Summary {
  private Summary() {}

  /** The table as text, each line ended by a newline. */
  public static String of(Graph graph) {
    Map<String, Param> params =
        graph.params().stream().collect(Collectors.toMap(Param::name, Function.identity()));
    List<String[]> rows = new ArrayList<>();
    rows.add(new String[] {"Layer (type)", "Output Shape", "Param #"});
    for (Section section : graph.sections()) {
      long count = section.params().stream().mapToLong(name -> params.get(name).size()).sum();
      rows.add(
          new String[] {
            section.name() + " (" + section.kind() + ")", section.output().keras(), grouped(count)
          });
    }
    int[] widths = new int[3];
    for (String[] row : rows) {
      for (int i = 0; i < 3; i++) {
        widths[i] = Math.max(widths[i], row[i].length());
      }
    }
    String format = "│ %-" + widths[0] + "s │ %-" + widths[1] + "s │ %" + widths[2] + "s │%n";
    StringBuilder text = new StringBuilder("Model: \"" + graph.name() + "\"\n");
    text.append(rule("┌┬┐", widths)).append(line(format, rows.get(0))).append(rule("├┼┤", widths));
    rows.stream().skip(1).forEach(row -> text.append(line(format, row)));
    text.append(rule("└┴┘", widths));
    long trainable = graph.params().stream().filter(Param::trainable).mapToLong(Param::size).sum();
    text.append(" Total params: ").append(bytes(graph.parameterCount()));
    text.append(" Trainable params: ").append(bytes(trainable));
    text.append(" Non-trainable params: ").append(bytes(graph.parameterCount() - trainable));
    return text.toString();
  }

  private static String line(String format, String[] row) {
    return String.format(Locale.ROOT, format, (Object[]) row).replace("\r", "");
  }

  private static String rule(String corners, int[] widths) {
    StringBuilder rule = new StringBuilder();
    for (int i = 0; i < widths.length; i++) {
      rule.append(corners.charAt(i == 0 ? 0 : 1)).append("─".repeat(widths[i] + 2));
    }
    return rule.append(corners.charAt(2)).append('\n').toString();
  }

  private static String grouped(long count) {
    return String.format(Locale.ROOT, "%,d", count);
  }

  private static String bytes(long count) {
    double bytes = count * 4.0;
    String size =
        bytes < 1024
            ? String.format(Locale.ROOT, "%.2f B", bytes)
            : bytes < 1024 * 1024
                ? String.format(Locale.ROOT, "%.2f KB", bytes / 1024)
                : String.format(Locale.ROOT, "%.2f MB", bytes / 1024 / 1024);
    return grouped(count) + " (" + size + ")\n";
  }
}
