package dev.hebb.graph;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ModelDamageTest {
  // One bit, another letter's case, another digit, and two kinds of white space.
  private static final byte[] FLIPS = {0x01, 0x20, 0x07, ' ' ^ '\t', ' ' ^ '\n', (byte) 0x80};

  @TempDir Path folder;
  private Path file;
  private byte[] good;

  @BeforeEach
  void save() throws IOException {
    file = folder.resolve("a.hebb");
    Graph graph = Example.dense();
    new Model(graph, Weights.initial(graph, 3), Map.of("dim.time", "60", "bell", "\u0007"))
        .save(file);
    good = Files.readAllBytes(file);
  }

  @Test
  void noByteCanBeChanged() throws IOException {
    for (int at = 0; at < good.length; at++) {
      for (byte flip : FLIPS) {
        byte[] bytes = good.clone();
        bytes[at] ^= flip;
        Files.write(file, bytes);
        Throwable thrown = catchThrowable(() -> Model.load(file));
        assertThat(thrown).as("byte %d ^ %d", at, flip).isInstanceOf(FormatException.class);
        assertThat(thrown.getMessage()).startsWith(file + ": ");
      }
    }
  }

  @Test
  void noByteCanBeCutOffOrAdded() throws IOException {
    for (int length = 0; length <= good.length + 1; length++) {
      if (length != good.length) {
        Files.write(file, Arrays.copyOf(good, length));
        assertThat(catchThrowable(() -> Model.load(file)))
            .as("%d bytes", length)
            .isInstanceOf(FormatException.class);
      }
    }
  }

  @Test
  void aChangedWeightIsSaidToBeOne() throws IOException {
    good[good.length - 1] ^= 1;
    Files.write(file, good);
    assertThatThrownBy(() -> Model.load(file))
        .isInstanceOf(FormatException.class)
        .hasMessage(
            file
                + ": graph and weights do not match their digest: the file was changed or damaged"
                + " since it was written. Save or copy it again.");
  }
}
