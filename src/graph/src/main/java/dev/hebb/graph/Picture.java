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
import java.util.stream.Stream;

/**
 * The layers of a graph as boxes with arrows, shapes on the arrows, as SVG. Branches stand side by
 * side: a box's row is one below the lowest that feeds it.
 */
public record Picture(String svg) {

  /** Draws the graph. */
  public static Picture of(Graph graph) {
    List<Box> boxes = new ArrayList<>(inputs(graph));
    for (Section section : graph.sections()) {
      boxes.add(
          new Box(
              section.name(),
              section.name(),
              section.declaration(),
              section.inputs(),
              text(section.output()),
              false));
    }
    return of(boxes);
  }

  /**
   * Draws boxes.
   *
   * @param boxes each after those that feed it, no two of the same name
   */
  public static Picture of(List<Box> boxes) {
    List<String> texts =
        boxes.stream().flatMap(box -> Stream.of(box.title(), box.text(), box.output())).toList();
    Canvas canvas = new Canvas(texts);
    Map<String, Canvas.Place> ends = new LinkedHashMap<>();
    Map<String, Canvas.Place> places = new HashMap<>();
    Map<String, String> shapes = new HashMap<>();
    List<Integer> used = new ArrayList<>();
    for (Box box : boxes) {
      int row =
          box.border() && box.inputs().isEmpty()
              ? 0
              : box.inputs().stream().mapToInt(name -> places.get(name).row()).max().orElse(0) + 1;
      Canvas.Place at = place(row, used);
      canvas.box(at, box.title(), box.text(), box.border() ? "#e8f1ea" : "#eef1f8");
      for (String from : box.inputs()) {
        canvas.arrow(places.get(from), at, shapes.get(from));
        ends.remove(from);
      }
      if (!box.border() || box.inputs().isEmpty()) {
        ends.put(box.name(), at);
      }
      places.put(box.name(), at);
      shapes.put(box.name(), box.output());
    }
    ends.forEach((name, from) -> canvas.arrow(from, from.below(), shapes.get(name)));
    return new Picture(canvas.svg(used.stream().mapToInt(i -> i).max().orElse(1), used.size()));
  }

  // How long each row is says nothing of how the layers hang together.
  private static String text(Shape shape) {
    return shape.unpadded().toString();
  }

  // The lengths of padded rows are no box, but said in that of the rows.
  private static List<Box> inputs(Graph graph) {
    Map<String, String> lengths = new HashMap<>();
    Padded.of(graph).forEach(each -> lengths.put(each.input(), " and " + each.lengths()));
    Set<String> said = Padded.of(graph).stream().map(Padded::lengths).collect(toSet());
    return graph.inputs().stream()
        .filter(input -> !said.contains(input.name()))
        .map(input -> input(input, lengths.getOrDefault(input.name(), "")))
        .toList();
  }

  private static Box input(Port input, String lengths) {
    String said = input.unit().isEmpty() ? "input" : "input, " + input.unit();
    return Box.input(input.name(), said + lengths, text(input.value().shape()));
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
