package dev.hebb.cli.hostile;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

/**
 * What a coverage-guided fuzzer calls: the first byte says what kind of file the rest is. Only the
 * readers that are written in Java: what a native library does, no agent sees.
 */
public final class GuidedTarget {
  private static final List<Kind> KINDS = List.of(Kind.values());
  private static final Path FOLDER = folder();

  private GuidedTarget() {}

  private static Path folder() {
    try {
      return Files.createTempDirectory("guided");
    } catch (IOException failure) {
      throw new ExceptionInInitializerError(failure);
    }
  }

  /** Called by Jazzer. */
  public static void fuzzerTestOneInput(byte[] data) throws IOException {
    if (data.length < 2) {
      return;
    }
    Kind kind = KINDS.get((data[0] & 0xff) % KINDS.size());
    byte[] bytes = Arrays.copyOfRange(data, 1, data.length);
    Trial.inJava(kind, bytes, FOLDER)
        .forEach(
            (reader, outcome) -> {
              if (outcome.verdict() != Verdict.OPENED && outcome.verdict() != Verdict.REFUSED) {
                throw new IllegalStateException(reader + " " + outcome);
              }
            });
  }

  /** {@code ROOT FOLDER}: writes what to begin with. */
  public static void main(String[] args) throws IOException {
    Path into = Files.createDirectories(Path.of(args[1]));
    for (Seed seed : Seed.all(Path.of(args[0]))) {
      byte[] bytes = seed.bytes();
      byte[] input = new byte[bytes.length + 1];
      input[0] = (byte) KINDS.indexOf(seed.kind());
      System.arraycopy(bytes, 0, input, 1, bytes.length);
      Files.write(into.resolve(seed.kind() + "-" + seed.name()), input);
    }
  }
}
