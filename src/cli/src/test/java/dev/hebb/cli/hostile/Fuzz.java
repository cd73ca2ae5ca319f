package dev.hebb.cli.hostile;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;

/**
 * Runs {@link Hostile} in processes of their own, which have little memory and may die: {@code ROOT
 * COUNT} or {@code ROOT MINUTESm}, and from which file on. Ends with 0 only if each file was opened
 * or clearly refused.
 */
final class Fuzz {
  private static final long CHUNK = 10_000;
  private static final int PATIENCE_SECONDS = 60;

  private final Path root;
  private final Path folder;
  private final Map<String, Map<String, Long>> counts = new TreeMap<>();
  private long bad;

  private Fuzz(Path root, Path folder) {
    this.root = root;
    this.folder = folder;
  }

  public static void main(String[] args) throws IOException, InterruptedException {
    boolean timed = args[1].endsWith("m");
    long amount = Long.parseLong(timed ? args[1].substring(0, args[1].length() - 1) : args[1]);
    long from = args.length > 2 ? Long.parseLong(args[2]) : 0;
    long end = timed ? Long.MAX_VALUE : from + amount;
    long until = timed ? System.nanoTime() + TimeUnit.MINUTES.toNanos(amount) : Long.MAX_VALUE;
    Fuzz fuzz = new Fuzz(Path.of(args[0]), Files.createTempDirectory("hostile"));
    long next = from;
    while (next < end && System.nanoTime() < until) {
      next = fuzz.chunk(next, Math.min(end, next + CHUNK));
      System.out.printf("%,d files%n", next - from);
      fuzz.counts.forEach((reader, verdicts) -> System.out.println("  " + reader + " " + verdicts));
    }
    System.out.printf("%,d files, %,d bad%n", next - from, fuzz.bad);
    System.exit(fuzz.bad == 0 ? 0 : 1);
  }

  // Gives back which file comes next.
  private long chunk(long from, long to) throws IOException, InterruptedException {
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx512m",
                "-XX:MaxDirectMemorySize=256m",
                "-cp",
                System.getProperty("java.class.path"),
                Hostile.class.getName(),
                root.toString(),
                folder.toString(),
                Long.toString(from),
                Long.toString(to)));
    Path err = folder.resolve("err");
    Process child = new ProcessBuilder(command).redirectError(err.toFile()).start();
    Thread reading = new Thread(() -> read(child));
    reading.start();
    String before = "none";
    while (!child.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
      String now = now(from);
      if (now.equals(before)) {
        child.destroyForcibly().waitFor();
        return died(now, "HUNG");
      }
      before = now;
    }
    reading.join();
    return child.exitValue() == 0 ? to : died(now(from), "CRASHED with " + child.exitValue());
  }

  private String now(long from) throws IOException {
    Path now = folder.resolve("now");
    return Files.exists(now) ? Files.readString(now) : Long.toString(from);
  }

  private long died(String index, String how) {
    System.out.println(Long.parseLong(index) + " " + how);
    bad++;
    return Long.parseLong(index) + 1;
  }

  private void read(Process child) {
    try (BufferedReader lines = child.inputReader(StandardCharsets.UTF_8)) {
      lines.lines().forEach(this::line);
    } catch (IOException gone) {
      System.out.println(gone);
    }
  }

  private synchronized void line(String line) {
    int brace = line.indexOf(" {");
    if (brace < 0 || !line.endsWith("}") || Character.isDigit(line.charAt(0))) {
      System.out.println(line);
      return;
    }
    Map<String, Long> sums = counts.computeIfAbsent(line.substring(0, brace), k -> new TreeMap<>());
    for (String part : line.substring(brace + 2, line.length() - 1).split(", ", -1)) {
      String verdict = part.substring(0, part.indexOf('='));
      long count = Long.parseLong(part.substring(part.indexOf('=') + 1));
      sums.merge(verdict, count, Long::sum);
      bad += verdict.equals("OPENED") || verdict.equals("REFUSED") ? 0 : count;
    }
  }
}
