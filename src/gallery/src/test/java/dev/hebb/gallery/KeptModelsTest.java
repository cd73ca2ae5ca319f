package dev.hebb.gallery;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hebb.runtime.Predictor;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The models that are kept in the repository: proven, small, each with its card. */
class KeptModelsTest {
  private static final Path FOLDER = Path.of("../../models");

  @Test
  void areProvenAndHaveACard() throws IOException {
    List<Path> files;
    try (Stream<Path> all = Files.list(FOLDER)) {
      files = all.filter(path -> path.toString().endsWith(".onnx")).sorted().toList();
    }
    assertThat(files)
        .extracting(path -> path.getFileName().toString())
        .containsExactly("stock-conv-gru.onnx", "stock-lstm.onnx", "stock-rnn.onnx");
    for (Path file : files) {
      try (Predictor predictor = Predictor.open(file)) {
        assertThat(predictor.proven()).isTrue();
        assertThat(predictor.verify()).isLessThanOrEqualTo(1e-5);
        assertThat(predictor.input("closes").unit()).isEqualTo("points");
        String card = Files.readString(Path.of(file.toString().replace(".onnx", ".md")));
        assertThat(card)
            .contains(String.format("%,d bytes", Files.size(file)))
            .contains(
                "| parameters | "
                    + String.format(
                        "%,d", Long.parseLong(predictor.metadata().get("hebb.parameters"))));
      }
    }
  }
}
