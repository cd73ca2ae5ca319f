package dev.hebb.gallery;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.OptionalLong;

/** What the process takes. */
final class Memory {
  // Linux's name for the most that was ever resident ("high water mark"), in KiB.
  private static final String PEAK = "VmHWM:";

  private Memory() {}

  /** The most memory that was resident at once so far, in bytes; empty where nobody says so. */
  static OptionalLong peak() {
    Path status = Path.of("/proc/self/status");
    if (!Files.isReadable(status)) {
      return OptionalLong.empty();
    }
    try {
      return Files.readAllLines(status).stream()
          .filter(line -> line.startsWith(PEAK))
          .mapToLong(line -> 1024 * Long.parseLong(line.replaceAll("\\D", "")))
          .findFirst();
    } catch (IOException unreadable) {
      return OptionalLong.empty();
    }
  }
}
