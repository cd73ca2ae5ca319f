package dev.hebb.training.report;

import dev.hebb.training.History;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A figure that training watched.
 *
 * @param name what it is called over the training data
 * @param validation what it is called over the validation data, if it was watched there
 */
record Figure(String name, Optional<String> validation) {
  private static final String VALIDATION = "val_";

  /** Those of any epoch, in the order in which they were watched. */
  static List<Figure> of(History history) {
    Set<String> names = new LinkedHashSet<>();
    history.epochs().forEach(epoch -> names.addAll(Ordered.of(epoch.figures()).keySet()));
    return names.stream()
        .filter(name -> !isValidation(name, names))
        .map(name -> new Figure(name, Optional.of(VALIDATION + name).filter(names::contains)))
        .toList();
  }

  private static boolean isValidation(String name, Set<String> names) {
    return name.startsWith(VALIDATION) && names.contains(name.substring(VALIDATION.length()));
  }

  /** Its value after an epoch, NaN where there is none. */
  static double at(History.Epoch epoch, String name) {
    return epoch.figures().getOrDefault(name, Double.NaN);
  }
}
