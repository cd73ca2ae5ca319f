package dev.hebb.text;

import static dev.hebb.runtime.ModelBuilder.FLOAT;
import static dev.hebb.runtime.ModelBuilder.INT64;
import static dev.hebb.runtime.ModelBuilder.integer;
import static dev.hebb.runtime.ModelBuilder.ints;

import dev.hebb.runtime.ModelBuilder;
import java.util.List;

/** Models that read text, whose answers can be told by head. */
final class TextSamples {
  /** bad 2, good 3, so 4, "!" 5. */
  static final Tokenizer WORDS =
      Tokenizer.words().lowerCase().with(Vocabulary.of(List.of("bad", "good", "so", "!")));

  private TextSamples() {}

  /** tokens [batch, time] -> the mean of what each word says -> says [batch, labels]. */
  static ModelBuilder means(String time, float[] table, String... labels) {
    return new ModelBuilder()
        .hebb()
        .note("hebb.text.tokens", WORDS.note())
        .note("hebb.limit.tokens", "6")
        .note("hebb.labels.says", new Labels(List.of(labels)).note())
        .input("tokens", INT64, "batch", time)
        .output("says", FLOAT, "batch", table.length / 6)
        .floats("table", table, 6, table.length / 6)
        .node("Gather", List.of("table", "tokens"), "words")
        .node("ReduceMean", List.of("words"), "says", ints("axes", 1), integer("keepdims", 0));
  }

  /** Padding says "no" as loudly as it can, so that a padded row shows. */
  static ModelBuilder review() {
    return means(
        "time", new float[] {1, 0, 0.5f, 0.5f, 1, 0, 0.25f, 0.75f, 0.5f, 0.5f, 0, 1}, "no", "yes");
  }

  /** One probability a text: how good it is. */
  static ModelBuilder one() {
    return means("time", new float[] {0, 0.5f, 0.125f, 0.75f, 0.5f, 1}, "no", "yes");
  }

  /** tokens [batch, time] -> says [batch, time, 3]: what each word is. */
  static ModelBuilder tagger() {
    return new ModelBuilder()
        .hebb()
        .note("hebb.text.tokens", WORDS.note())
        .note("hebb.padding.tokens", "0")
        .note("hebb.labels.says", "opinion\nfiller\nsign")
        .input("tokens", INT64, "batch", "time")
        .output("says", FLOAT, "batch", "time", 3)
        .floats("table", new float[] {0, 0, 9, 0, 1, 0, 2, 0, 1, 2, 1, 0, 0, 3, 0, 0, 0, 4}, 6, 3)
        .node("Gather", List.of("table", "tokens"), "says");
  }

  /** tokens [batch, time] -> said [batch, time, 6]: bad is good and good is bad. */
  static ModelBuilder opposite() {
    float[] table = new float[36];
    int[] says = {4, 1, 3, 2, 4, 5};
    for (int word = 0; word < 6; word++) {
      table[word * 6 + says[word]] = 0.5f;
    }
    return new ModelBuilder()
        .hebb()
        .note("hebb.text.tokens", WORDS.note())
        .note("hebb.text.said", WORDS.note())
        .note("hebb.padding.tokens", "0")
        .input("tokens", INT64, "batch", "time")
        .output("said", FLOAT, "batch", "time", 6)
        .floats("table", table, 6, 6)
        .node("Gather", List.of("table", "tokens"), "said");
  }

  /** tokens [batch, time], lengths [batch] -> says [batch, time, 2], the same tokens said. */
  static ModelBuilder echo(Tokenizer tokenizer) {
    return new ModelBuilder()
        .hebb()
        .note("hebb.text.tokens", tokenizer.note())
        .note("hebb.text.same", tokenizer.note())
        .input("tokens", INT64, "batch", "time")
        .output("same", INT64, "batch", "time")
        .node("Identity", List.of("tokens"), "same");
  }
}
