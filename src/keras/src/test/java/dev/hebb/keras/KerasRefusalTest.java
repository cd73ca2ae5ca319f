package dev.hebb.keras;

import static dev.hebb.network.Layers.dense;
import static dev.hebb.network.Layers.network;
import static dev.hebb.network.Layers.vector;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hebb.graph.FormatException;
import dev.hebb.graph.Pretrained;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a file that is no Keras file of weights is told. */
class KerasRefusalTest {
  private static final String ADVICE = " Save it again: model.save_weights(\"....weights.h5\").";

  @TempDir Path folder;

  private static void refused(Path file, String message) {
    assertThatThrownBy(() -> Keras.weights(file))
        .isInstanceOf(FormatException.class)
        .hasMessage(file + ": " + message);
  }

  private Path zip(String entry, int megabytes) throws IOException {
    Path file = folder.resolve("m.keras");
    try (OutputStream out = Files.newOutputStream(file);
        ZipOutputStream zip = new ZipOutputStream(out)) {
      zip.putNextEntry(new ZipEntry(entry));
      for (int i = 0; i < megabytes; i++) {
        zip.write(new byte[1 << 20]);
      }
    }
    return file;
  }

  @Test
  void whatIsNoSuchFile() throws IOException {
    refused(folder.resolve("none.weights.h5"), "there is no such file.");
    Path text = Files.writeString(folder.resolve("a.weights.h5"), "no weights");
    refused(
        text,
        "expected a .weights.h5 or .keras file of Keras 3, got one that could not be read (No valid"
            + " HDF5 signature found)."
            + ADVICE);
    refused(
        zip("config.json", 0), "expected a .keras file, got a zip file without model.weights.h5.");
  }

  @Test
  void whatUnpacksToManyTimesItsSize() throws IOException {
    refused(
        zip("model.weights.h5", 40),
        "expected at most 16777216 bytes in model.weights.h5, got more: it unpacks to many times its"
            + " size, as no weights do.");
  }

  @Test
  void whatRefersElsewhere() {
    refused(
        KerasTest.FOLDER.resolve("link.weights.h5"),
        "expected a .weights.h5 or .keras file of Keras 3, got one that refers from 1 to another"
            + " place or file."
            + ADVICE);
    refused(
        KerasTest.FOLDER.resolve("circle.weights.h5"),
        "expected a .weights.h5 or .keras file of Keras 3, got one that has groups within groups"
            + " without end."
            + ADVICE);
  }

  @Test
  void whatIsCompressed() {
    refused(
        KerasTest.FOLDER.resolve("chunked.weights.h5"),
        "expected /layers/dense/vars/0 as it is in memory, got it compressed, in chunks, or larger"
            + " than the file. Save it with Keras.");
  }

  @Test
  void everyTruncationIsRefused() throws IOException {
    byte[] whole = Files.readAllBytes(KerasTest.FOLDER.resolve("nested.weights.h5"));
    Path file = folder.resolve("cut.weights.h5");
    for (int length = 0; length < whole.length; length += 97) {
      Files.write(file, Arrays.copyOf(whole, length));
      assertThatThrownBy(() -> Keras.weights(file))
          .as("cut to %d", length)
          .isInstanceOf(FormatException.class)
          .hasMessageStartingWith(file + ": expected");
    }
  }

  @Test
  void anotherNetworkIsRefusedByNames() {
    Path file = KerasTest.FOLDER.resolve("dense.weights.h5");
    var other = network("other", vector(4)).then(dense(5)).then(dense(2)).build();
    assertThatThrownBy(() -> Pretrained.of(other).from(Keras.weights(file)))
        .isInstanceOf(FormatException.class)
        .hasMessage(
            "dense.weights.h5: expected the 4 weights of other, got 2 of them; of another shape:"
                + " dense_1/kernel [3, 2] for dense_1/kernel [5, 2]; missing: dense_1/bias [2]; not"
                + " used: middle/kernel [5, 3], middle/bias [3], layer_normalization/gamma [3] and 1 more."
                + " Declare the network that the file is of, leave layers out with without(\"...\"), or take what fits with partial().");
    assertThat(
            Pretrained.of(other)
                .without("dense_1", "middle", "layer_normalization")
                .match(Keras.weights(file)))
        .hasToString(
            """
            dense.weights.h5 -> other: 2 matched by name, 0 by shape in order, 0 of another shape, 0 missing, 0 not used
              by name: dense/kernel for dense/kernel [4, 5]
              by name: dense/bias for dense/bias [5]
            """);
  }
}
