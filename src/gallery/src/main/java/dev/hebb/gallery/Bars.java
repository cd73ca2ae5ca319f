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
 * Bars beside each other, group by group.
 *
 * @param unit of their heights; per cent go up to 100
 * @param least where the bars begin
 * @param groups one below each set of bars
 */
record Bars(String title, String unit, double least, List<String> groups, List<Series> series) {
  /** Shares. */
  static final String PER_CENT = "%";

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
        new CategoryChartBuilder()
            .width(width)
            .height(height)
            .title(title)
            .yAxisTitle(unit)
            .build();
    chart
        .getStyler()
        .setYAxisMin(least)
        .setChartBackgroundColor(Color.WHITE)
        .setPlotBorderVisible(false)
        .setLegendBorderColor(Color.WHITE)
        .setLegendPosition(Styler.LegendPosition.OutsideS)
        .setLegendLayout(Styler.LegendLayout.Horizontal);
    if (unit.equals(PER_CENT)) {
      chart.getStyler().setYAxisMax(100.0);
    }
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
