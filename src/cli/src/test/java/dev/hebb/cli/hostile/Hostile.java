package dev.hebb.cli.hostile;

import static java.nio.file.StandardOpenOption.CREATE;
import static java.nio.file.StandardOpenOption.WRITE;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;

/**
 * Damages files and gives them to all readers: file {@code i} is the same in every run.
 *
 * @param root of the repository
 * @param folder where damaged files are written
 */
record Hostile(Path root, Path folder, List<Seed> seeds) {
  private static final long EACH_FOR_TOOL = 10;

  static Hostile of(Path root, Path folder) {
    return new Hostile(root, folder, Seed.all(root));
  }

  /** A damaged file. */
  @SuppressWarnings("ArrayRecordComponent") // Read once.
  record Damaged(Seed seed, byte[] content) {
    byte[] bytes() {
      return content.clone();
    }
  }

  Damaged file(long index) {
    SplittableRandom random = new SplittableRandom(index);
    Seed seed = seeds.get(random.nextInt(seeds.size()));
    boolean inside = random.nextInt(3) > 0;
    byte[] bytes =
        inside && seed.kind() == Kind.ONNX
            ? OnnxDamage.of(seed.bytes(), random)
            : inside && seed.kind() == Kind.MODEL
                ? ModelDamage.of(seed.bytes(), random)
                : Damage.of(seed.bytes(), random);
    return new Damaged(seed, bytes);
  }

  /** How often each reader came to which verdict; unclear ones are said. */
  Map<String, Map<Verdict, Integer>> run(long from, long to, Appendable out) throws IOException {
    Map<String, Map<Verdict, Integer>> counts = new TreeMap<>();
    Path now = folder.resolve("now");
    for (long i = from; i < to; i++) {
      Damaged damaged = file(i);
      Files.writeString(now, "%020d".formatted(i), CREATE, WRITE); // Never empty.
      Map<String, Trial.Outcome> outcomes =
          Trial.of(damaged.seed().kind(), damaged.bytes(), folder, i % EACH_FOR_TOOL == 0);
      for (var each : outcomes.entrySet()) {
        Verdict verdict = each.getValue().verdict();
        counts
            .computeIfAbsent(each.getKey(), reader -> new EnumMap<>(Verdict.class))
            .merge(verdict, 1, Integer::sum);
        if (verdict != Verdict.OPENED && verdict != Verdict.REFUSED) {
          String what = each.getValue().what();
          out.append(
              "%d %s %s %s: %s%n"
                  .formatted(
                      i,
                      damaged.seed().name(),
                      each.getKey(),
                      verdict,
                      what.substring(0, Math.min(what.length(), 400))));
        }
      }
    }
    return counts;
  }

  /** {@code ROOT FOLDER FROM TO}: runs these files in this process. */
  public static void main(String[] args) throws IOException {
    Hostile hostile = of(Path.of(args[0]), Files.createDirectories(Path.of(args[1])));
    hostile
        .run(Long.parseLong(args[2]), Long.parseLong(args[3]), System.out)
        .forEach((reader, verdicts) -> System.out.println(reader + " " + verdicts));
  }
}
