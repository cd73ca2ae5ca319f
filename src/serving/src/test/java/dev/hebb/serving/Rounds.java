package dev.hebb.serving;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Opens, asks and closes, again and again, and says how the memory of the process went. */
public final class Rounds {
  private static final int ASKED = 4;

  private Rounds() {}

  /** The file, and how many rounds. */
  public static void main(String[] args) throws IOException {
    Path file = Path.of(args[0]);
    int rounds = Integer.parseInt(args[1]);
    long half = 0;
    for (int round = 1; round <= rounds; round++) {
      try (Deployment model = Deployment.open(file);
          Batcher batcher = Batcher.with().over(model)) {
        for (int i = 0; i < ASKED; i++) {
          if (batcher.predict(new float[] {i}).floats()[0] != 2 * i) {
            throw new IllegalStateException("wrong answer");
          }
        }
      }
      if (round == rounds / 2) {
        half = resident();
      }
    }
    System.out.println(resident() - half);
  }

  /** Bytes of memory that the process has. */
  static long resident() throws IOException {
    System.gc();
    for (String line : Files.readAllLines(Path.of("/proc/self/status"))) {
      if (line.startsWith("VmRSS:")) {
        return Long.parseLong(line.replaceAll("\\D", "")) * 1024;
      }
    }
    return Runtime.getRuntime().totalMemory();
  }
}
