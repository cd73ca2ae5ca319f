package dev.hebb.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** Buckets hold what was put in, and shares are those of the sorted values. */
class LatencyTest {
  private static final long LARGEST = (1L << 40) - 1;

  @Test
  void eachValueIsAtMostASixteenthBelowTheEndOfItsBucket() {
    for (long value = 0; value < LARGEST; value = value * 9 / 8 + 1) {
      long upper = Latency.upper(Latency.bucket(value));
      assertThat(upper).isBetween(value, value + value / 16);
      assertThat(Latency.bucket(upper)).isEqualTo(Latency.bucket(value));
      assertThat(Latency.bucket(upper + 1)).isEqualTo(Latency.bucket(value) + 1);
    }
  }

  @Test
  void sharesAreThoseOfTheSortedValues() {
    Random random = new Random(7);
    Latency latency = new Latency();
    long[] values = random.longs(5_000, 1_000, 5_000_000).toArray();
    long total = 0;
    for (long value : values) {
      latency.record(value);
      total += value;
    }
    Arrays.sort(values);
    for (double share : new double[] {0, 0.5, 0.9, 0.99, 0.999, 1}) {
      long expected = values[Math.max(0, (int) Math.ceil(share * values.length) - 1)];
      assertThat(latency.nanos(share)).isBetween(expected, expected + expected / 16);
    }
    assertThat(latency.count()).isEqualTo(5_000);
    assertThat(latency.totalNanos()).isEqualTo(total);
  }

  @Test
  void whatIsOutOfRangeIsInTheBucketsAtTheEnds() {
    Latency latency = new Latency();
    latency.record(-5);
    latency.record(Long.MAX_VALUE);
    assertThat(latency.nanos(0.5)).isZero();
    assertThat(latency.nanos(1)).isEqualTo(LARGEST);
    assertThat(new Latency().nanos(0.5)).isZero();
  }

  @Test
  void noneIsLostAmongThreads() throws Exception {
    Latency latency = new Latency();
    ExecutorService threads = Executors.newFixedThreadPool(8);
    for (int i = 0; i < 8; i++) {
      threads.execute(
          () -> {
            for (int n = 0; n < 50_000; n++) {
              latency.record(n);
              latency.failed();
            }
          });
    }
    threads.shutdown();
    assertThat(threads.awaitTermination(30, TimeUnit.SECONDS)).isTrue();
    assertThat(latency.count()).isEqualTo(400_000);
    assertThat(latency.failures()).isEqualTo(400_000);
  }

  @Test
  void recordingAllocatesNothing() {
    Latency latency = new Latency();
    assertThat(OneCall.bytes(() -> latency.record(1234))).isZero();
  }

  @Test
  void aShareIsFromZeroToOne() {
    assertThatThrownBy(() -> new Latency().nanos(99))
        .isInstanceOf(PredictorException.class)
        .hasMessage("nanos(99.0): expected a share from 0 to 1.");
  }
}
