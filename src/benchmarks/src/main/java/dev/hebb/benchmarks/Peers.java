package dev.hebb.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Class paths of who is measured beside Hebb: one brings another JavaCPP than the next. */
final class Peers {
  private Peers() {}

  /** The one of these benchmarks themselves. */
  static String own() {
    return System.getProperty("java.class.path");
  }

  /** The one of a peer in a profile of its own. */
  static String of(String title) throws IOException {
    return Files.readString(Path.of(System.getProperty("peers"), title)).strip();
  }
}
