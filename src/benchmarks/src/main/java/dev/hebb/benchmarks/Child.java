package dev.hebb.benchmarks;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A Java process of its own. */
final class Child {
  private Child() {}

  /**
   * Runs a main class and gives back the lines it prints.
   *
   * @param options of Java
   * @param threads for OpenMP
   */
  static List<String> run(
      String path, List<String> options, String main, int threads, String... arguments)
      throws IOException, InterruptedException {
    File errors = File.createTempFile("bench", ".txt");
    try {
      List<String> command = new ArrayList<>();
      command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
      command.addAll(options);
      command.addAll(List.of("-cp", path, main));
      command.addAll(List.of(arguments));
      ProcessBuilder builder = new ProcessBuilder(command).redirectError(errors);
      builder.environment().put("OMP_NUM_THREADS", Integer.toString(threads));
      Process process = builder.start();
      String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      if (process.waitFor() != 0) {
        throw new IllegalStateException(
            "%s %s failed: %s%s"
                .formatted(main, List.of(arguments), output, Files.readString(errors.toPath())));
      }
      return output.lines().toList();
    } finally {
      Files.delete(errors.toPath());
    }
  }
}
