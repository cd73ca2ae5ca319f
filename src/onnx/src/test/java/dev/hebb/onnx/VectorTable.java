package dev.hebb.onnx;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The README's words about ONNX's own tests. */
final class VectorTable {
  private static final int WIDTH = 140;

  private VectorTable() {}

  static String of(Vectors vectors) {
    List<String> words = new ArrayList<>();
    for (Map.Entry<String, String> count : vectors.counts().entrySet()) {
      words.add("`%s` %s".formatted(count.getKey(), count.getValue()));
    }
    int passed = vectors.cases().size() - vectors.listed().size();
    return "Of ONNX's own %,d test cases of these operators %,d pass:\n\n%s\n"
        .formatted(vectors.cases().size(), passed, wrapped(words));
  }

  private static String wrapped(List<String> words) {
    StringBuilder text = new StringBuilder();
    int line = 0;
    for (int i = 0; i < words.size(); i++) {
      String word = words.get(i) + (i + 1 < words.size() ? "," : ".");
      boolean fits = line > 0 && line + 1 + word.length() <= WIDTH;
      text.append(fits ? " " : line > 0 ? "\n" : "").append(word);
      line = fits ? line + 1 + word.length() : word.length();
    }
    return text.toString();
  }
}
