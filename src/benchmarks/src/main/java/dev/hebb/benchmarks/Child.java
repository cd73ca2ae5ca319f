package dev.hebb.benchmarks;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** A Java process of its own with this one's classpath. */
final class Child {
  private Child() {}

  /**
   * Runs a main class and gives back the lines it prints.
   *
   * @param threads for OpenMP, and as the second argument
   */
  static List<String> run(String main, int threads, String argument)
      throws IOException, InterruptedException {
    File errors = File.createTempFile("bench", ".txt");
    try {
      ProcessBuilder builder =
          new ProcessBuilder(
                  Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                  "-cp",
                  System.getProperty("java.class.path"),
                  main,
                  argument,
                  Integer.toString(threads))
              .redirectError(errors);
      builder.environment().put("OMP_NUM_THREADS", Integer.toString(threads));
      Process process = builder.start();
      String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      if (process.waitFor() != 0) {
        throw new IllegalStateException(
            "%s %s failed: %s%s"
                .formatted(main, argument, output, Files.readString(errors.toPath())));
      }
      return output.lines().toList();
    } finally {
      Files.delete(errors.toPath());
    }
  }
}
