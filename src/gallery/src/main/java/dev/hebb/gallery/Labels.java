package dev.hebb.gallery;

import dev.hebb.graph.Model;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The names of a classifier's classes, which travel in its file. */
final class Labels {
  private Labels() {}

  /** The model with a note {@code labels}, in the order of its outputs, with commas between. */
  static Model on(Model model, List<String> labels) {
    Map<String, String> notes = new TreeMap<>(model.notes());
    notes.put("labels", String.join(",", labels));
    return new Model(model.graph(), model.weights(), notes);
  }
}
