package dev.hebb.gallery;

import dev.hebb.graph.Tensor;
import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.util.List;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYChartBuilder;
import org.knowm.xchart.XYSeries;
import org.knowm.xchart.style.Styler;
import org.knowm.xchart.style.markers.Marker;
import org.knowm.xchart.style.markers.SeriesMarkers;

/**
 * A chart of the plane of two inputs: coloured by what a network says everywhere, with the four
 * rows of a truth table in it.
 */
final class Plane {
  static final int SIZE = 400;
  private static final double FROM = -0.5;
  private static final double TO = 1.5;
  private static final int CELLS = 100;
  private static final Color NOTHING = new Color(0, 0, 0, 0);

  private final XYChart chart;
  private final Function<Tensor, float[]> network;

  /**
   * @param network takes points {@code [n, 2]}, says a number from 0 to 1 to each
   */
  Plane(String title, TruthTable table, Function<Tensor, float[]> network) {
    this.network = network;
    chart =
        new XYChartBuilder()
            .width(SIZE)
            .height(SIZE)
            .title(title)
            .xAxisTitle("x1")
            .yAxisTitle("x2")
            .build();
    chart
        .getStyler()
        .setXAxisMin(FROM)
        .setXAxisMax(TO)
        .setYAxisMin(FROM)
        .setYAxisMax(TO)
        .setPlotGridLinesVisible(false)
        .setPlotBackgroundColor(NOTHING)
        .setChartBackgroundColor(NOTHING)
        .setLegendBorderColor(NOTHING)
        .setLegendPosition(Styler.LegendPosition.OutsideS)
        .setLegendLayout(Styler.LegendLayout.Horizontal)
        .setMarkerSize(13);
    points("0", table, 0, SeriesMarkers.CIRCLE, Diverging.BELOW);
    points("1", table, 1, SeriesMarkers.SQUARE, Diverging.ABOVE);
  }

  private void points(String name, TruthTable table, int output, Marker marker, Color color) {
    int[] rows =
        IntStream.range(0, TruthTable.ROWS).filter(row -> table.output(row) == output).toArray();
    double[] x1 = new double[rows.length];
    double[] x2 = new double[rows.length];
    for (int i = 0; i < rows.length; i++) {
      x1[i] = TruthTable.input(rows[i])[0];
      x2[i] = TruthTable.input(rows[i])[1];
    }
    XYSeries series = chart.addSeries(name, x1, x2);
    series.setXYSeriesRenderStyle(XYSeries.XYSeriesRenderStyle.Scatter);
    series.setMarker(marker);
    series.setMarkerColor(color);
  }

  /** With the line on which a threshold unit's sum is its threshold; none where w is (0, 0). */
  Plane line(ThresholdUnit unit) {
    List<double[]> ends = Segment.within(unit, FROM, TO);
    if (ends.size() == 2) {
      XYSeries line =
          chart.addSeries(
              "w·x = T",
              new double[] {ends.get(0)[0], ends.get(1)[0]},
              new double[] {ends.get(0)[1], ends.get(1)[1]});
      line.setMarker(SeriesMarkers.NONE);
      line.setLineColor(Color.BLACK);
      line.setLineStyle(new BasicStroke(2));
    }
    return this;
  }

  BufferedImage image() {
    BufferedImage image = new BufferedImage(SIZE, SIZE, BufferedImage.TYPE_INT_RGB);
    Graphics2D graphics = image.createGraphics();
    graphics.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
    // Once to find out where the plot lies, and once over the colours.
    chart.paint(graphics, SIZE, SIZE);
    graphics.setColor(Color.WHITE);
    graphics.fillRect(0, 0, SIZE, SIZE);
    colours(graphics);
    chart.paint(graphics, SIZE, SIZE);
    graphics.dispose();
    return image;
  }

  private void colours(Graphics2D graphics) {
    double side = (TO - FROM) / CELLS;
    float[][] middles = new float[CELLS * CELLS][];
    for (int row = 0; row < CELLS; row++) {
      for (int column = 0; column < CELLS; column++) {
        double x1 = FROM + (column + 0.5) * side;
        double x2 = FROM + (row + 0.5) * side;
        middles[row * CELLS + column] = new float[] {(float) x1, (float) x2};
      }
    }
    float[] said = network.apply(Tensor.of(middles));
    for (int row = 0; row < CELLS; row++) {
      for (int column = 0; column < CELLS; column++) {
        int left = screenX(FROM + column * side);
        int top = screenY(FROM + (row + 1) * side);
        int right = screenX(FROM + (column + 1) * side);
        int bottom = screenY(FROM + row * side);
        graphics.setColor(Diverging.pale(2 * said[row * CELLS + column] - 1));
        graphics.fillRect(left, top, right - left, bottom - top);
      }
    }
  }

  private int screenX(double x) {
    return (int) Math.round(chart.getScreenXFromChart(x));
  }

  private int screenY(double y) {
    return (int) Math.round(chart.getScreenYFromChart(y));
  }
}
