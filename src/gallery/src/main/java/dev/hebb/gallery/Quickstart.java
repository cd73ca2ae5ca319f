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
    StockStudy study = new StockStudy(prices, EPOCHS, 42);
    System.out.println(StockPredictor.LSTM.returns().summary());
    StockStudy.Result returns = study.returns(StockPredictor.LSTM, Progress.auto());
    StockStudy.Result closes = study.closes(returns);
    StockStudy.Result scaled = study.scaled(StockPredictor.LSTM);
    System.out.println("returns:            " + returns.errors().text("%"));
    System.out.println("closes:             " + closes.errors().text("points"));
    System.out.println("closes, only scaled: " + scaled.errors().text("points"));

    Path onnx = folder.resolve("stock-lstm.onnx");
    Exported exported = Onnx.export(closes.model()).sample(study.sample()).to(onnx);
    System.out.printf(
        Locale.ROOT, "%nexported %s (%,d bytes), equal to the trainer%n", onnx, exported.bytes());

    List<String> lines = predict(onnx, study.latest());
    String tomorrow =
        tomorrow(prices, Double.parseDouble(lines.get(0).substring("forecast=".length())));
    lines.stream().skip(2).forEach(System.out::println);
    System.out.println(tomorrow + "\n");

    Path report = folder.resolve("report.html");
    Report.of(returns.trained())
        .title("S&P 500: the course's LSTM, from prices to predictions")
        .note("Tomorrow: " + tomorrow + ".")
        .note("Daily returns: " + returns.errors().text("%") + ".")
        .note("Closes, through returns: " + closes.errors().text("points") + ".")
        .note(
            "Closes, only scaled: "
                + scaled.errors().text("points")
                + "; the test years reach levels never seen in training.")
        .figures("Exported and predicted", exported(exported, lines.get(1)))
        .series("Closes on days never seen, points", study.days(), closes(study, closes, scaled))
        .series("Returns on days never seen, %", study.days(), returns(study, prices, returns))
        .series("What a return of 1 % on day 0 changes later, %", days(), responses(prices))
        .write(report);
    System.out.printf(Locale.ROOT, "parity max_abs_diff=%.1e%n", exported.maxAbsDiff());
    System.out.println(lines.get(1));
    System.out.println("report=" + report);
  }

  private static String tomorrow(Prices prices, double forecast) {
    int last = prices.closes().size() - 1;
    double close = prices.closes().get(last);
    return String.format(
        Locale.ROOT,
        "%.2f after %s at %.2f (%+.3f %%)",
        forecast,
        prices.dates().get(last),
        close,
        100 * (forecast / close - 1));
  }

  private static List<String> predict(Path onnx, Tensor window) {
    List<String> arguments = new ArrayList<>(List.of(onnx.toString()));
    for (float value : window.toFloats()) {
      arguments.add(Float.toString(value));
    }
    return Jvm.run(Tomorrow.class, List.of("runtime", "gallery"), arguments);
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

  private static Map<String, double[]> closes(
      StockStudy study, StockStudy.Result closes, StockStudy.Result scaled) {
    Map<String, double[]> lines = new LinkedHashMap<>();
    lines.put("truth", doubles(study.truths()));
    lines.put("forecast through returns", doubles(closes.forecasts()));
    lines.put("forecast from scaled closes", doubles(scaled.forecasts()));
    return lines;
  }

  private static Map<String, double[]> returns(
      StockStudy study, Prices prices, StockStudy.Result returns) {
    float[] all = prices.returns();
    double[] truth = new double[study.days().size()];
    for (int i = 0; i < truth.length; i++) {
      truth[i] = all[all.length - truth.length + i];
    }
    Map<String, double[]> lines = new LinkedHashMap<>();
    lines.put("truth", truth);
    lines.put("forecast", doubles(returns.forecasts()));
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
