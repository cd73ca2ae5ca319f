package dev.hebb.training.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hebb.graph.Tensor;
import dev.hebb.training.TrainingException;
import java.util.stream.IntStream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

/** The numbers are those of the documentation of Keras's timeseries_dataset_from_array. */
class WindowsTest {
  private static float[] steps(int count) {
    float[] steps = new float[count];
    IntStream.range(0, count).forEach(i -> steps[i] = i);
    return steps;
  }

  private static void refused(ThrowingCallable call, String message) {
    assertThatThrownBy(call).isInstanceOf(TrainingException.class).hasMessage(message);
  }

  @Test
  void strideAndSamplingRate() {
    // The last sample is what is foretold: as Keras without targets.
    Dataset windows = Windows.of(steps(99), 10).samplingRate(2).stride(3).horizon(0).dataset();
    assertThat(windows.inputs().get(0).dims()).containsExactly(27, 10, 1);
    float[] values = windows.inputs().get(0).toFloats();
    assertThat(values).startsWith(0, 2, 4, 6, 8, 10, 12, 14, 16, 18, 3, 5, 7, 9);
    assertThat(values).endsWith(78, 80, 82, 84, 86, 88, 90, 92, 94, 96);
    assertThat(windows.targets().get(0).toFloats()).startsWith(18, 21, 24).endsWith(96);
  }

  @Test
  void theValueTenStepsLater() {
    Dataset windows = Windows.of(steps(100), 10).dataset();
    assertThat(windows.rows()).isEqualTo(90);
    assertThat(windows.inputs().get(0).toFloats()).startsWith(0, 1, 2).endsWith(97, 98);
    assertThat(windows.targets().get(0).toFloats()).startsWith(10, 11).endsWith(98, 99);
    // Keras: targets = data[9 * 2 + 5:], strides of 4.
    Windows apart = Windows.of(steps(100), 10).samplingRate(2).horizon(5).stride(4);
    assertThat(apart.examples().rows()).isEqualTo(20);
    assertThat(apart.dataset().targets().get(0).toFloats()).startsWith(23, 27).endsWith(99);
    assertThat(apart.dataset().inputs().get(0).toFloats()).endsWith(90, 92, 94);
    assertThat(apart.latest().toFloats()).startsWith(81, 83).endsWith(99);
  }

  @Test
  void severalFeaturesAndTargetsOfTheirOwn() {
    Tensor series = Tensor.of(new float[][] {{1, 10}, {2, 20}, {3, 30}, {4, 40}, {5, 50}});
    Windows windows = Windows.of(series, 2).samplingRate(2);
    assertThat(windows.examples().example(1).input())
        .isEqualTo(Tensor.of(new float[] {2, 20, 4, 40}, 2, 2));
    assertThat(windows.examples().example(1).target()).isEqualTo(Tensor.of(new float[] {5, 50}, 2));
    assertThat(windows.target(1).dataset().targets().get(0))
        .isEqualTo(Tensor.of(new float[] {40, 50}, 2, 1));
    assertThat(windows.latest()).isEqualTo(Tensor.of(new float[] {3, 30, 5, 50}, 1, 2, 2));
    Examples labelled = windows.targets(Tensor.of(new long[] {0, 1, 2, 3, 4}, 5)).examples();
    assertThat(labelled.rows()).isEqualTo(2);
    assertThat(labelled.label(0)).isEqualTo(3);
    assertThat(labelled.label(1)).isEqualTo(4);
    assertThat(Windows.of(series, 5).horizon(0).examples().rows()).isEqualTo(1);
  }

  @Test
  void whatCannotBeCut() {
    refused(
        () -> Windows.of(new float[22], 10).samplingRate(2).horizon(5).examples(),
        "windows: expected at least 24 rows for windows of 10, each 2 steps, and a horizon of 5, got 22. Give more rows,"
            + " or shorter windows.");
    refused(
        () -> Windows.of(new float[22], 10).stride(0).examples(),
        "windows: expected a length, a stride and a sampling rate of at least 1 and no negative horizon, got 10, 0, 1"
            + " and 1.");
    refused(
        () -> Windows.of(Tensor.zeros(4), 2),
        "windows: expected a series FLOAT32[steps, features], got FLOAT32[4]. Reshape it.");
    refused(
        () -> Windows.of(new float[5], 2).targets(Tensor.zeros(4, 1)),
        "windows: expected a target for each of 5 steps, got 4.");
    refused(
        () -> Windows.of(new float[5], 2).target(1),
        "windows: expected a feature from 0 to 0, got 1.");
  }
}
