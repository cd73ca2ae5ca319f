package dev.hebb.onnx;

import ai.onnx.proto.OnnxMl;
import com.google.protobuf.ByteString;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;

/**
 * ONNX's own backend tests, of all operators that are read.
 *
 * @param cases by set and name
 * @param listed those that do not pass, and why
 */
record Vectors(Map<String, VectorCase> cases, Map<String, String> listed) {
  static Vectors load() {
    try {
      return new Vectors(readCases(), readListed());
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  private static InputStream resource(String name) {
    return Vectors.class.getResourceAsStream("/onnx/" + name);
  }

  private static Map<String, VectorCase> readCases() throws IOException {
    Map<String, Map<String, ByteString>> folders = new LinkedHashMap<>();
    try (ZipInputStream zip = new ZipInputStream(new GZIPInputStream(resource("vectors.zip.gz")))) {
      for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
        int slash = entry.getName().lastIndexOf('/');
        folders
            .computeIfAbsent(entry.getName().substring(0, slash), folder -> new TreeMap<>())
            .put(entry.getName().substring(slash + 1), ByteString.readFrom(zip));
      }
    }
    Map<String, VectorCase> cases = new LinkedHashMap<>();
    for (Map.Entry<String, Map<String, ByteString>> folder : folders.entrySet()) {
      Map<String, ByteString> files = folder.getValue();
      String name = folder.getKey().substring(folder.getKey().indexOf('/') + 1);
      cases.put(
          folder.getKey(),
          new VectorCase(
              name,
              OnnxMl.ModelProto.parseFrom(files.get("model.onnx")),
              numbered(files, "input_"),
              numbered(files, "output_")));
    }
    return cases;
  }

  private static List<ByteString> numbered(Map<String, ByteString> files, String prefix) {
    List<ByteString> tensors = new ArrayList<>();
    while (files.containsKey(prefix + tensors.size() + ".pb")) {
      tensors.add(files.get(prefix + tensors.size() + ".pb"));
    }
    return tensors;
  }

  // A name and a reason a line.
  private static Map<String, String> readListed() throws IOException {
    Map<String, String> listed = new LinkedHashMap<>();
    String text = new String(resource("listed.txt").readAllBytes(), StandardCharsets.UTF_8);
    for (String line : text.lines().toList()) {
      int colon = line.indexOf(": ");
      listed.put(line.substring(0, colon), line.substring(colon + 2));
    }
    return listed;
  }

  /**
   * How many cases use an operator, and how many of them pass: {@code "12 of 20"} or {@code 20}.
   */
  Map<String, String> counts() {
    Map<String, Integer> all = new TreeMap<>();
    Map<String, Integer> failed = new TreeMap<>();
    cases.forEach(
        (name, each) ->
            each.operators()
                .forEach(
                    operator -> {
                      all.merge(operator, 1, Integer::sum);
                      failed.merge(operator, listed.containsKey(name) ? 1 : 0, Integer::sum);
                    }));
    Map<String, String> counts = new TreeMap<>();
    all.forEach(
        (operator, count) -> {
          int passed = count - failed.get(operator);
          counts.put(operator, passed == count ? "" + count : passed + " of " + count);
        });
    return counts;
  }
}
