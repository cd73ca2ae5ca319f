package dev.hebb.graph;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** SVG boxes in rows and columns, as wide as the longest text that goes into them or beside. */
final class Canvas {
  private static final int HEIGHT = 46;
  private static final int ROW = 84;
  private static final int GAP = 30;
  private static final int LANE = 5;
  private static final int MARGIN = 16;
  private static final int LEAST_WIDTH = 300;

  /** Pixels of one character, and of what stands left of the text. */
  private static final int CHARACTER = 7;

  private static final int INDENT = 50;

  private final int width;
  private final StringBuilder boxes = new StringBuilder();
  private final StringBuilder arrows = new StringBuilder();
  private final Set<Place> labelled = new HashSet<>();
  private final Map<Integer, Integer> taken = new HashMap<>();

  Canvas(List<String> texts) {
    int longest = texts.stream().mapToInt(String::length).max().orElse(0);
    width = Math.max(LEAST_WIDTH, INDENT + longest * CHARACTER);
  }

  /** Where a box stands, counted from the top left. */
  record Place(int column, int row) {
    Place below() {
      return new Place(column, row + 1);
    }
  }

  private int x(Place at) {
    return MARGIN + at.column * (width + GAP);
  }

  private static int y(Place at) {
    return MARGIN + at.row * ROW;
  }

  void box(Place at, String title, String text, String fill) {
    boxes.append(
        """
        <rect x="%d" y="%d" width="%d" height="%d" rx="7" fill="%s" stroke="#5b6b8c"/>
        <text x="%d" y="%d" font-weight="bold">%s</text>
        <text x="%d" y="%d" fill="#444" font-size="12">%s</text>
        """
            .formatted(
                x(at),
                y(at),
                width,
                HEIGHT,
                fill,
                x(at) + 12,
                y(at) + 19,
                escape(title),
                x(at) + 12,
                y(at) + 37,
                escape(text)));
  }

  void arrow(Place from, Place to, String label) {
    int x = x(from) + 40;
    int y = y(from) + HEIGHT;
    if (from.below().equals(to)) {
      arrows.append(
          """
          <line x1="%d" y1="%d" x2="%d" y2="%d" stroke="#555" marker-end="url(#head)"/>
          """
              .formatted(x, y, x, y(to) - 2));
    } else {
      arrows.append(around(from, to));
    }
    if (labelled.add(from)) {
      arrows.append(
          """
          <text x="%d" y="%d" fill="#666" font-size="12">%s</text>
          """
              .formatted(x + 10, y + 22, escape(label)));
    }
  }

  // Beside the boxes that are between, in the gap next to the column it comes from, each in a lane
  // of its own.
  private String around(Place from, Place to) {
    int gap = to.column < from.column ? from.column - 1 : from.column;
    int before = taken.merge(gap, 1, Integer::sum) - 1;
    int lane = x(new Place(gap, 0)) + width + LANE * (1 + before % (GAP / LANE - 1));
    int start = x(from) + 40;
    int end = x(to) + 40 + 20 * (1 + Math.abs(to.column - from.column));
    int below = y(from) + HEIGHT + 6;
    int above = y(to) - 10;
    return """
        <polyline points="%d,%d %d,%d %d,%d %d,%d %d,%d %d,%d" fill="none" stroke="#555" \
        marker-end="url(#head)"/>
        """
        .formatted(
            start, below - 6, start, below, lane, below, lane, above, end, above, end, y(to) - 2);
  }

  String svg(int columns, int rows) {
    int right = 2 * MARGIN + columns * (width + GAP);
    int bottom = 2 * MARGIN + (rows + 1) * ROW - HEIGHT;
    return """
        <svg xmlns="http://www.w3.org/2000/svg" width="%d" height="%d" viewBox="0 0 %d %d" \
        font-family="sans-serif" font-size="13">
        <rect width="100%%" height="100%%" fill="#ffffff"/>
        <defs><marker id="head" markerWidth="8" markerHeight="8" refX="7" refY="4" orient="auto">\
        <path d="M0,0 L8,4 L0,8 z" fill="#555"/></marker></defs>
        """
            .formatted(right, bottom, right, bottom)
        + arrows
        + boxes
        + "</svg>\n";
  }

  private static String escape(String text) {
    // XML has no way to write most control characters.
    return text.replaceAll("\\p{Cntrl}", "?")
        .replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;");
  }
}
