package dev.hebb.training.data;

import java.util.List;
import java.util.function.Function;

/** A column of a table, and how it becomes numbers. */
public sealed interface Column
    permits NumberColumn, WholeColumn, CategoryColumn, TextColumn, OtherColumns {
  /** A column of numbers: one float32. Nothing may be missing, if nothing is said of it. */
  static NumberColumn number(String name) {
    return new NumberColumn(name, Missing.REFUSE, 0);
  }

  /** A column of whole numbers: one int64, such as a label that is a number already. */
  static WholeColumn whole(String name) {
    return new WholeColumn(name, Missing.REFUSE, 0);
  }

  /**
   * A column of names, one of few: the place of the name among all, an int64, as a label or for an
   * {@code embedding}.
   *
   * @param categories all there are, in their order; if none are given, those that the rows have,
   *     sorted as {@link String#compareTo} does
   */
  static CategoryColumn category(String name, String... categories) {
    return new CategoryColumn(
        name, List.of(categories), CategoryColumn.Form.INDEX, false, Missing.REFUSE, "");
  }

  /**
   * A column of text: so many int64, cut or padded with zeros at the end. Nothing at all is a text
   * too, of no tokens.
   *
   * @param tokens of a text, such as {@code text -> tokenizer.encode(text)}
   */
  static TextColumn text(String name, Function<String, long[]> tokens, int length) {
    return new TextColumn(name, tokens, length);
  }

  /** All columns that are named nowhere else, as numbers. */
  static OtherColumns others() {
    return new OtherColumns(Missing.REFUSE, 0);
  }
}
