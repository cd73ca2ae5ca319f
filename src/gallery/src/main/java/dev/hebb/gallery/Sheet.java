package dev.hebb.gallery;

import dev.hebb.graph.Tensor;
import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Pictures in rows, with lines of text below each.
 *
 * @param columns pictures in a row
 * @param scale how many times as large they are drawn
 */
record Sheet(String title, int columns, int scale, List<Cell> cells) {
  private static final int LINE = 15; // px, as all below
  private static final int GAP = 10;
  private static final int TOP = 34;
  private static final Color WRONG = new Color(0xC6, 0x28, 0x28);

  Sheet {
    cells = List.copyOf(cells);
  }

  /**
   * One picture.
   *
   * @param picture {@code [height, width, channels]}, from 0 to 1
   * @param marked whether it gets a red frame and red text
   * @param lines what stands below it
   */
  record Cell(Tensor picture, boolean marked, List<String> lines) {
    Cell {
      lines = List.copyOf(lines);
    }
  }

  /**
   * Pictures with their likeliest class and its probability; where it is wrong, in red, with what
   * the picture is.
   *
   * @param pictures {@code [rows, height, width, channels]}
   * @param probabilities {@code [rows, classes]}
   * @param classes what the pictures are
   */
  static Sheet of(
      String title, Tensor pictures, Tensor probabilities, Tensor classes, Confusion confusion) {
    List<Cell> cells = new ArrayList<>();
    long[] dims = pictures.dims();
    int width = confusion.labels().size();
    for (int row = 0; row < dims[0]; row++) {
      int guess = confusion.guesses().get(row);
      int right = (int) classes.toLongs()[row];
      float sure = probabilities.floats().get(row * width + guess);
      List<String> lines = new ArrayList<>(List.of(confusion.labels().get(guess)));
      lines.add("%.0f %%".formatted(100 * sure));
      if (guess != right) {
        lines.add("is " + confusion.labels().get(right));
      }
      Tensor picture = pictures.rows(row, row + 1).reshaped(dims[1], dims[2], dims[3]);
      cells.add(new Cell(picture, guess != right, lines));
    }
    return new Sheet(title, 8, 3, cells);
  }

  /** Draws it as a PNG file. */
  void write(Path path) {
    Png.write(drawn(), path);
  }

  private BufferedImage drawn() {
    int high = (int) cells.get(0).picture().dims()[0] * scale;
    int wide = (int) cells.get(0).picture().dims()[1] * scale;
    int lines = cells.stream().mapToInt(cell -> cell.lines().size()).max().orElseThrow();
    int across = wide + GAP;
    int down = high + lines * LINE + GAP;
    int rows = (cells.size() + columns - 1) / columns;
    BufferedImage image =
        new BufferedImage(
            columns * across + GAP, TOP + rows * down + GAP, BufferedImage.TYPE_INT_RGB);
    Graphics2D pen = image.createGraphics();
    pen.setColor(Color.WHITE);
    pen.fillRect(0, 0, image.getWidth(), image.getHeight());
    pen.setRenderingHint(
        RenderingHints.KEY_TEXT_ANTIALIASING, RenderingHints.VALUE_TEXT_ANTIALIAS_ON);
    pen.setColor(Color.BLACK);
    pen.setFont(new Font(Font.SANS_SERIF, Font.BOLD, 15));
    pen.drawString(title, GAP, 22);
    pen.setFont(new Font(Font.SANS_SERIF, Font.PLAIN, 12));
    for (int i = 0; i < cells.size(); i++) {
      draw(pen, cells.get(i), GAP + i % columns * across, TOP + i / columns * down, high, wide);
    }
    pen.dispose();
    return image;
  }

  private void draw(Graphics2D pen, Cell cell, int x, int y, int high, int wide) {
    pen.drawImage(Png.image(cell.picture()), x, y, wide, high, null);
    pen.setColor(cell.marked() ? WRONG : Color.BLACK);
    if (cell.marked()) {
      pen.setStroke(new BasicStroke(3));
      pen.drawRect(x - 2, y - 2, wide + 3, high + 3);
    }
    for (int i = 0; i < cell.lines().size(); i++) {
      pen.drawString(cell.lines().get(i), x, y + high + 13 + i * LINE);
    }
  }
}
