package dev.hebb.training.schedule;

import static dev.hebb.training.schedule.CosineDecay.cosineDecay;
import static dev.hebb.training.schedule.CosineDecayRestarts.cosineDecayRestarts;
import static dev.hebb.training.schedule.ExponentialDecay.exponentialDecay;
import static dev.hebb.training.schedule.InverseTimeDecay.inverseTimeDecay;
import static dev.hebb.training.schedule.OneCycle.oneCycle;
import static dev.hebb.training.schedule.PiecewiseConstantDecay.piecewiseConstantDecay;
import static dev.hebb.training.schedule.PolynomialDecay.polynomialDecay;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import dev.hebb.training.TrainingException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

/** Against what Keras (float32) and PyTorch (float64) themselves say, and what is refused. */
class SchedulesTest {
  private static final double KERAS = 1e-6;
  private static final double PYTORCH = 1e-12;

  private static JsonArray goldens(String name) throws IOException {
    try (InputStream file = SchedulesTest.class.getResourceAsStream("/keras/" + name + ".json")) {
      return JsonParser.parseString(new String(file.readAllBytes(), StandardCharsets.UTF_8))
          .getAsJsonArray();
    }
  }

  private record Config(JsonObject values) {
    double get(String key, double otherwise) {
      return values.has(key) ? values.get(key).getAsDouble() : otherwise;
    }

    long steps(String key) {
      return values.get(key).getAsLong();
    }

    boolean is(String key) {
      return values.has(key) && values.get(key).getAsBoolean();
    }
  }

  private static Schedule keras(String kind, Config config) {
    double initial = config.get("initial_learning_rate", -1);
    return switch (kind) {
      case "ExponentialDecay" -> {
        ExponentialDecay made =
            exponentialDecay(initial, config.steps("decay_steps"), config.get("decay_rate", -1));
        yield config.is("staircase") ? made.staircase() : made;
      }
      case "InverseTimeDecay" -> {
        InverseTimeDecay made =
            inverseTimeDecay(initial, config.steps("decay_steps"), config.get("decay_rate", -1));
        yield config.is("staircase") ? made.staircase() : made;
      }
      case "PiecewiseConstantDecay" ->
          piecewiseConstantDecay(0.1).after(5, 0.05).after(11, 0.2).after(30, 0.01);
      case "PolynomialDecay" -> {
        PolynomialDecay made = polynomialDecay(initial, config.steps("decay_steps"));
        made =
            made.end(config.get("end_learning_rate", made.end()))
                .power(config.get("power", made.power()));
        yield config.is("cycle") ? made.cycle() : made;
      }
      case "CosineDecay" -> {
        double target = config.get("warmup_target", initial);
        CosineDecay made =
            cosineDecay(target, config.steps("decay_steps")).alpha(config.get("alpha", 0));
        yield config.values().has("warmup_target")
            ? made.warmUp(config.steps("warmup_steps"), initial / target)
            : made;
      }
      default -> {
        CosineDecayRestarts made = cosineDecayRestarts(initial, config.steps("first_decay_steps"));
        yield made.longer(config.get("t_mul", made.longer()))
            .higher(config.get("m_mul", made.higher()))
            .alpha(config.get("alpha", made.alpha()));
      }
    };
  }

  private static Schedule pyTorch(String name, Config config) {
    if (name.equals("warm_up")) {
      return cosineDecay(0.2, 30).warmUp(8, 0.1);
    }
    OneCycle cycle = oneCycle(config.get("max_lr", -1), config.steps("total_steps"));
    cycle =
        cycle
            .rising(config.get("pct_start", cycle.rising()))
            .firstPart(config.get("div_factor", cycle.firstPart()))
            .lastPart(config.get("final_div_factor", cycle.lastPart()));
    cycle = config.values().has("anneal_strategy") ? cycle.linear() : cycle;
    return config.is("three_phase") ? cycle.threePhases() : cycle;
  }

  private static void same(JsonObject golden, Schedule schedule, double tolerance) {
    List<JsonElement> values = golden.getAsJsonArray("values").asList();
    for (int step = 0; step < values.size(); step++) {
      assertThat(schedule.at(step))
          .as("%s at step %d", golden.get("name"), step)
          .isCloseTo(values.get(step).getAsDouble(), within(tolerance));
    }
  }

  @Test
  void areThoseOfKeras() throws IOException {
    JsonArray goldens = goldens("schedules");
    for (JsonElement each : goldens) {
      JsonObject golden = each.getAsJsonObject();
      Config config = new Config(golden.getAsJsonObject("config"));
      same(golden, keras(golden.get("schedule").getAsString(), config), KERAS);
    }
    assertThat(goldens).hasSize(15);
  }

  @Test
  void areThoseOfPyTorch() throws IOException {
    JsonArray goldens = goldens("one_cycle");
    for (JsonElement each : goldens) {
      JsonObject golden = each.getAsJsonObject();
      Config config = new Config(golden.getAsJsonObject("config"));
      same(golden, pyTorch(golden.get("name").getAsString(), config), PYTORCH);
    }
    assertThat(goldens).hasSize(6);
  }

  @Test
  void stayAtTheEnd() {
    assertThat(oneCycle(0.1, 50).at(1_000)).isCloseTo(oneCycle(0.1, 50).at(49), within(1e-15));
    assertThat(oneCycle(0.1, 50).threePhases().at(1_000)).isCloseTo(0.1 / 25 / 1e4, within(1e-15));
    assertThat(polynomialDecay(0.1, 10).at(1_000)).isEqualTo(1e-4);
    assertThat(cosineDecay(0.1, 10).alpha(0.5).at(1_000)).isEqualTo(0.05);
    assertThat(Schedule.constant(0.3).at(1_000)).isEqualTo(0.3);
  }

  @Test
  void restartsBeginWhereTheySay() {
    Schedule schedule = cosineDecayRestarts(0.1, 10).longer(3);
    for (long begin : new long[] {0, 10, 40, 130, 400, 1_210, 3_640, 10_930}) {
      assertThat(schedule.at(begin)).as("step %d", begin).isCloseTo(0.1, within(1e-12));
    }
  }

  @Test
  void countEpochs() {
    assertThat(Schedule.steps(100, 32, 5)).isEqualTo(20);
    assertThat(Schedule.steps(96, 32, 5)).isEqualTo(15);
    Schedule epochs = exponentialDecay(0.1, 1, 0.5).every(4);
    assertThat(List.of(epochs.at(0), epochs.at(3), epochs.at(4), epochs.at(8)))
        .containsExactly(0.1, 0.1, 0.05, 0.025);
  }

  @Test
  void areWrittenAsTheyAre() {
    assertThat(Schedule.constant(0.001)).hasToString("0.001");
    assertThat(cosineDecay(0.1, 10).warmUp(5))
        .hasToString(
            "WarmUp[steps=5, from=0.0, then=CosineDecay[initial=0.1, steps=10, alpha=0.0]]");
  }

  @Test
  void whatCannotBeIsRefused() {
    Map<String, ThrowingCallable> refused =
        Map.ofEntries(
            Map.entry(
                "learningRate: expected a finite number of at least 0, got -0.1.",
                () -> Schedule.constant(-0.1)),
            Map.entry(
                "learningRate: expected a finite number of at least 0, got NaN.",
                () -> Schedule.constant(Double.NaN)),
            Map.entry(
                "exponentialDecay: expected the first learning rate to be positive and finite, got -0.1.",
                () -> exponentialDecay(-0.1, 1, 0.5)),
            Map.entry(
                "exponentialDecay: expected the steps to be at least 1, got 0.",
                () -> exponentialDecay(0.1, 0, 0.5)),
            Map.entry(
                "exponentialDecay: expected the rate to be positive and finite, got 0.0.",
                () -> exponentialDecay(0.1, 1, 0)),
            Map.entry(
                "inverseTimeDecay: expected the rate to be at least 0 and finite, got -1.0.",
                () -> inverseTimeDecay(0.1, 1, -1)),
            Map.entry(
                "polynomialDecay: expected the last learning rate to be at least 0 and finite, got Infinity.",
                () -> polynomialDecay(0.1, 10).end(Double.POSITIVE_INFINITY)),
            Map.entry(
                "polynomialDecay: expected the power to be positive and finite, got 0.0.",
                () -> polynomialDecay(0.1, 10).power(0)),
            Map.entry(
                "cosineDecay: expected alpha to be from 0 to 1, got 1.5.",
                () -> cosineDecay(0.1, 10).alpha(1.5)),
            Map.entry(
                "cosineDecayRestarts: expected the first steps to be at least 1, got 0.",
                () -> cosineDecayRestarts(0.1, 0)),
            Map.entry(
                "cosineDecayRestarts: expected each to be at least 1 time as long as the one before, got 0.5.",
                () -> cosineDecayRestarts(0.1, 10).longer(0.5)),
            Map.entry(
                "cosineDecayRestarts: expected the height of each beside the one before to be positive and finite, got 0.0.",
                () -> cosineDecayRestarts(0.1, 10).higher(0)),
            Map.entry(
                "piecewiseConstantDecay: expected boundaries from 0 on that ascend, got [10, 10].",
                () -> piecewiseConstantDecay(0.1).after(10, 0.2).after(10, 0.3)),
            Map.entry(
                "piecewiseConstantDecay: expected one learning rate more than boundaries, got 1 and 1.",
                () -> new PiecewiseConstantDecay(List.of(1L), List.of(0.1))),
            Map.entry(
                "piecewiseConstantDecay: expected a learning rate to be at least 0 and finite, got -1.0.",
                () -> piecewiseConstantDecay(0.1).after(10, -1)),
            Map.entry(
                "warmUp: expected the steps to be at least 1, got 0.",
                () -> cosineDecay(0.1, 10).warmUp(0)),
            Map.entry(
                "warmUp: expected the first share to be from 0 to 1, got 2.0.",
                () -> cosineDecay(0.1, 10).warmUp(5, 2)),
            Map.entry(
                "every: expected the steps to be at least 1, got 0.",
                () -> cosineDecay(0.1, 10).every(0)),
            Map.entry(
                "steps: expected rows a batch to be at least 1, got 0.",
                () -> Schedule.steps(10, 0, 1)),
            Map.entry(
                "oneCycle: expected the steps to be at least 1, got 0.", () -> oneCycle(0.1, 0)),
            Map.entry(
                "oneCycle: expected more than 1 step that rises, and some that fall to the last, got 0.3 of 3 steps. Change the share of the steps that rise.",
                () -> oneCycle(0.1, 3)),
            Map.entry(
                "oneCycle: expected more than 1 step that rises, and some that fall to the last, got 0.6 of 40 steps, and as many that fall to the first. Change the share of the steps that rise.",
                () -> oneCycle(0.1, 40).rising(0.6).threePhases()));
    refused.forEach(
        (message, made) ->
            assertThatThrownBy(made).isInstanceOf(TrainingException.class).hasMessage(message));
  }
}
