package dev.hebb.graph;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The layers of a graph as boxes with arrows, shapes on the arrows, as SVG. Branches stand side by
 * side: a box's row is one below the lowest that feeds it.
 */
public record Picture(String svg) {
  private static final int WIDTH = 300;
  private static final int HEIGHT = 46;
  private static final int ROW = 84;
  private static final int COLUMN = WIDTH + 30;
  private static final int MARGIN = 16;

  /** Draws the graph. */
  public static Picture of(Graph graph) {
    Map<String, int[]> places = new HashMap<>();
    Map<String, Shape> shapes = new HashMap<>();
    List<Integer> used = new ArrayList<>();
    StringBuilder boxes = new StringBuilder();
    StringBuilder arrows = new StringBuilder();
    for (Port input : graph.inputs()) {
      int[] at = place(0, used);
      places.put(input.name(), at);
      shapes.put(input.name(), input.value().shape());
      String unit = input.unit().isEmpty() ? "input" : "input, " + input.unit();
      boxes.append(box(at, input.name(), unit, "#e8f1ea"));
    }
    for (Section section : graph.sections()) {
      int row = section.inputs().stream().mapToInt(name -> places.get(name)[1]).max().orElse(0) + 1;
      int[] at = place(row, used);
      places.put(section.name(), at);
      shapes.put(section.name(), section.output());
      boxes.append(box(at, section.name(), section.declaration(), "#eef1f8"));
      for (String from : section.inputs()) {
        arrows.append(arrow(places.get(from), at, shapes.get(from).toString()));
      }
    }
    if (!graph.sections().isEmpty()) {
      Section last = graph.sections().get(graph.sections().size() - 1);
      int[] from = places.get(last.name());
      arrows.append(arrow(from, new int[] {from[0], from[1] + 1}, last.output().toString()));
    }
    int columns = used.stream().mapToInt(Integer::intValue).max().orElse(1);
    int width = 2 * MARGIN + columns * COLUMN;
    int height = 2 * MARGIN + (used.size() + 1) * ROW - HEIGHT;
    return new Picture(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\""
            + width
            + "\" height=\""
            + height
            + "\" viewBox=\"0 0 "
            + width
            + " "
            + height
            + "\" font-family=\"sans-serif\" font-size=\"13\">\n"
            + "<rect width=\"100%\" height=\"100%\" fill=\"#ffffff\"/>\n"
            + "<defs><marker id=\"head\" markerWidth=\"8\" markerHeight=\"8\" refX=\"7\" refY=\"4\" orient=\"auto\">"
            + "<path d=\"M0,0 L8,4 L0,8 z\" fill=\"#555\"/></marker></defs>\n"
            + arrows
            + boxes
            + "</svg>\n");
  }

  private static int[] place(int row, List<Integer> used) {
    while (used.size() <= row) {
      used.add(0);
    }
    int column = used.get(row);
    used.set(row, column + 1);
    return new int[] {column, row};
  }

  private static int x(int[] at) {
    return MARGIN + at[0] * COLUMN;
  }

  private static int y(int[] at) {
    return MARGIN + at[1] * ROW;
  }

  private static String box(int[] at, String title, String text, String fill) {
    int x = x(at);
    int y = y(at);
    return "<rect x=\""
        + x
        + "\" y=\""
        + y
        + "\" width=\""
        + WIDTH
        + "\" height=\""
        + HEIGHT
        + "\" rx=\"7\" fill=\""
        + fill
        + "\" stroke=\"#5b6b8c\"/>\n"
        + "<text x=\""
        + (x + 12)
        + "\" y=\""
        + (y + 19)
        + "\" font-weight=\"bold\">"
        + escape(title)
        + "</text>\n"
        + "<text x=\""
        + (x + 12)
        + "\" y=\""
        + (y + 37)
        + "\" fill=\"#444\" font-size=\"12\">"
        + escape(text)
        + "</text>\n";
  }

  private static String arrow(int[] from, int[] to, String label) {
    int x1 = x(from) + 40;
    int y1 = y(from) + HEIGHT;
    int x2 = x(to) + 40;
    int y2 = y(to) - 2;
    return "<line x1=\""
        + x1
        + "\" y1=\""
        + y1
        + "\" x2=\""
        + x2
        + "\" y2=\""
        + y2
        + "\" stroke=\"#555\" marker-end=\"url(#head)\"/>\n"
        + "<text x=\""
        + (x1 + 10)
        + "\" y=\""
        + (y1 + 22)
        + "\" fill=\"#666\" font-size=\"12\">"
        + escape(label)
        + "</text>\n";
  }

  private static String escape(String text) {
    return text.replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;");
  }

  /** Writes the file, whole or not at all. */
  public void write(Path path) {
    AtomicFile.write(
        path, channel -> channel.write(ByteBuffer.wrap(svg.getBytes(StandardCharsets.UTF_8))));
  }
}
