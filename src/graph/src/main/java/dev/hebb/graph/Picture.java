package dev.hebb.graph;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The layers of a graph as boxes with arrows, shapes on the arrows, as SVG. Branches stand side by
 * side: a box's row is one below the lowest that feeds it.
 */
public record Picture(String svg) {

  /** Draws the graph. */
  public static Picture of(Graph graph) {
    Canvas canvas = new Canvas(texts(graph));
    Map<String, Canvas.Place> ends = new LinkedHashMap<>();
    Map<String, Canvas.Place> places = new HashMap<>();
    Map<String, String> shapes = new HashMap<>();
    List<Integer> used = new ArrayList<>();
    for (Port input : graph.inputs()) {
      Canvas.Place at = place(0, used);
      canvas.box(at, input.name(), said(input), "#e8f1ea");
      ends.put(input.name(), at);
      places.put(input.name(), at);
      shapes.put(input.name(), text(input.value().shape()));
    }
    for (Section section : graph.sections()) {
      int row =
          section.inputs().stream().mapToInt(name -> places.get(name).row()).max().orElse(0) + 1;
      Canvas.Place at = place(row, used);
      canvas.box(at, section.name(), section.declaration(), "#eef1f8");
      for (String from : section.inputs()) {
        canvas.arrow(places.get(from), at, shapes.get(from));
        ends.remove(from);
      }
      ends.put(section.name(), at);
      places.put(section.name(), at);
      shapes.put(section.name(), text(section.output()));
    }
    ends.forEach((name, from) -> canvas.arrow(from, from.below(), shapes.get(name)));
    return new Picture(canvas.svg(used.stream().mapToInt(i -> i).max().orElse(1), used.size()));
  }

  // How long each row is says nothing of how the layers hang together.
  private static String text(Shape shape) {
    return shape.unpadded().toString();
  }

  private static String said(Port input) {
    return input.unit().isEmpty() ? "input" : "input, " + input.unit();
  }

  private static List<String> texts(Graph graph) {
    List<String> texts = new ArrayList<>();
    for (Port input : graph.inputs()) {
      texts.addAll(List.of(input.name(), said(input), text(input.value().shape())));
    }
    for (Section section : graph.sections()) {
      texts.addAll(List.of(section.name(), section.declaration(), text(section.output())));
    }
    return texts;
  }

  private static Canvas.Place place(int row, List<Integer> used) {
    while (used.size() <= row) {
      used.add(0);
    }
    int column = used.get(row);
    used.set(row, column + 1);
    return new Canvas.Place(column, row);
  }

  /** Writes the file, whole or not at all. */
  public void write(Path path) {
    AtomicFile.write(
        path, channel -> channel.write(ByteBuffer.wrap(svg.getBytes(StandardCharsets.UTF_8))));
  }
}
