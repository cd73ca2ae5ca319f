package dev.hebb.gallery;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.awt.image.BufferedImage;
import java.util.List;
import java.util.stream.IntStream;
import org.knowm.xchart.BitmapEncoder;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYChartBuilder;
import org.knowm.xchart.XYSeries;
import org.knowm.xchart.style.Styler.LegendLayout;
import org.knowm.xchart.style.Styler.LegendPosition;
import org.knowm.xchart.style.markers.SeriesMarkers;

/**
 * A chart of errors against examples seen, on a logarithmic scale: a bold line for the middle of
 * several runs over a thin one for each of them.
 */
final class LearningCurves {
  private static final int WIDTH = 440;
  private static final int HEIGHT = 360;
  private static final BasicStroke THIN = new BasicStroke(1);
  private static final BasicStroke BOLD = new BasicStroke(6);
  private static final BasicStroke DASHED =
      new BasicStroke(2, BasicStroke.CAP_BUTT, BasicStroke.JOIN_ROUND, 1, new float[] {8, 8}, 0);

  private final XYChart chart;
  private final double[] thousands;

  /**
   * @param examples seen in an epoch
   * @param epochs how many of them
   */
  LearningCurves(String title, int examples, int epochs) {
    thousands =
        IntStream.rangeClosed(1, epochs).mapToDouble(epoch -> epoch * examples / 1e3).toArray();
    chart =
        new XYChartBuilder()
            .width(WIDTH)
            .height(HEIGHT)
            .title(title)
            .xAxisTitle("thousand examples seen")
            .yAxisTitle("mean squared error")
            .build();
    // With few points there is a tick for each: too many to be labelled.
    chart.setCustomXAxisTickLabelsFormatter(x -> x % 20 == 0 ? "%.0f".formatted(x) : " ");
    Font small = new Font(Font.SANS_SERIF, Font.PLAIN, 15);
    chart.getStyler().setAxisTitleFont(small).setAxisTickLabelsFont(small).setAxisTickPadding(7);
    chart
        .getStyler()
        .setYAxisLogarithmic(true)
        .setYAxisMin(3e-5)
        .setYAxisDecimalPattern("0.####")
        .setXAxisMin(0.0)
        .setPlotGridLinesVisible(false)
        .setYAxisMax(1.0)
        .setLegendPosition(LegendPosition.OutsideS)
        .setLegendLayout(LegendLayout.Horizontal)
        .setLegendBorderColor(Color.WHITE)
        .setChartTitlePadding(12)
        .setChartTitleFont(new Font(Font.SANS_SERIF, Font.BOLD, 26))
        .setLegendFont(small)
        .setChartBackgroundColor(Color.WHITE);
  }

  /** A level that is reached without learning anything. */
  void level(String name, double error) {
    double[] ends = {0, thousands[thousands.length - 1]};
    drawn(name, ends, new double[] {error, error}, Color.BLACK, DASHED);
  }

  /** Runs, and the middle of them after each epoch. */
  void add(String name, Color color, List<List<Double>> runs, List<Double> medians) {
    Color pale = new Color(color.getRed(), color.getGreen(), color.getBlue(), 110);
    for (int i = 0; i < runs.size(); i++) {
      drawn(name + " " + i, thousands, array(runs.get(i)), pale, THIN).setShowInLegend(false);
    }
    drawn(name, thousands, array(medians), color, BOLD);
  }

  private XYSeries drawn(String name, double[] x, double[] y, Color color, BasicStroke stroke) {
    XYSeries series = chart.addSeries(name, x, y);
    series.setMarker(SeriesMarkers.NONE);
    series.setLineColor(color);
    series.setLineStyle(stroke);
    return series;
  }

  private static double[] array(List<Double> values) {
    return values.stream().mapToDouble(Double::doubleValue).toArray();
  }

  BufferedImage image() {
    return BitmapEncoder.getBufferedImage(chart);
  }
}
