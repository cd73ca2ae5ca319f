package dev.hebb.onnx.in;

import java.util.Map;
import java.util.TreeMap;

/**
 * What a file says beside the graph, as notes of a model: its own entries under {@code onnx.}, and
 * notes of a model that was written here under their own names.
 */
final class Notes {
  private static final String OWN = "hebb.";
  private static final String FOREIGN = "onnx.";

  private Notes() {}

  static Map<String, String> of(Map<String, String> metadata) {
    Map<String, String> notes = new TreeMap<>();
    metadata.forEach(
        (key, value) -> {
          if (!key.startsWith(OWN)) {
            notes.put(FOREIGN + key, value);
          } else if (isNote(key.substring(OWN.length()))) {
            notes.put(key.substring(OWN.length()), value);
          }
        });
    return notes;
  }

  // The others are about the file, not about the model.
  private static boolean isNote(String key) {
    return key.equals("labels")
        || key.startsWith("range.")
        || key.startsWith("dim.")
        || key.startsWith("prepared.")
        || key.startsWith("text.")
        || key.startsWith("labels.")
        || key.startsWith("threshold.")
        || key.startsWith("picture.");
  }
}
