package dev.hebb.onnx;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hebb.graph.FormatException;
import dev.hebb.graph.Model;
import dev.hebb.onnx.in.OnnxModel;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A file that was damaged is read as something else, or refused with a FormatException. */
class ReadDamageTest {
  private static final Path FILE = Path.of("src/test/resources/onnx/keras.onnx");

  @TempDir Path folder;

  private boolean isRead(byte[] bytes) throws IOException {
    Path file = Files.write(folder.resolve("damaged.onnx"), bytes);
    try {
      Model model = OnnxModel.read(file).batch().model();
      return !model.graph().outputs().isEmpty();
    } catch (FormatException refused) {
      assertThat(refused.getMessage()).startsWith(file.toString());
      return false;
    }
  }

  @Test
  void bytesThatAreOthers() throws IOException {
    byte[] whole = Files.readAllBytes(FILE);
    SplittableRandom random = new SplittableRandom(11);
    int read = 0;
    for (int i = 0; i < 600; i++) {
      byte[] bytes = whole.clone();
      for (int count = random.nextInt(1, 5); count > 0; count--) {
        bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
      }
      read += isRead(bytes) ? 1 : 0;
    }
    assertThat(read).isBetween(1, 599);
  }

  @Test
  void bytesThatAreMissing() throws IOException {
    byte[] whole = Files.readAllBytes(FILE);
    for (int end = 0; end < whole.length; end += 97) {
      assertThat(isRead(Arrays.copyOf(whole, end))).as("%d bytes", end).isFalse();
    }
  }
}
