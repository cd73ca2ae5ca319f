package dev.hebb.cli;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * What a program sees of the machine it runs on.
 *
 * @param environment its variables
 * @param root where the file system begins
 */
record Machine(Map<String, String> environment, Path root) {
  private static final List<String> LIBRARIES =
      List.of("usr/local/cuda/lib64", "usr/lib/x86_64-linux-gnu", "usr/lib64", "usr/lib");
  private static final long PATIENCE = 10;

  /** This one. */
  static Machine here() {
    return new Machine(System.getenv(), Path.of("/"));
  }

  Optional<String> variable(String name) {
    return Optional.ofNullable(environment.get(name)).filter(value -> !value.isBlank());
  }

  /** The first folder in which a native library of this name is. */
  Optional<Path> library(String name) {
    List<Path> folders = new ArrayList<>();
    variable("LD_LIBRARY_PATH")
        .ifPresent(
            path -> List.of(path.split(":", -1)).forEach(each -> folders.add(Path.of(each))));
    LIBRARIES.forEach(each -> folders.add(root.resolve(each)));
    return folders.stream().filter(folder -> Files.exists(folder.resolve(name))).findFirst();
  }

  /** What a program on the PATH prints; empty if it is not there or fails. */
  Optional<String> asked(String program, String... arguments) {
    return List.of(variable("PATH").orElse("").split(":", -1)).stream()
        .map(folder -> Path.of(folder, program))
        .filter(Files::isExecutable)
        .findFirst()
        .flatMap(file -> said(file, arguments));
  }

  private static Optional<String> said(Path program, String... arguments) {
    List<String> command = new ArrayList<>(List.of(program.toString()));
    command.addAll(List.of(arguments));
    try {
      Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
      String said =
          new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
      boolean over = process.waitFor(PATIENCE, TimeUnit.SECONDS);
      return over && process.exitValue() == 0 ? Optional.of(said) : Optional.empty();
    } catch (IOException failed) {
      return Optional.empty();
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      return Optional.empty();
    }
  }
}
