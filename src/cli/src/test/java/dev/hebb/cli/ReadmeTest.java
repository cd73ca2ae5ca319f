package dev.hebb.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.io.DataInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.GZIPInputStream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What the README shows of the tool is what it prints, but for times and what they are of another
 * machine; a line of three dots stands for what is left out.
 */
class ReadmeTest {
  private static final Pattern BLOCK = Pattern.compile("```console\\n(.*?)```", Pattern.DOTALL);
  private static final Pattern WORD = Pattern.compile("\"([^\"]*)\"|(\\S+)");
  private static final int HEADER = 16;
  private static final int SIDE = 28;

  @TempDir private Path folder;

  @Test
  void outputsAreReal() throws IOException {
    shirt();
    String readme = Files.readString(Path.of("../../README.md"));
    Matcher blocks = BLOCK.matcher(readme);
    List<String> commands = new ArrayList<>();
    while (blocks.find()) {
      for (String shown : blocks.group(1).split("(?m)^\\$ ", -1)) {
        int end = shown.indexOf('\n');
        if (end > 0) {
          String command = shown.substring(0, end);
          check(command, shown.substring(end + 1));
          commands.add(command.split(" ", 3)[1]);
        }
      }
    }
    assertThat(commands)
        .contains("inspect", "verify", "compare", "bench", "predict", "export", "doctor");
  }

  private void check(String command, String shown) throws IOException {
    List<String> words = words(command);
    if (words.get(0).equals("cat")) {
      Files.writeString(folder.resolve(words.get(1)), shown.strip() + "\n");
      return;
    }
    assertThat(words.get(0)).isEqualTo("hebb");
    Object[] arguments = words.subList(1, words.size()).stream().map(this::placed).toArray();
    Run run = Run.of(arguments);
    String said = run.out() + run.err();
    if (words.get(1).equals("doctor")) {
      assertThat(said).contains(checks(shown));
      return;
    }
    boolean measured = words.get(1).equals("bench");
    StringBuilder pattern = new StringBuilder();
    for (String line : shown.strip().lines().toList()) {
      pattern.append(
          line.strip().equals("...")
              ? "(?:.*\n)*"
              : Pattern.quote(squeezed(line, measured)) + "\n");
    }
    List<String> lines = said.strip().lines().map(line -> squeezed(line, measured)).toList();
    assertThat(String.join("\n", lines) + "\n").as(command).matches(pattern.toString());
  }

  // What is looked for; what is found is another machine's.
  private static List<String> checks(String shown) {
    return shown
        .lines()
        .filter(line -> !line.startsWith("     "))
        .map(line -> line.strip().split(" {2,}", 3)[1])
        .toList();
  }

  private static List<String> words(String command) {
    List<String> words = new ArrayList<>();
    Matcher matcher = WORD.matcher(command);
    while (matcher.find()) {
      words.add(matcher.group(1) == null ? matcher.group(2) : matcher.group(1));
    }
    return words;
  }

  private String placed(String word) {
    if (word.startsWith("models/")) {
      return "../../" + word;
    }
    return word.matches("[\\w-]+\\.\\w+") ? folder.resolve(word).toString() : word;
  }

  // Deviations and times are another machine's.
  private static String squeezed(String line, boolean measured) {
    String same =
        line.strip()
            .replaceAll(" +", " ")
            .replaceAll("\\d\\.\\de-\\d\\d", "0e0")
            .replaceAll("[\\d.]+ us", "0 us")
            .replaceAll("engine: .*", "engine")
            .replaceAll("^got .*", "got");
    return measured ? same.replaceAll("[\\d,.]+", "0") : same;
  }

  /** The fifth picture of Fashion-MNIST's test set. */
  private void shirt() throws IOException {
    Path pictures =
        Path.of("../gallery/src/main/resources/dev/hebb/gallery/fashion/t10k-images-idx3-ubyte.gz");
    BufferedImage image = new BufferedImage(SIDE, SIDE, BufferedImage.TYPE_BYTE_GRAY);
    try (DataInputStream file =
        new DataInputStream(new GZIPInputStream(Files.newInputStream(pictures)))) {
      file.skipNBytes(HEADER + 4 * SIDE * SIDE);
      for (int y = 0; y < SIDE; y++) {
        for (int x = 0; x < SIDE; x++) {
          image.getRaster().setSample(x, y, 0, file.readUnsignedByte());
        }
      }
    }
    ImageIO.write(image, "png", folder.resolve("shirt.png").toFile());
  }
}
