package dev.hebb.gallery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.hebb.graph.Section;
import dev.hebb.graph.Tensor;
import dev.hebb.onnx.Exported;
import dev.hebb.onnx.Onnx;
import dev.hebb.runtime.Predictor;
import dev.hebb.training.Progress;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class StockPredictorTest {
  @TempDir Path folder;

  static List<StockPredictor> predictors() {
    return List.of(StockPredictor.RNN, StockPredictor.LSTM, StockPredictor.CONV_GRU);
  }

  private static List<String> declared(StockPredictor predictor) {
    return predictor.returns().graph().sections().stream().map(Section::declaration).toList();
  }

  @Test
  void theLayersAreThoseOfTheCourse() {
    assertThat(declared(StockPredictor.RNN))
        .containsExactly(
            "standardScaler(\"scaler\")",
            "simpleRnn(2).returnSequences()",
            "dropout(0.3)",
            "simpleRnn(1)",
            "dense(1)",
            "standardScaler(\"scaler\").inverse()");
    assertThat(declared(StockPredictor.LSTM))
        .containsExactly(
            "standardScaler(\"scaler\")",
            "lstm(20).returnSequences()",
            "dropout(0.2)",
            "lstm(10)",
            "dropout(0.2)",
            "dense(1)",
            "standardScaler(\"scaler\").inverse()");
    assertThat(declared(StockPredictor.CONV_GRU))
        .containsExactly(
            "standardScaler(\"scaler\")",
            "conv1d(20, 4).stride(2)",
            "gru(2).activation(RELU)",
            "dropout(0.2)",
            "dense(1)",
            "standardScaler(\"scaler\").inverse()");
    // Those of the course, and the scaler's two.
    assertThat(predictors().stream().map(p -> p.returns().graph().parameterCount()))
        .containsExactly(8L + 4 + 2 + 2, 1760L + 1240 + 11 + 2, 100L + 144 + 3 + 2);
  }

  @ParameterizedTest
  @MethodSource("predictors")
  void fromPricesToPredictions(StockPredictor predictor) {
    StockStudy study = new StockStudy(Prices.read(), 2, 42);
    StockStudy.Result returns = study.returns(predictor, Progress.silent());
    // The returns' mean is nearly all there is to learn: two epochs come near the naive forecast.
    Forecast errors = returns.errors();
    assertThat(errors.rmse()).isBetween(0.9 * errors.naiveRmse(), 1.1 * errors.naiveRmse());
    StockStudy.Result closes = study.closes(returns);
    assertThat(closes.errors().mae())
        .isBetween(0.9 * closes.errors().naiveMae(), 1.2 * closes.errors().naiveMae());
    Path file = folder.resolve(predictor.name() + ".onnx");
    Exported exported = Onnx.export(closes.model()).to(file);
    assertThat(exported.maxAbsDiff()).isLessThanOrEqualTo(1e-5);
    Tensor window = study.latest();
    float last = window.toFloats()[StockStudy.WINDOW];
    try (Predictor runtime = Predictor.open(file)) {
      runtime.input("closes").put(0, window.toFloats());
      runtime.run();
      float forecast = runtime.output("forecast").get(0);
      assertThat(forecast).isBetween(0.95f * last, 1.05f * last);
      double percent = byHand(returns, window.toFloats());
      assertThat((double) runtime.output("return").get(0)).isCloseTo(percent, within(1e-5));
      assertThat((double) forecast).isCloseTo(Prices.after(last, percent), within(1e-6 * last));
    }
  }

  // The returns' forecaster, fed by hand.
  private static double byHand(StockStudy.Result returns, float[] closes) {
    float[] window = new float[closes.length - 1];
    for (int i = 0; i < window.length; i++) {
      window[i] = 100 * (closes[i + 1] / closes[i] - 1);
    }
    return returns.trained().predict(Tensor.of(window, 1, window.length, 1)).toFloats()[0];
  }

  @Test
  void scaledClosesGoInAndComeOutInPoints() {
    StockStudy.Result result = new StockStudy(Prices.read(), 1, 42).scaled(StockPredictor.LSTM);
    assertThat(result.model().weights().get("scaler/center").toFloats()[0]).isBetween(900f, 1500f);
    for (float forecast : result.forecasts().toFloats()) {
      assertThat(forecast).isBetween(500f, 4000f);
    }
  }
}
