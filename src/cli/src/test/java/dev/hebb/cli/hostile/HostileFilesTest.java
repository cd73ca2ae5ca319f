package dev.hebb.cli.hostile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hebb.runtime.Predictor;
import dev.hebb.runtime.PredictorException;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Some of what {@code scripts/fuzz} does, and what it has found. */
class HostileFilesTest {
  private static final Path ROOT = Path.of("../..");
  private static final int FILES = 1_000;

  @TempDir Path folder;

  @Test
  void damagedFilesAreOpenedOrClearlyRefused() throws IOException {
    StringBuilder unclear = new StringBuilder();
    Map<String, Map<Verdict, Integer>> counts = Hostile.of(ROOT, folder).run(0, FILES, unclear);
    assertThat(unclear).isEmpty();
    assertThat(counts)
        .containsOnlyKeys(
            "Predictor.open",
            "Onnx.weights",
            "Onnx.read",
            "hebb inspect",
            "hebb verify",
            "Safetensors.read",
            "WeightsFile.read",
            "Model.load",
            "Keras.weights");
    counts.forEach(
        (reader, verdicts) ->
            assertThat(verdicts.getOrDefault(Verdict.REFUSED, 0)).as(reader).isGreaterThan(9));
  }

  @Test
  void noByteOfAModelCanBeChanged() throws IOException {
    byte[] model = Files.readAllBytes(ROOT.resolve("models/iris.onnx"));
    Path file = Kind.ONNX.in(folder);
    for (int at = 0; at < model.length; at++) {
      byte[] changed = model.clone();
      changed[at] ^= (byte) (1 << at % 8);
      Files.write(file, changed);
      assertThatThrownBy(() -> Predictor.open(file))
          .as("byte %d", at)
          .isInstanceOf(PredictorException.class);
    }
  }

  @Test
  void whatWasFoundStaysMended() throws IOException, URISyntaxException {
    Path found = Path.of(HostileFilesTest.class.getResource("/hostile/").toURI());
    try (Stream<Path> files = Files.list(found)) {
      List<Path> all = files.sorted().toList();
      assertThat(all).hasSizeGreaterThan(2);
      for (Path file : all) {
        String name = file.getFileName().toString();
        Kind kind =
            Arrays.stream(Kind.values())
                .filter(each -> name.startsWith(each.name().toLowerCase(java.util.Locale.ROOT)))
                .findFirst()
                .orElseThrow();
        assertThat(Trial.of(kind, Files.readAllBytes(file), folder, true).values())
            .as(name)
            .extracting(Trial.Outcome::verdict)
            .isSubsetOf(Verdict.OPENED, Verdict.REFUSED);
      }
    }
  }
}
