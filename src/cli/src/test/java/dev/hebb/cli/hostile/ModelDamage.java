package dev.hebb.cli.hostile;

import dev.hebb.graph.Safetensors;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;

/** A model file whose graph lies, with a digest that is right. */
final class ModelDamage {
  private static final String GRAPH = "hebb.graph";
  private static final String DIGEST = "hebb.sha256";

  private ModelDamage() {}

  static byte[] of(byte[] file, SplittableRandom random) {
    try {
      Path path = Files.createTempFile("damaged", ".hebb");
      Files.write(path, file);
      Safetensors whole = Safetensors.read(path);
      Map<String, String> metadata = new TreeMap<>(whole.metadata());
      metadata.remove(DIGEST);
      metadata.put(GRAPH, graph(metadata.get(GRAPH), random));
      new Safetensors(whole.weights(), metadata).write(path);
      byte[] content = Files.readAllBytes(path);
      byte[] digest = MessageDigest.getInstance("SHA-256").digest(content);
      metadata.put(DIGEST, HexFormat.of().formatHex(digest));
      new Safetensors(whole.weights(), metadata).write(path);
      byte[] bytes = Files.readAllBytes(path);
      Files.delete(path);
      return bytes;
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  private static String graph(String json, SplittableRandom random) {
    return switch (random.nextInt(5)) {
      case 0 -> nested(json, random);
      case 1 -> swapped(json, random);
      default ->
          new String(
              Damage.of(json.getBytes(StandardCharsets.UTF_8), random), StandardCharsets.UTF_8);
    };
  }

  // Lengths that follow from lengths that follow from lengths.
  private static String nested(String json, SplittableRandom random) {
    String size = "{\"is\":\"Symbol\",\"name\":\"batch\",\"lengths\":\"\"}";
    int deep = random.nextInt(1, 120);
    String begin = "{\"is\":\"Derived\",\"of\":".repeat(deep);
    String end = ",\"factor\":3,\"offset\":1,\"divisor\":2}".repeat(deep);
    return json.replace(size, begin + size + end);
  }

  private static String swapped(String json, SplittableRandom random) {
    String[] parts = json.split("\"", -1);
    int a = random.nextInt(parts.length);
    int b = random.nextInt(parts.length);
    String kept = parts[a];
    parts[a] = parts[b];
    parts[b] = kept;
    return String.join("\"", parts);
  }
}
