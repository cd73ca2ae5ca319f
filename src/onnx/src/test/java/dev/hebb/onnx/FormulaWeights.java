package dev.hebb.onnx;

import dev.hebb.graph.Safetensors;
import dev.hebb.graph.Tensor;
import dev.hebb.graph.Weights;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The weights of {@code scripts/goldens/golden_densenet.py}, made again bit for bit. */
final class FormulaWeights {
  private static final Path GOLDENS = Path.of("src/test/resources/torchvision");

  private FormulaWeights() {}

  /** What torchvision's architecture has in its state dict, but for counters. */
  static Map<String, Tensor> of(String architecture) throws IOException {
    List<String> lines = Files.readAllLines(GOLDENS.resolve("densenet.txt"));
    Map<String, Tensor> weights = new LinkedHashMap<>();
    for (String line : lines.subList(lines.indexOf(architecture) + 1, lines.size())) {
      List<String> words = Arrays.asList(line.split(" ", -1));
      if (words.size() == 1 && !words.get(0).contains(".")) {
        break;
      }
      if (!words.get(0).endsWith("num_batches_tracked")) {
        long[] dims = words.stream().skip(1).mapToLong(Long::parseLong).toArray();
        weights.put(words.get(0), values(words.get(0), dims));
      }
    }
    return weights;
  }

  /** As a safetensors file. */
  static Path write(Map<String, Tensor> weights, Path path) {
    new Safetensors(new Weights(weights), Map.of("format", "pt")).write(path);
    return path;
  }

  /** What torchvision said, in float64. */
  static float[] logits(String architecture) {
    return Safetensors.read(GOLDENS.resolve("densenet.safetensors"))
        .weights()
        .get(architecture)
        .toFloats();
  }

  static Tensor picture() {
    return Tensor.of(uniform("picture", 224 * 224 * 3), 1, 224, 224, 3);
  }

  static Tensor values(String name, long... dims) {
    float[] u = uniform(name, Math.toIntExact(Tensor.elements(dims)));
    float middle = 0;
    float reach = 0.25f;
    if (dims.length > 1) {
      long fanIn = Tensor.elements(dims) / dims[0];
      reach = (float) Math.sqrt(6.0 / fanIn);
    } else if (name.endsWith("running_var")) {
      middle = 1;
      reach = 0.5f;
    } else if (name.endsWith("weight")) {
      middle = 1;
    }
    for (int i = 0; i < u.length; i++) {
      u[i] = middle + u[i] * reach;
    }
    return Tensor.of(u, dims);
  }

  private static float[] uniform(String name, int count) {
    int seed = 0x811C9DC5; // FNV-1a
    for (int i = 0; i < name.length(); i++) {
      seed = (seed ^ name.charAt(i)) * 0x01000193;
    }
    float[] values = new float[count];
    for (int i = 0; i < count; i++) {
      int h = i * 0x9E3779B1 + seed;
      h = (h ^ (h >>> 16)) * 0x85EBCA6B;
      h = (h ^ (h >>> 13)) * 0xC2B2AE35;
      h ^= h >>> 16;
      values[i] = (h >>> 8) * 0x1p-23f - 1;
    }
    return values;
  }
}
