package dev.hebb.text;

import dev.hebb.runtime.Element;
import dev.hebb.runtime.PredictorException;
import dev.hebb.runtime.engine.Declared;
import dev.hebb.runtime.engine.Loaded;
import dev.hebb.runtime.engine.Metadata;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.StringJoiner;

/**
 * What an output means: labels for a text {@code [batch, labels]}, labels for each token {@code
 * [batch, time, labels]}, or tokens {@code [batch, time, vocabulary]}, {@code [batch, time]}.
 *
 * @param feed what it answers
 */
record TextAnswer(
    Metadata metadata,
    Declared output,
    Optional<Labels> names,
    Optional<Tokenizer> tokenizer,
    TextFeed feed) {

  /**
   * Of the output that was asked for, or the only one with labels or a tokenizer.
   *
   * @throws PredictorException when there is none or several
   */
  static TextAnswer of(Loaded loaded, TextFeed feed, TextPredictorOptions options) {
    Metadata metadata = loaded.metadata();
    List<TextAnswer> answers = new ArrayList<>();
    for (Declared output : loaded.engine().outputs()) {
      TextAnswer answer =
          new TextAnswer(
              metadata,
              output,
              TextNotes.labels(metadata, output.name()),
              TextNotes.tokenizer(metadata, output.name()),
              feed);
      boolean says = answer.names.isPresent() || answer.tokenizer.isPresent();
      boolean asked = options.output().isEmpty() || options.output().equals(output.name());
      if (says && asked) {
        answers.add(answer);
      }
    }
    if (answers.size() != 1) {
      throw noneOrSeveral(loaded, answers, options);
    }
    answers.get(0).check();
    return answers.get(0);
  }

  private static PredictorException noneOrSeveral(
      Loaded loaded, List<TextAnswer> answers, TextPredictorOptions options) {
    List<String> outputs = loaded.engine().outputs().stream().map(Declared::name).toList();
    String first = outputs.isEmpty() ? "output" : outputs.get(0);
    return new PredictorException(
        loaded.file(),
        answers.isEmpty()
            ? "expected %s with labels or a tokenizer, got outputs %s. Export it with Onnx.export(model).labels(\"%s\", names) or .text(\"%s\", tokenizer)."
                .formatted(
                    options.output().isEmpty()
                        ? "an output"
                        : "an output \"" + options.output() + "\"",
                    outputs,
                    first,
                    first)
            : "has %s outputs with labels or a tokenizer, %s. Name one: TextPredictor.with().output(\"%s\")."
                .formatted(
                    answers.size(),
                    answers.stream().map(answer -> answer.output.name()).toList(),
                    answers.get(0).output.name()));
  }

  // How wide the output is says whether labels or tokenizer are its own.
  private void check() {
    names.ifPresent(
        labels -> {
          int count = labels.names().size();
          boolean fits =
              output.type() == Element.FLOAT32
                  && (rank() == 2 || rank() == 3)
                  && (width() == count || (width() == 1 && count == 2));
          if (!fits) {
            throw output.error(
                "has %s labels, but gives %s. Export it again.".formatted(count, described()));
          }
        });
    tokenizer.ifPresent(
        written -> {
          boolean numbers = output.type() == Element.INT64 && rank() == 2;
          boolean chances =
              output.type() == Element.FLOAT32 && rank() == 3 && width() == written.size();
          if (!numbers && !chances) {
            throw output.error(
                "has a tokenizer of %s, but gives %s: it is another model's. Export it again."
                    .formatted(written.size(), described()));
          }
        });
  }

  private int rank() {
    return output.dims().size();
  }

  private long width() {
    return output.dims().get(rank() - 1).size();
  }

  private String described() {
    StringJoiner dims = new StringJoiner(", ", "[", "]");
    output
        .dims()
        .forEach(dim -> dims.add(dim.isFixed() ? Long.toString(dim.size()) : dim.symbol()));
    return output.type() + " " + dims;
  }

  /** The labels in their order; none when it answers in text. */
  List<String> labels() {
    return names.map(Labels::names).orElse(List.of());
  }

  /** The likeliest label of a text. */
  String label(TextReply reply) {
    ofTexts();
    return named(reply, 0);
  }

  /** The probability of each label of a text. */
  Map<String, Float> probabilities(TextReply reply) {
    ofTexts();
    List<String> labels = labels();
    Map<String, Float> said = new LinkedHashMap<>();
    if (width() < labels.size()) {
      float second = probability(reply, 0, 0);
      said.put(labels.get(0), 1 - second);
      said.put(labels.get(1), second);
    } else {
      for (int i = 0; i < labels.size(); i++) {
        said.put(labels.get(i), probability(reply, 0, i));
      }
    }
    return Collections.unmodifiableMap(said);
  }

  /** The likeliest label of each token. */
  List<Tag> tags(TextReply reply) {
    if (names.isEmpty() || rank() != 3) {
      throw output.error(
          names.isEmpty()
              ? "has no labels. Export it with Onnx.export(model).labels(\"%s\", names)."
                  .formatted(output.name())
              : "gives one label a text, not one a token. Ask label(...) or probabilities(...).");
    }
    TextRow row = reply.row();
    int fed = row.numbers().length;
    if (reply.places() < fed || (!aligned() && reply.places() != fed)) {
      throw output.error(
          "gives %s places for %s tokens. Declare the model so that it gives one for each."
              .formatted(reply.places(), fed));
    }
    List<String> tokens = feed.tokenizer().split(row.text());
    int first = feed.tokenizer().marked() ? 1 : 0;
    List<Tag> tags = new ArrayList<>();
    for (int i = 0; i < Math.min(tokens.size(), fed - 2 * first); i++) {
      tags.add(new Tag(tokens.get(i), named(reply, i + first)));
    }
    return List.copyOf(tags);
  }

  /** The text of the likeliest tokens. */
  String text(TextReply reply) {
    Tokenizer written =
        tokenizer.orElseThrow(
            () ->
                output.error(
                    "has no tokenizer. Export it with Onnx.export(model).text(\"%s\", tokenizer)."
                        .formatted(output.name())));
    if (feed.tokenizer().numbers(reply.row().text()).length == 0) {
      return "";
    }
    // Where there is a place for each token of the longest text, those behind this one's say
    // nothing.
    int places =
        aligned() && !feed.time().isFixed() ? reply.row().numbers().length : reply.places();
    long[] numbers = new long[Math.min(places, reply.places())];
    for (int place = 0; place < numbers.length; place++) {
      numbers[place] = likeliest(reply, place);
    }
    try {
      return written.decode(numbers);
    } catch (TokenizerException e) {
      throw output.error("cannot be read as text (" + e.getMessage() + ")");
    }
  }

  // Whether it has the axis of time that the input has.
  private boolean aligned() {
    return rank() > 1 && output.dims().get(1).equals(feed.time());
  }

  private void ofTexts() {
    if (names.isEmpty() || rank() != 2) {
      throw output.error(
          names.isEmpty()
              ? "has no labels. Export it with Onnx.export(model).labels(\"%s\", names)."
                  .formatted(output.name())
              : "gives one label a token, not one a text. Ask tags(...).");
    }
  }

  private String named(TextReply reply, int place) {
    if (width() < labels().size()) {
      return labels().get(probability(reply, place, 0) > 0.5f ? 1 : 0);
    }
    return labels().get((int) likeliest(reply, place));
  }

  private long likeliest(TextReply reply, int place) {
    long likeliest = reply.likeliest(place);
    if (likeliest < 0) {
      throw output.error("gives what is not a number (NaN). Check how the model was trained.");
    }
    return likeliest;
  }

  private float probability(TextReply reply, int place, int column) {
    float value = reply.at(place, column);
    if (!(value >= 0 && value <= 1)) {
      throw output.error(
          "gives %s, which is no probability. End the network with SOFTMAX or SIGMOID."
              .formatted(value));
    }
    return value;
  }
}
