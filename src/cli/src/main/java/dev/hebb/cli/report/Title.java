package dev.hebb.cli.report;

import java.nio.file.Path;

/** What the answer is about; for people only. */
public record Title(String text) implements Part {
  /** What a file is called, wherever it lies. */
  public static String name(Path file) {
    return String.valueOf(file.toAbsolutePath().normalize().getFileName());
  }
}
