package dev.hebb.onnx;

import static dev.hebb.network.Layers.ANY;
import static dev.hebb.network.Layers.dense;
import static dev.hebb.network.Layers.lstm;
import static dev.hebb.network.Layers.minMaxScaler;
import static dev.hebb.network.Layers.network;
import static dev.hebb.network.Layers.sequence;
import static dev.hebb.network.Layers.standardScaler;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.hebb.graph.Tensor;
import dev.hebb.network.Network;
import dev.hebb.network.Rank.Sequence;
import dev.hebb.network.Rank.Vector;
import dev.hebb.network.layer.Scaler;
import dev.hebb.runtime.Predictor;
import dev.hebb.training.Losses;
import dev.hebb.training.Trained;
import dev.hebb.training.Trainer;
import dev.hebb.training.data.Dataset;
import dev.hebb.training.data.Windows;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Prices go into a forecaster's file as they are, and prices come out. */
class ForecastExportTest {
  private static final int STEPS = 12;

  @TempDir Path folder;

  @Test
  void scalersAndTheirInversesTravel() {
    float[] prices = new float[200];
    for (int i = 0; i < prices.length; i++) {
      prices[i] = (float) (4000 + 5 * i + 40 * Math.sin(i));
    }
    for (Scaler scaler : List.of(standardScaler("closes"), minMaxScaler("closes"))) {
      Network<Sequence, Vector> net =
          network("forecast", sequence(ANY, 1).named("closes").unit("points"))
              .then(scaler)
              .then(lstm(4))
              .then(dense(1))
              .then(scaler.inverse())
              .output("close", "points")
              .build();
      Dataset windows = Windows.of(prices, STEPS).dataset();
      Trained trained =
          Trainer.of(net).loss(Losses.meanAbsoluteError()).epochs(1).seed(1).fit(windows);
      Path file = folder.resolve("forecast.onnx");
      Onnx.export(trained.model()).to(file);
      Tensor asked = windows.inputs().get(0).rows(100, 101);
      float wanted = trained.predict(asked).toFloats()[0];
      try (Predictor predictor = Predictor.with().dim("time", STEPS).open(file)) {
        predictor.input().put(0, asked.toFloats());
        predictor.run();
        float close = predictor.output().get(0);
        assertThat(close).isCloseTo(wanted, within(1e-5f * wanted));
        assertThat(close).as("a price, though hardly trained").isBetween(3500f, 5500f);
        assertThat(predictor.output().unit()).isEqualTo("points");
      }
    }
  }
}
