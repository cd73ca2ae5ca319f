package dev.hebb.training.data;

import dev.hebb.training.TrainingException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;

/**
 * A column of names, one of few.
 *
 * @param categories all there are, in their order; none if they are yet to be found in the rows
 * @param form what numbers they become
 * @param unknown whether a name that is none of them is a category too
 * @param missing what becomes of rows that have none
 * @param value what stands in for them, where that is given
 */
public record CategoryColumn(
    String name, List<String> categories, Form form, boolean unknown, Missing missing, String value)
    implements Column {
  public CategoryColumn {
    categories = List.copyOf(categories);
    if (new HashSet<>(categories).size() < categories.size()) {
      throw new TrainingException(
          "category(\"%s\"): expected each category once, got %s.".formatted(name, categories));
    }
    if (missing == Missing.VALUE
        && !unknown
        && !categories.isEmpty()
        && !categories.contains(value)) {
      throw new TrainingException(
          "category(\"%s\"): expected what stands in to be one of %s, got \"%s\". Add it, or say orUnknown() first."
              .formatted(name, categories, value));
    }
  }

  /** What numbers a category becomes. */
  public enum Form {
    /** Its place, int64. */
    INDEX,
    /** A float32 for each category: one where it is, else zero. */
    ONE_HOT,
    /** Its place, float32: with two categories what a {@code binaryCrossentropy} takes. */
    NUMBER
  }

  /** A float32 for each category: one where it is, else zero. */
  public CategoryColumn oneHot() {
    return new CategoryColumn(name, categories, Form.ONE_HOT, unknown, missing, value);
  }

  /** Its place as a float32: with two categories what a {@code binaryCrossentropy} takes. */
  public CategoryColumn asNumber() {
    return new CategoryColumn(name, categories, Form.NUMBER, unknown, missing, value);
  }

  /**
   * Takes names that are none of the categories, as one more category at place 0; the others come
   * after it, as in Keras's {@code StringLookup}.
   */
  public CategoryColumn orUnknown() {
    return new CategoryColumn(name, categories, form, true, missing, value);
  }

  /** This category stands in for what is missing. */
  public CategoryColumn or(String other) {
    return new CategoryColumn(name, categories, form, unknown, Missing.VALUE, other);
  }

  /** Leaves out rows in which it is missing. */
  public CategoryColumn orDropRow() {
    return new CategoryColumn(name, categories, form, unknown, Missing.DROP, "");
  }

  CategoryColumn fitted(List<String> found) {
    return new CategoryColumn(name, found, form, unknown, missing, value);
  }

  /** The names of all places, that of the unknown being empty. */
  public List<String> labels() {
    List<String> labels = new ArrayList<>(categories);
    if (unknown) {
      labels.add(0, "");
    }
    return List.copyOf(labels);
  }
}
