package dev.hebb.gallery;

import dev.hebb.graph.Tensor;
import dev.hebb.onnx.Exported;
import dev.hebb.onnx.Onnx;
import dev.hebb.training.Progress;
import dev.hebb.training.report.Report;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * The whole path in one go: trains the course's LSTM on the bundled prices, exports it, predicts
 * tomorrow in a process that has only the runtime, writes a report. Argument: the folder to write
 * to. The last three lines printed are for machines.
 */
public final class Quickstart {
  private static final int EPOCHS = 40;
  private static final int IMPULSE_DAYS = 25;

  private Quickstart() {}

  public static void main(String[] args) {
    Path folder = Path.of(args.length > 0 ? args[0] : "target/quickstart");
    Prices prices = Prices.read();
    StockStudy study = new StockStudy(prices);
    System.out.println(StockPredictor.LSTM.returns().summary());
    StockStudy.Result returns = study.returns(StockPredictor.LSTM, EPOCHS, 42, Progress.auto());
    System.out.println("returns: " + returns.forecast().text("%"));
    StockStudy.Result levels = study.levels(StockPredictor.LSTM, EPOCHS, 42, Progress.silent());
    System.out.println("closes:  " + levels.forecast().text("points"));

    Path onnx = folder.resolve("stock-lstm.onnx");
    Exported exported = Onnx.export(returns.trained().model()).to(onnx);
    System.out.printf(
        Locale.ROOT, "%nexported %s (%,d bytes), equal to the trainer%n", onnx, exported.bytes());

    List<String> lines = predict(onnx, study.latest());
    double percent = Double.parseDouble(lines.get(0).substring("forecast=".length()));
    double last = prices.closes().get(prices.closes().size() - 1);
    String tomorrow =
        String.format(
            Locale.ROOT,
            "after %s at %.2f: forecast %+.3f %%, %.2f",
            prices.dates().get(prices.dates().size() - 1),
            last,
            percent,
            Prices.after(last, percent));
    lines.stream().skip(2).forEach(System.out::println);
    System.out.println(tomorrow + "\n");

    Path report = folder.resolve("report.html");
    report(prices, returns, levels, exported, tomorrow, lines.get(1)).write(report);
    System.out.printf(Locale.ROOT, "parity max_abs_diff=%.1e%n", exported.maxAbsDiff());
    System.out.println(lines.get(1));
    System.out.println("report=" + report);
  }

  private static List<String> predict(Path onnx, Tensor window) {
    List<String> arguments = new ArrayList<>(List.of(onnx.toString()));
    for (float value : window.toFloats()) {
      arguments.add(Float.toString(value));
    }
    return Jvm.run(Tomorrow.class, List.of("runtime", "gallery"), arguments);
  }

  private static Report report(
      Prices prices,
      StockStudy.Result returns,
      StockStudy.Result levels,
      Exported exported,
      String tomorrow,
      String latency) {
    return Report.of(returns.trained())
        .title("S&P 500: the course's LSTM, from prices to predictions")
        .note("Tomorrow, " + tomorrow + ".")
        .note("Daily returns: " + returns.forecast().text("%") + ".")
        .note("Closes: " + levels.forecast().text("points") + ".")
        .figures("Exported and predicted", exported(exported, latency))
        .series("Returns on days never seen, %", returns.days(), lines(returns))
        .series("Closes on days never seen, points", levels.days(), lines(levels))
        .series("What a return of 1 % on day 0 changes later, %", days(), responses(prices));
  }

  private static Map<String, String> exported(Exported exported, String latency) {
    Map<String, String> figures = new LinkedHashMap<>();
    figures.put("file", String.format(Locale.ROOT, "%,d bytes", exported.bytes()));
    figures.put(
        "max |Δ| trainer against ONNX Runtime",
        String.format(Locale.ROOT, "%.1e", exported.maxAbsDiff()));
    figures.put("one prediction", latency.replaceAll(".*p50_us=([0-9.]+).*", "$1 µs (median)"));
    figures.put(
        "heap per prediction", latency.replaceAll(".*bytes_per_call=([0-9]+).*", "$1 bytes"));
    return figures;
  }

  private static Map<String, double[]> lines(StockStudy.Result result) {
    Map<String, double[]> lines = new LinkedHashMap<>();
    lines.put("truth", doubles(result.truths()));
    lines.put("forecast", doubles(result.forecasts()));
    return lines;
  }

  private static double[] doubles(Tensor tensor) {
    float[] values = tensor.toFloats();
    double[] wide = new double[values.length];
    for (int i = 0; i < wide.length; i++) {
      wide[i] = values[i];
    }
    return wide;
  }

  private static double[] days() {
    double[] days = new double[IMPULSE_DAYS];
    for (int i = 0; i < days.length; i++) {
      days[i] = i;
    }
    return days;
  }

  private static Map<String, double[]> responses(Prices prices) {
    Map<String, double[]> lines = new LinkedHashMap<>();
    lines.put(
        "finite: sees " + TwoViews.N + " days back",
        TwoViews.impulseResponse(TwoViews.train(TwoViews.finite(), prices, 10), 1, IMPULSE_DAYS));
    lines.put(
        "recurrent: remembers",
        TwoViews.impulseResponse(
            TwoViews.train(TwoViews.recurrent(), prices, 10), 1, IMPULSE_DAYS));
    return lines;
  }
}
