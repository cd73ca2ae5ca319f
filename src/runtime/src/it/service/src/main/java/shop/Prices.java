package shop;

import dev.hebb.runtime.Predictor;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Predicts the next price, and says what that takes. */
public final class Prices {
  private static final int CALLS = 20_000;

  private Prices() {}

  public static void main(String[] arguments) throws Exception {
    long start = System.nanoTime();
    float[] window = new float[60];
    for (int i = 0; i < window.length; i++) {
      window[i] = 4_000 + i;
    }
    try (Predictor p = Predictor.with().dim("time", window.length).open(Path.of(arguments[0]))) {
      p.input().put(0, window);
      p.run();
      float next = p.output("forecast").get(0);
      double first = (System.nanoTime() - start) / 1e6;
      if (!(next > 3_900 && next < 4_200)) {
        throw new IllegalStateException("after 4,059 comes " + next);
      }
      long[] nanos = new long[CALLS];
      for (int i = 0; i < CALLS; i++) {
        long before = System.nanoTime();
        p.input().put(0, window);
        p.run();
        next += p.output("forecast").get(0);
        nanos[i] = System.nanoTime() - before;
      }
      Arrays.sort(nanos);
      System.out.printf("first prediction after %.0f ms, then %.1f us%n", first, nanos[CALLS / 2] / 1e3);
      System.out.println(p.describe());
    }
    closure();
    Path status = Path.of("/proc/self/status");
    if (Files.exists(status)) {
      Files.readAllLines(status).stream()
          .filter(line -> line.startsWith("VmHWM"))
          .forEach(line -> System.out.println("peak memory " + line.substring(6).strip()));
    }
  }

  private static void closure() throws Exception {
    List<String> jars = new ArrayList<>();
    long bytes = 0;
    for (String each : System.getProperty("java.class.path").split(File.pathSeparator)) {
      if (each.endsWith(".jar")) {
        jars.add(Path.of(each).getFileName().toString());
        bytes += Files.size(Path.of(each));
      }
    }
    System.out.printf("class path %.1f MB: %s%n", bytes / 1e6, jars);
    if (jars.size() != 2) {
      throw new IllegalStateException("expected hebb-runtime and onnxruntime, got " + jars);
    }
  }
}
