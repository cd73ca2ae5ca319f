package dev.hebb.gallery;

import dev.hebb.graph.Tensor;
import dev.hebb.runtime.Predictor;
import dev.hebb.training.Progress;
import java.awt.image.BufferedImage;
import java.nio.file.Path;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import org.knowm.xchart.BitmapEncoder;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYChartBuilder;
import org.knowm.xchart.style.Styler.LegendPosition;
import org.knowm.xchart.style.markers.SeriesMarkers;

/**
 * One of the course's forecasters of the S&amp;P 500: closes go in, tomorrow's close comes out.
 *
 * @param epochs at most; training stops when it gets no better
 */
record Stock(StockPredictor predictor, int epochs) implements Exhibit {
  private static final long SEED = 42;
  private static final int SHOWN = 60;

  /** As it is kept. */
  static Stock of(StockPredictor predictor) {
    return new Stock(predictor, 60);
  }

  @Override
  public String name() {
    return predictor.name();
  }

  @Override
  public String line() {
    return "%s: tomorrow's close of the S&P 500, forecast from the closes so far."
        .formatted(predictor.title());
  }

  @Override
  public void run(Show show) {
    StockStudy study = new StockStudy(Prices.read(), epochs, SEED);
    StockStudy.Result returns = study.returns(predictor, Progress.silent());
    StockStudy.Result closes = study.closes(returns);
    StockStudy.Result scaled = study.scaled(predictor);
    show.data(
        "Daily closes 2000-01-03 to 2020-04-17. Trained on windows of %d days; the last fifth, from %s on, was kept for the test, of the rest the last fifth stopped the training (seed %d, %d epochs, the best one kept). Inside, closes become daily returns in per cent; the course's layers, between a standard scaler and its inverse, forecast the next one. The naive forecast is \"tomorrow = today\"; what a model of past prices alone gains on it is tiny at best."
            .formatted(
                StockStudy.WINDOW + 1,
                study.days().get(0),
                SEED,
                returns.trained().history().epochs().size()));
    show.figure("returns: %s", returns.errors().text("%"));
    show.figure("closes: %s", closes.errors().text("points"));
    show.figure(
        "the same layers on closes that are only scaled: %s", scaled.errors().text("points"));
    Path file = show.export(name(), closes.model(), study.sample());
    show.claim(
        returns.errors().beatsNaive(),
        "on daily returns it is ahead of the naive forecast by both errors");
    show.claim(
        scaled.errors().mae() > 10 * closes.errors().mae(),
        "on closes that are only scaled the same layers are more than ten times as far off: the test years reach levels that training never saw");
    double worst = worst(file, study, closes.forecasts());
    show.claim(
        worst < 0.01,
        "the runtime says what the trainer says on all %d test days, within %.1e points",
        study.days().size(),
        worst);
    new Strip(List.of(chart(study, closes.forecasts()))).write(show.file(name() + ".png"));
    show.picture(name() + ".png", "closes and forecasts of the last test days");
  }

  private static double worst(Path file, StockStudy study, Tensor forecasts) {
    double worst = 0;
    float[] windows = study.windows().toFloats();
    float[] window = new float[StockStudy.WINDOW + 1];
    try (Predictor model = Predictor.with().dim("time", window.length).open(file)) {
      for (int day = 0; day < study.days().size(); day++) {
        System.arraycopy(windows, day * window.length, window, 0, window.length);
        model.input("closes").put(0, window);
        model.run();
        double off = model.output("forecast").get(0) - forecasts.floats().get(day);
        worst = Math.max(worst, Math.abs(off));
      }
    }
    return worst;
  }

  private BufferedImage chart(StockStudy study, Tensor forecasts) {
    int all = study.days().size();
    List<Date> days = new ArrayList<>();
    List<Float> came = new ArrayList<>();
    List<Float> said = new ArrayList<>();
    for (int i = all - SHOWN; i < all; i++) {
      days.add(Date.from(study.days().get(i).atStartOfDay(ZoneOffset.UTC).toInstant()));
      came.add(study.truths().floats().get(i));
      said.add(forecasts.floats().get(i));
    }
    XYChart chart =
        new XYChartBuilder()
            .width(640)
            .height(360)
            .title(predictor.title() + ": the last " + SHOWN + " days")
            .yAxisTitle("points")
            .build();
    chart.getStyler().setDatePattern("d MMM yyyy");
    chart.getStyler().setLegendPosition(LegendPosition.InsideSW);
    chart.addSeries("close", days, came).setMarker(SeriesMarkers.NONE);
    chart.addSeries("forecast", days, said).setMarker(SeriesMarkers.NONE);
    return BitmapEncoder.getBufferedImage(chart);
  }
}
