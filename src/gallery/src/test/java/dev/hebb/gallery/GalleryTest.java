package dev.hebb.gallery;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GalleryTest {
  private static final Path ROOT = Path.of("../..");

  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();

  /** An exhibit that makes these claims. */
  private record Claiming(String name, Consumer<Show> claims) implements Exhibit {
    @Override
    public String line() {
      return "claims something.";
    }

    @Override
    public void run(Show show) {
      claims.accept(show);
    }
  }

  private int run(List<Exhibit> exhibits, String... arguments) {
    PrintStream lines = new PrintStream(out, true, StandardCharsets.UTF_8);
    PrintStream errors = new PrintStream(err, true, StandardCharsets.UTF_8);
    return Gallery.run(exhibits, List.of(arguments), lines, errors);
  }

  private static String text(ByteArrayOutputStream bytes) {
    return bytes.toString(StandardCharsets.UTF_8).replace(System.lineSeparator(), "\n");
  }

  @Test
  void withoutANameEverySystemIsListed() {
    assertThat(run(Gallery.exhibits())).isZero();
    assertThat(text(out).lines())
        .hasSize(16)
        .allMatch(line -> line.matches("[a-z-]+ {2,}\\S.{20,}"));
    assertThat(Gallery.exhibits()).extracting(Exhibit::name).doesNotHaveDuplicates();
  }

  @Test
  void aDeviceIsTriedWithEverySystem() {
    assertThat(Slices.exhibits())
        .extracting(Exhibit::name)
        .isEqualTo(Gallery.exhibits().stream().map(Exhibit::name).toList());
  }

  @Test
  void everySystemHasACardAPictureAndARow() throws IOException {
    String readme = Files.readString(ROOT.resolve("README.md"));
    for (Exhibit each : Gallery.exhibits()) {
      assertThat(ROOT.resolve("models/" + each.name() + ".md")).exists();
      assertThat(ROOT.resolve("models/" + each.name() + ".png")).exists();
      assertThat(readme)
          .contains("| [%s](models/%s.md) |".formatted(each.name(), each.name()))
          .contains("<img src=\"models/%s.png\"".formatted(each.name()));
    }
  }

  @Test
  void itEndsWellOnlyIfEveryClaimHeld(@TempDir Path folder) throws IOException {
    Exhibit good = new Claiming("good", show -> show.claim(true, "1 is below %d", 2));
    Exhibit bad =
        new Claiming(
            "bad",
            show -> {
              show.claim(true, "1 is below 2");
              show.claim(false, "%d is below 1", 2);
            });
    Exhibit mute = new Claiming("mute", show -> show.figure("%.1f", 0.25));
    List<Exhibit> all = List.of(good, bad, mute);
    assertThat(run(all, "good", folder.toString())).isZero();
    assertThat(Files.readString(folder.resolve("good.md")))
        .isEqualTo(
            """
            # good

            claims something.

            **What was found to hold.**

            - 1 is below 2

            **Re-create.** `scripts/gallery good FOLDER`.
            """);
    assertThat(run(all, "bad", folder.toString())).isEqualTo(1);
    assertThat(run(all, "mute", folder.toString())).isEqualTo(1);
    assertThat(folder.resolve("bad.md")).doesNotExist();
    assertThat(text(out))
        .contains("  [BROKEN] 2 is below 1\n1 of 2 claims held; files in " + folder + "\n");
    assertThat(run(all, "nobody")).isEqualTo(2);
    assertThat(text(err))
        .isEqualTo(
            "gallery: expected the name of a system, got \"nobody\". Call it without a name to see"
                + " all.\n");
  }
}
