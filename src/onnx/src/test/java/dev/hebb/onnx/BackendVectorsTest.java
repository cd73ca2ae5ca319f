package dev.hebb.onnx;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hebb.onnx.in.OnnxModel;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/**
 * ONNX's own backend tests: every case of an operator that is read comes out as it should, in the
 * trainer and written again in ONNX Runtime, or stands in a list with the reason, which is checked
 * too.
 */
class BackendVectorsTest {
  private static final Vectors VECTORS = Vectors.load();
  @TempDir static Path folder;

  @TestFactory
  Stream<DynamicTest> everyCasePassesOrIsListedWithItsReason() {
    return VECTORS.cases().entrySet().stream()
        .map(
            each ->
                DynamicTest.dynamicTest(
                    each.getKey(),
                    () ->
                        assertThat(each.getValue().run(folder))
                            .isEqualTo(VECTORS.listed().getOrDefault(each.getKey(), ""))));
  }

  @Test
  void nothingElseIsListed() {
    assertThat(VECTORS.cases().keySet()).containsAll(VECTORS.listed().keySet());
  }

  @Test
  void everyOperatorThatIsReadHasACase() {
    Set<String> seen = new HashSet<>();
    VECTORS.cases().values().forEach(each -> seen.addAll(each.operators()));
    List<String> later = List.of("Gelu", "GroupNormalization", "LpNormalization", "Mish");
    assertThat(OnnxModel.operators())
        .filteredOn(operator -> !seen.contains(operator))
        .isEqualTo(later);
  }

  @Test
  void theReadmeCountsThem() throws IOException {
    assertThat(Files.readString(Path.of("../../README.md"))).contains(VectorTable.of(VECTORS));
  }
}
