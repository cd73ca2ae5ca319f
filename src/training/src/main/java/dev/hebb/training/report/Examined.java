package dev.hebb.training.report;

import dev.hebb.graph.DataType;
import dev.hebb.graph.Tensor;
import dev.hebb.training.Confusion;
import dev.hebb.training.Trained;
import dev.hebb.training.TrainingException;
import dev.hebb.training.data.Example;
import dev.hebb.training.data.Examples;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * What a network makes of some examples.
 *
 * @param labels names of the classes; none: their numbers
 * @param confusion of the classes, if there are some
 */
record Examined(List<String> labels, Optional<Confusion> confusion, List<Wrong> worst) {
  private static final int WORST = 12;
  // More classes than that are a picture of dots.
  private static final int CLASSES = 40;
  private static final int NUMBERS = 6;

  /** One that it got wrong. */
  record Wrong(int row, double loss, String wanted, String said, Optional<String> picture) {}

  static Examined of(Trained trained, Examples held, List<String> labels) {
    if (trained.graph().outputs().size() > 1) {
      throw new TrainingException(
          "%s: report: expected a network with one output to examine, got %d outputs. Report its parts by themselves."
              .formatted(trained.graph().name(), trained.graph().outputs().size()));
    }
    boolean classes = classes(held, trained);
    Optional<Confusion> confusion =
        classes ? Optional.of(trained.confusion(held)) : Optional.empty();
    confusion.ifPresent(each -> named(trained, each, labels));
    List<Double> losses = trained.losses(held);
    List<Integer> rows =
        IntStream.range(0, losses.size())
            .boxed()
            .sorted(Comparator.comparing((Integer row) -> -losses.get(row)))
            .limit(WORST)
            .toList();
    List<Wrong> worst = new ArrayList<>();
    for (int row : rows) {
      Example example = held.example(row);
      Tensor said = trained.predict(held.rows(row, row + 1));
      Tensor wanted = example.targets().get(0);
      worst.add(
          new Wrong(
              row,
              losses.get(row),
              classes ? label(klass(wanted), labels) : numbers(wanted),
              classes ? said(said, labels) : numbers(said),
              Pictures.of(example.inputs().get(0))));
    }
    return new Examined(labels, confusion, worst);
  }

  // A class a row: its index, or one-hot.
  private static boolean classes(Examples held, Trained trained) {
    long units = trained.graph().outputs().get(0).value().shape().last().size().fixed().orElse(1);
    Tensor first = held.example(0).targets().get(0);
    boolean index = first.type() == DataType.INT64 && first.size() == 1;
    boolean hot = first.type() == DataType.FLOAT32 && hot(first.toFloats());
    return units > 1 && units <= CLASSES && (index || (hot && first.size() == units));
  }

  private static boolean hot(float[] values) {
    int ones = 0;
    for (float value : values) {
      if (value != 0 && value != 1) {
        return false;
      }
      ones += value == 1 ? 1 : 0;
    }
    return ones == 1;
  }

  private static void named(Trained trained, Confusion confusion, List<String> labels) {
    if (!labels.isEmpty() && labels.size() != confusion.classes()) {
      throw new TrainingException(
          "%s: report: expected a label for each of %d classes, got %d. Give one each, or none."
              .formatted(trained.graph().name(), confusion.classes(), labels.size()));
    }
  }

  private static int klass(Tensor wanted) {
    return wanted.type() == DataType.INT64 ? (int) wanted.toLongs()[0] : largest(wanted.toFloats());
  }

  private static int largest(float[] values) {
    int most = 0;
    for (int i = 1; i < values.length; i++) {
      most = values[i] > values[most] ? i : most;
    }
    return most;
  }

  private static String label(int klass, List<String> labels) {
    return labels.isEmpty() ? Integer.toString(klass) : labels.get(klass);
  }

  private static String said(Tensor prediction, List<String> labels) {
    float[] values = prediction.toFloats();
    int most = largest(values);
    return label(most, labels) + " (" + Digits.of(values[most]) + ")";
  }

  private static String numbers(Tensor tensor) {
    List<String> first = new ArrayList<>();
    if (tensor.type() == DataType.INT64) {
      for (long value : tensor.toLongs()) {
        first.add(Long.toString(value));
      }
    } else {
      for (float value : tensor.toFloats()) {
        first.add(Digits.of(value));
      }
    }
    String shown = first.stream().limit(NUMBERS).collect(Collectors.joining(", "));
    return first.size() > NUMBERS ? shown + ", …" : shown;
  }

  String html() {
    StringBuilder html = new StringBuilder();
    confusion.ifPresent(
        each ->
            html.append("<h2>Confusion</h2>\n<section class=\"card\"><div class=\"scroll\">\n")
                .append(matrix(each))
                .append("</div></section>\n"));
    html.append("<h2>Most wrong</h2>\n<div class=\"worst\">\n");
    for (Wrong each : worst) {
      html.append("<section class=\"card\">");
      each.picture()
          .ifPresent(
              data ->
                  html.append("<img alt=\"example ")
                      .append(each.row())
                      .append("\" src=\"data:image/png;base64,")
                      .append(data)
                      .append("\">"));
      html.append("<p>said <b>").append(Html.escape(each.said())).append("</b></p>");
      html.append("<p>is <b>").append(Html.escape(each.wanted())).append("</b></p>");
      html.append(
          "<p class=\"loss\">row %d, loss %s</p></section>%n"
              .formatted(each.row(), Digits.of(each.loss())));
    }
    return html.append("</div>\n").toString();
  }

  private String matrix(Confusion confusion) {
    StringBuilder html =
        new StringBuilder("<table class=\"confusion\">\n<thead><tr><th>is \\ said");
    for (int said = 0; said < confusion.classes(); said++) {
      html.append("<th scope=\"col\">").append(Html.escape(label(said, labels)));
    }
    html.append("<th scope=\"col\">found</thead>\n<tbody>\n");
    for (int right = 0; right < confusion.classes(); right++) {
      html.append("<tr><th scope=\"row\">").append(Html.escape(label(right, labels)));
      long all = 0;
      for (int said = 0; said < confusion.classes(); said++) {
        all += confusion.count(right, said);
      }
      for (int said = 0; said < confusion.classes(); said++) {
        html.append(
            "<td class=\"%s\" style=\"--share:%s\">%s"
                .formatted(
                    right == said ? "right" : "wrong",
                    Digits.of(all == 0 ? 0 : (double) confusion.count(right, said) / all),
                    Digits.count(confusion.count(right, said))));
      }
      html.append("<td>").append(Digits.of(confusion.recall(right))).append('\n');
    }
    html.append("<tr><th scope=\"row\">right");
    for (int said = 0; said < confusion.classes(); said++) {
      html.append("<td>").append(Digits.of(confusion.precision(said)));
    }
    html.append("<td>").append(Digits.of(confusion.accuracy())).append('\n');
    return html.append("</tbody>\n</table>\n").toString();
  }
}
