package dev.hebb.training;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** Long runs take no more memory and no more time than short ones. */
@EnabledOnOs(OS.LINUX)
class FlatTest {
  @TempDir Path folder;

  // The heap is there from the beginning, so that what grows is outside of it; and one compiler
  // only, whose own memory comes and goes in the first steps.
  private List<String> child(String what) throws Exception {
    Path errors = folder.resolve("errors");
    Process child =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xms96m",
                "-Xmx96m",
                "-XX:+AlwaysPreTouch",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                FlatRun.class.getName(),
                what)
            .redirectError(errors.toFile())
            .start();
    String said = new String(child.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(child.waitFor(60, TimeUnit.SECONDS)).isTrue();
    assertThat(child.exitValue()).as(Files.readString(errors)).isZero();
    return said.lines().toList();
  }

  /** The median of the slopes of all pairs (Theil and Sen): a burst of noise does not move it. */
  private static double slope(double[] x, double[] y) {
    DoubleStream.Builder slopes = DoubleStream.builder();
    for (int i = 0; i < x.length; i++) {
      for (int j = i + 1; j < x.length; j++) {
        slopes.add((y[j] - y[i]) / (x[j] - x[i]));
      }
    }
    return median(slopes.build().toArray());
  }

  private static double median(double[] values) {
    double[] sorted = values.clone();
    Arrays.sort(sorted);
    return sorted[sorted.length / 2];
  }

  private static double[] column(List<String> lines, int column) {
    return lines.stream()
        .mapToDouble(line -> Double.parseDouble(line.split(" ", -1)[column]))
        .toArray();
  }

  @Test
  void twentyThousandStepsTakeNoMoreMemoryThanTheFirst() throws Exception {
    List<String> lines = child("steps");
    assertThat(lines).hasSize(FlatRun.STEPS / FlatRun.BLOCK);
    List<String> warm = lines.subList(lines.size() / 2, lines.size());
    double[] steps = column(warm, 0);
    // Now and then the JVM takes a page or half a megabyte for itself: that is in the slope of all,
    // but what each step leaves behind is in every block.
    double[] resident = column(warm, 1);
    double[] grown = new double[resident.length - 1];
    Arrays.setAll(grown, i -> (resident[i + 1] - resident[i]) / FlatRun.BLOCK);
    assertThat(median(grown)).as("bytes that each step leaves behind: %s", warm).isLessThan(16);
    assertThat(slope(steps, resident)).as("bytes a step, of all: %s", warm).isLessThan(128);
  }

  @Test
  void theLastStepsTakeNoMoreTimeThanTheFirst() throws Exception {
    List<String> lines = child("times");
    assertThat(lines).hasSize(FlatRun.LAST);
    double[] old = column(lines, 0);
    double[] young = column(lines, 1);
    Arrays.setAll(old, i -> old[i] / young[i]);
    assertThat(median(old))
        .as("times as long as the first: %s", Arrays.toString(old))
        .isLessThan(1.25);
  }

  @Test
  void modelsOneAfterTheOtherTakeTheMemoryOfOne() throws Exception {
    double[] resident = child("models").stream().mapToDouble(Double::parseDouble).toArray();
    assertThat(resident).hasSize(FlatRun.MODELS);
    // Four to warm up: the C library keeps what was freed, in more places than one, and goes to and
    // fro between them by the weights of a model or two.
    double[] warm = Arrays.copyOfRange(resident, 4, FlatRun.MODELS);
    double[] models = IntStream.range(0, warm.length).asDoubleStream().toArray();
    assertThat(slope(models, warm))
        .as("bytes a model that stay behind: %s", Arrays.toString(resident))
        .isLessThan((FlatRun.MEGABYTES << 20) / 4.0);
  }
}
