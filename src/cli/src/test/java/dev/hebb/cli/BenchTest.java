package dev.hebb.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import org.junit.jupiter.api.Test;

class BenchTest {
  @Test
  void figuresForProgramsMakeSense() {
    Run run =
        Run.of(
            "bench",
            Run.model("stock-lstm.onnx"),
            "--batch",
            "1,8",
            "--threads",
            "1,2",
            "--seconds",
            "0.2",
            "--json");
    assertThat(run.err()).isEmpty();
    assertThat(run.status()).isZero();
    JsonArray runs = JsonParser.parseString(run.out()).getAsJsonObject().getAsJsonArray("runs");
    assertThat(runs).hasSize(4);
    for (JsonElement each : runs) {
      JsonObject figures = each.getAsJsonObject();
      double median = figures.get("p50_us").getAsDouble();
      assertThat(median).isPositive();
      assertThat(figures.get("p99_us").getAsDouble()).isGreaterThanOrEqualTo(median);
      assertThat(figures.get("p999_us").getAsDouble())
          .isGreaterThanOrEqualTo(figures.get("p99_us").getAsDouble());
      assertThat(figures.get("rows_a_second").getAsLong()).isPositive();
      assertThat(figures.get("bytes_a_call").getAsLong()).isBetween(0L, 10_000L);
    }
    assertThat(runs.get(3).getAsJsonObject().get("batch").getAsInt()).isEqualTo(8);
    assertThat(runs.get(3).getAsJsonObject().get("threads").getAsInt()).isEqualTo(2);
  }

  @Test
  void aTableForPeople() {
    Run run =
        Run.of(
            "bench", Run.model("iris.onnx"), "--batch", "1", "--threads", "1", "--seconds", "0.05");
    assertThat(run.out())
        .matches(
            """
            iris.onnx

              run by  ONNX Runtime \\S+, 1 thread, engine: .*

              batch  threads  p50 us  p99 us  p99.9 us  bytes a call  rows a second
                  1        1 +[\\d.,]+ +[\\d.,]+ +[\\d.,]+ +[\\d,]+ +[\\d,]+
            """);
    assertThat(
            Run.of(
                    "bench",
                    Run.model("iris.onnx"),
                    "--batch",
                    "1",
                    "--threads",
                    "1",
                    "--seconds",
                    "0.05",
                    "--csv")
                .out())
        .matches(
            "batch,threads,p50_us,p99_us,p999_us,bytes_a_call,rows_a_second\r\n1,1,[\\d.]+,[\\d.]+,[\\d.]+,\\d+,\\d+\r\n");
  }

  @Test
  void aFileWithEveryKindOfInputIsFed() {
    for (String model : new String[] {"sentiment.onnx", "cnn.onnx"}) {
      Run run =
          Run.of("bench", Run.model(model), "--batch", "2", "--threads", "1", "--seconds", "0.05");
      assertThat(run.err()).isEmpty();
      assertThat(run.status()).isZero();
    }
  }

  @Test
  void wrongNumbersAreOneLine() {
    assertThat(Run.of("bench", Run.model("iris.onnx"), "--batch", "1,0"))
        .isEqualTo(new Run(2, "", "hebb: --batch: expected at least 1, got 0.\n"));
    assertThat(Run.of("bench", Run.model("iris.onnx"), "--seconds", "0"))
        .isEqualTo(
            new Run(2, "", "hebb: --seconds: expected more than 0 and at most 3600, got 0.0.\n"));
    assertThat(Run.of("bench", Run.model("iris.onnx"), "--dim", "time=3"))
        .isEqualTo(
            new Run(
                3,
                "",
                "hebb: iris.onnx: has no dimension \"time\", only \"batch\"; got dim(\"time\", 3).\n"));
  }
}
