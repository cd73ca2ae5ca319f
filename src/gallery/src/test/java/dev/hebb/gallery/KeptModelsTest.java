package dev.hebb.gallery;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hebb.runtime.Predictor;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The models that are kept in the repository: proven, small, each with its card. */
class KeptModelsTest {
  private static final Path FOLDER = Path.of("../../models");

  private static List<Path> files(String ending) throws IOException {
    try (Stream<Path> all = Files.list(FOLDER)) {
      return all.filter(path -> path.toString().endsWith(ending)).sorted().toList();
    }
  }

  @Test
  void areProvenAndHaveACard() throws IOException {
    List<Path> files = files(".onnx");
    assertThat(files)
        .extracting(path -> path.getFileName().toString())
        .contains("stock-conv-gru.onnx", "stock-lstm.onnx", "stock-rnn.onnx")
        .contains("perceptron-and.onnx", "perceptron-or.onnx", "xor.onnx", "iris.onnx");
    for (Path file : files) {
      try (Predictor predictor = Predictor.open(file)) {
        assertThat(predictor.proven()).isTrue();
        assertThat(predictor.verify()).isLessThanOrEqualTo(1e-5);
        long parameters = Long.parseLong(predictor.metadata().get("hebb.parameters"));
        assertThat(card(file.getFileName().toString()))
            .contains(String.format(Locale.ROOT, "%,d", Files.size(file)))
            .contains(String.format(Locale.ROOT, "| %,d", parameters));
      }
    }
  }

  // The one card that names the file.
  private static String card(String file) throws IOException {
    List<String> naming = new ArrayList<>();
    for (Path card : files(".md")) {
      String text = Files.readString(card);
      if (text.contains("| " + file + ",") || text.contains("`" + file + "`")) {
        naming.add(text);
      }
    }
    assertThat(naming).as("cards that name " + file).hasSize(1);
    return naming.get(0);
  }

  @Test
  void forecastersTakeCloses() throws IOException {
    for (Path file : files(".onnx")) {
      if (file.getFileName().toString().startsWith("stock-")) {
        try (Predictor predictor = Predictor.open(file)) {
          assertThat(predictor.input("closes").unit()).isEqualTo("points");
        }
      }
    }
  }
}
