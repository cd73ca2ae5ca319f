package dev.hebb.gallery;

import java.awt.Color;
import java.awt.image.BufferedImage;
import java.util.List;
import org.knowm.xchart.BitmapEncoder;
import org.knowm.xchart.CategoryChart;
import org.knowm.xchart.CategoryChartBuilder;
import org.knowm.xchart.CategorySeries;
import org.knowm.xchart.style.Styler;

/**
 * Shares in per cent as bars beside each other, group by group.
 *
 * @param least where the bars begin
 * @param groups one below each set of bars
 */
record Bars(String title, double least, List<String> groups, List<Series> series) {
  // From grey over blue to red.
  private static final List<Color> COLOURS =
      List.of(
          new Color(200, 200, 200),
          new Color(140, 140, 140),
          new Color(103, 169, 207),
          Diverging.ABOVE);

  /**
   * Bars of one colour.
   *
   * @param values one for each group
   * @param deviations of the values, drawn as whiskers; or none
   */
  record Series(String name, List<Double> values, List<Double> deviations) {
    Series {
      values = List.copyOf(values);
      deviations = List.copyOf(deviations);
    }

    /** Without whiskers. */
    Series(String name, List<Double> values) {
      this(name, values, List.of());
    }
  }

  Bars {
    groups = List.copyOf(groups);
    series = List.copyOf(series);
  }

  /** Of this size, in px. */
  BufferedImage image(int width, int height) {
    CategoryChart chart =
        new CategoryChartBuilder().width(width).height(height).title(title).yAxisTitle("%").build();
    chart
        .getStyler()
        .setYAxisMin(least)
        .setYAxisMax(100.0)
        .setChartBackgroundColor(Color.WHITE)
        .setPlotBorderVisible(false)
        .setLegendBorderColor(Color.WHITE)
        .setLegendPosition(Styler.LegendPosition.OutsideS)
        .setLegendLayout(Styler.LegendLayout.Horizontal);
    for (int i = 0; i < series.size(); i++) {
      Series each = series.get(i);
      CategorySeries bars =
          each.deviations().isEmpty()
              ? chart.addSeries(each.name(), groups, each.values())
              : chart.addSeries(each.name(), groups, each.values(), each.deviations());
      bars.setFillColor(COLOURS.get(i + COLOURS.size() - series.size()));
    }
    return BitmapEncoder.getBufferedImage(chart);
  }
}
