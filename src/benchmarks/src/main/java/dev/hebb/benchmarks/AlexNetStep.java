package dev.hebb.benchmarks;

import static dev.hebb.training.Losses.sparseCategoricalCrossentropy;

import dev.hebb.graph.GraphSource;
import dev.hebb.graph.Tensor;
import dev.hebb.network.zoo.Zoo;
import dev.hebb.training.Progress;
import dev.hebb.training.Trainer;
import dev.hebb.training.data.Dataset;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.SplittableRandom;

/**
 * One step of AlexNet, 61 million parameters, on two pictures. Prints the most memory it took, in
 * MB.
 */
final class AlexNetStep {
  private static final int SIDE = 227;

  private AlexNetStep() {}

  public static void main(String[] arguments) throws IOException {
    GraphSource net = Zoo.alexNet();
    float[] pixels = new float[2 * SIDE * SIDE * 3];
    SplittableRandom random = new SplittableRandom(0);
    for (int i = 0; i < pixels.length; i++) {
      pixels[i] = (float) random.nextDouble();
    }
    Dataset data =
        Dataset.of(Tensor.of(pixels, 2, SIDE, SIDE, 3), Tensor.of(new long[] {3, 700}, 2));
    Trainer.of(net)
        .loss(sparseCategoricalCrossentropy())
        .batchSize(2)
        .progress(Progress.silent())
        .fit(data);
    System.out.println(peak());
  }

  /** The most memory this process has had at once, in MB; Linux only. */
  private static long peak() throws IOException {
    return Files.readAllLines(Path.of("/proc/self/status")).stream()
        .filter(line -> line.startsWith("VmHWM:"))
        .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) / 1024)
        .findFirst()
        .orElseThrow();
  }
}
