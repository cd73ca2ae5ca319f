package dev.hebb.onnx;

import dev.hebb.graph.Model;
import dev.hebb.graph.Port;
import dev.hebb.graph.Tensor;
import java.nio.ByteBuffer;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;

/** What a file says of itself; the keys are those that the runtime reads. */
final class Metadata {
  private static final long USUAL = 1 << 16;

  private Metadata() {}

  static Map<String, String> of(Model model, Proof proof) {
    Map<String, String> entries = new LinkedHashMap<>();
    entries.put("hebb.version", "1");
    entries.put("hebb.parameters", Long.toString(model.graph().parameterCount()));
    entries.put("hebb.model.sha256", model.digest());
    entries.put("hebb.proven.against", proof.engine());
    entries.put("hebb.proven.max_deviation", Double.toString(proof.maxDeviation()));
    for (Port port : model.graph().inputs()) {
      unit(entries, port);
    }
    for (Port port : model.graph().outputs()) {
      unit(entries, port);
    }
    entries.putAll(Numbers.of(model.graph()));
    model.notes().forEach((key, value) -> note(entries, key, value));
    entries.put("hebb.golden.tolerance", Double.toString(proof.tolerance()));
    entries.put("hebb.golden.count", Integer.toString(proof.goldens().size()));
    for (int i = 0; i < proof.goldens().size(); i++) {
      Proof.Golden golden = proof.goldens().get(i);
      String key = "hebb.golden." + i + ".";
      entries.put(
          key + "dims",
          golden.dims().entrySet().stream()
              .map(dim -> dim.getKey() + "=" + dim.getValue())
              .collect(Collectors.joining(",")));
      golden.inputs().forEach((name, tensor) -> entries.put(key + "in." + name, base64(tensor)));
      golden.outputs().forEach((name, tensor) -> entries.put(key + "out." + name, base64(tensor)));
    }
    return entries;
  }

  // What a foreign file said stays as it was.
  private static String key(String note) {
    return note.startsWith("onnx.") ? note.substring("onnx.".length()) : "hebb." + note;
  }

  // A length above what the runtime takes for a usual one: who opens the file says it.
  private static void note(Map<String, String> entries, String key, String value) {
    if (!key.startsWith("dim.") || Long.parseLong(value) <= USUAL) {
      entries.put(key(key), value);
    }
  }

  private static void unit(Map<String, String> entries, Port port) {
    if (!port.unit().isEmpty()) {
      entries.put("hebb.unit." + port.name(), port.unit());
    }
  }

  private static String base64(Tensor tensor) {
    ByteBuffer bytes = tensor.bytes();
    byte[] raw = new byte[bytes.remaining()];
    bytes.get(raw);
    return Base64.getEncoder().encodeToString(raw);
  }
}
