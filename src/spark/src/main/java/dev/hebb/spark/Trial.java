package dev.hebb.spark;

import dev.hebb.training.TrainingException;
import java.io.Serializable;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * One configuration of a search.
 *
 * @param number from 0
 * @param values of the hyper-parameters: numbers, texts or truths
 */
public record Trial(int number, Map<String, Object> values) implements Serializable {
  public Trial {
    values = Collections.unmodifiableMap(new LinkedHashMap<>(values));
  }

  /** A hyper-parameter that is a number. */
  public double number(String name) {
    return ((Number) value(name, Number.class)).doubleValue();
  }

  /** A hyper-parameter that is a whole number. */
  public int integer(String name) {
    Number value = (Number) value(name, Number.class);
    if (value.doubleValue() != value.intValue()) {
      throw wrong(name, "a whole number", value);
    }
    return value.intValue();
  }

  /** A hyper-parameter that is a text. */
  public String text(String name) {
    return (String) value(name, String.class);
  }

  /** A hyper-parameter that is true or false. */
  public boolean truth(String name) {
    return (Boolean) value(name, Boolean.class);
  }

  private Object value(String name, Class<?> type) {
    Object value = values.get(name);
    if (value == null) {
      throw new TrainingException(
          "search: expected a hyper-parameter \"%s\", got %s. Name one of these, or add a choice of it."
              .formatted(name, values.keySet()));
    }
    if (!type.isInstance(value)) {
      throw wrong(name, "a " + type.getSimpleName(), value);
    }
    return value;
  }

  private static TrainingException wrong(String name, String expected, Object got) {
    return new TrainingException(
        "search: expected hyper-parameter \"%s\" to be %s, got %s. Ask for what was chosen."
            .formatted(name, expected, got));
  }
}
