package dev.hebb.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class KerasCallbacksTest {
  static List<JsonObject> plateaus() {
    return cases("reduce_on_plateau");
  }

  static List<JsonObject> stops() {
    return cases("early_stopping");
  }

  private static List<JsonObject> cases(String callback) {
    List<JsonObject> cases = new ArrayList<>();
    for (JsonElement each : Goldens.json("callbacks").getAsJsonArray()) {
      if (each.getAsJsonObject().get("callback").getAsString().equals(callback)) {
        cases.add(each.getAsJsonObject());
      }
    }
    assertThat(cases).hasSizeGreaterThan(11);
    return cases;
  }

  private static double number(JsonObject golden, String name) {
    return golden.get(name).getAsDouble();
  }

  @ParameterizedTest
  @MethodSource("plateaus")
  void theLearningRateIsLoweredWhenKerasLowersIt(JsonObject golden) {
    Callback callback =
        ReduceOnPlateau.reduceOnPlateau()
            .factor(number(golden, "factor"))
            .patience(golden.get("patience").getAsInt())
            .minDelta(number(golden, "min_delta"))
            .cooldown(golden.get("cooldown").getAsInt())
            .least(number(golden, "min_lr"));
    Played run = new Played(40, Map.of("val_loss", 0.0));
    callback.onTrainBegin(run);
    for (int i = 0; i < run.epochs(); i++) {
      assertThat(run.learningRate())
          .as("epoch %d", i + 1)
          .isCloseTo(golden.getAsJsonArray("rates").get(i).getAsDouble(), within(1e-7));
      run.epoch("val_loss", golden.getAsJsonArray("figures").get(i).getAsDouble());
      callback.onEpochEnd(run);
    }
    assertThat(run.scale).isLessThan(1);
  }

  @ParameterizedTest
  @MethodSource("stops")
  void stopsWhenKerasStopsAndKeepsWhatKerasKeeps(JsonObject golden) {
    Callback callback =
        EarlyStopping.patience(golden.get("patience").getAsInt())
            .minDelta(number(golden, "min_delta"));
    Played run = new Played(40, Map.of("val_loss", 0.0));
    callback.onTrainBegin(run);
    while (run.over.size() < run.epochs() && !run.stopped) {
      double figure = golden.getAsJsonArray("figures").get(run.over.size()).getAsDouble();
      run.epoch("val_loss", figure);
      callback.onEpochEnd(run);
    }
    assertThat(run.over).hasSize(golden.get("epochs").getAsInt());
    assertThat(run.kept).isEqualTo(golden.get("best").getAsInt());
  }
}
