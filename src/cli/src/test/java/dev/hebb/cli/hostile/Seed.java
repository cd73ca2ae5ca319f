package dev.hebb.cli.hostile;

import dev.hebb.graph.Model;
import dev.hebb.graph.Safetensors;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** A file as it should be, to be damaged. */
@SuppressWarnings("ArrayRecordComponent") // Never changed.
record Seed(Kind kind, String name, byte[] content) {
  private static final int LARGEST = 80_000;

  byte[] bytes() {
    return content.clone();
  }

  /**
   * The small models of the repository, and Keras's files.
   *
   * @param root of the repository
   */
  static List<Seed> all(Path root) {
    List<Seed> seeds = new ArrayList<>();
    add(seeds, root.resolve("models"), ".onnx", Kind.ONNX);
    add(seeds, root.resolve("src/keras/src/test/resources/keras"), ".weights.h5", Kind.HDF5);
    add(seeds, root.resolve("src/keras/src/test/resources/keras"), ".keras", Kind.KERAS);
    try {
      Path folder = Files.createTempDirectory("seeds");
      Model eyes = Model.load(root.resolve("models/transfer-eyes.hebb"));
      Path model = folder.resolve("eyes.hebb");
      eyes.save(model);
      seeds.add(new Seed(Kind.MODEL, "eyes", Files.readAllBytes(model)));
      Path weights = folder.resolve("eyes.safetensors");
      new Safetensors(eyes.weights(), Map.of("format", "pt")).write(weights);
      seeds.add(new Seed(Kind.SAFETENSORS, "eyes", Files.readAllBytes(weights)));
      Files.delete(model);
      Files.delete(weights);
      Files.delete(folder);
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
    return seeds;
  }

  private static void add(List<Seed> seeds, Path folder, String ending, Kind kind) {
    try (Stream<Path> files = Files.list(folder)) {
      for (Path file : files.sorted().toList()) {
        if (file.toString().endsWith(ending) && Files.size(file) <= LARGEST) {
          seeds.add(new Seed(kind, file.getFileName().toString(), Files.readAllBytes(file)));
        }
      }
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }
}
