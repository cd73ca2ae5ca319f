package dev.hebb.graph;

import static java.util.stream.Collectors.toSet;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

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
    for (Fed input : Fed.of(graph)) {
      Canvas.Place at = place(0, used);
      canvas.box(at, input.name, input.said, "#e8f1ea");
      ends.put(input.name, at);
      places.put(input.name, at);
      shapes.put(input.name, input.shape);
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

  /** What is fed; the lengths of padded rows are no box, but said in that of the rows. */
  private record Fed(String name, String said, String shape) {
    static List<Fed> of(Graph graph) {
      Map<String, String> lengths = new HashMap<>();
      Padded.of(graph).forEach(each -> lengths.put(each.input(), " and " + each.lengths()));
      Set<String> said = Padded.of(graph).stream().map(Padded::lengths).collect(toSet());
      return graph.inputs().stream()
          .filter(input -> !said.contains(input.name()))
          .map(input -> of(input, lengths.getOrDefault(input.name(), "")))
          .toList();
    }

    private static Fed of(Port input, String lengths) {
      String said = input.unit().isEmpty() ? "input" : "input, " + input.unit();
      return new Fed(input.name(), said + lengths, text(input.value().shape()));
    }
  }

  private static List<String> texts(Graph graph) {
    List<String> texts = new ArrayList<>();
    for (Fed input : Fed.of(graph)) {
      texts.addAll(List.of(input.name, input.said, input.shape));
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
