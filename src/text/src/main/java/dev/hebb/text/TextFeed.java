package dev.hebb.text;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import dev.hebb.runtime.Element;
import dev.hebb.runtime.PredictorException;
import dev.hebb.runtime.engine.Declared;
import dev.hebb.runtime.engine.Dim;
import dev.hebb.runtime.engine.Loaded;
import dev.hebb.runtime.engine.Metadata;
import dev.hebb.runtime.engine.OrtMessage;
import java.nio.LongBuffer;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** How texts become the inputs of a model. */
final class TextFeed {
  private static final int MOST_ROWS = 256;

  private final Loaded loaded;
  private final Declared input;
  private final Tokenizer tokenizer;
  private final Optional<Declared> lengths;
  private final TextPredictorOptions options;

  private TextFeed(
      Loaded loaded,
      Declared input,
      Tokenizer tokenizer,
      Optional<Declared> lengths,
      TextPredictorOptions options) {
    this.loaded = loaded;
    this.input = input;
    this.tokenizer = tokenizer;
    this.lengths = lengths;
    this.options = options;
  }

  /**
   * Of the only input that has a tokenizer.
   *
   * @throws PredictorException when there is none, or another input that nothing is known for
   */
  static TextFeed of(Loaded loaded, TextPredictorOptions options) {
    Metadata metadata = loaded.metadata();
    Map<Declared, Tokenizer> readers = new LinkedHashMap<>();
    List<Declared> inputs = loaded.engine().inputs();
    for (Declared input : inputs) {
      TextNotes.tokenizer(metadata, input.name()).ifPresent(found -> readers.put(input, found));
    }
    if (readers.size() != 1) {
      throw new PredictorException(
          loaded.file(),
          "expected one input with a tokenizer, got %s. Export it with Onnx.export(model).text(\"%s\", tokenizer)%s"
              .formatted(
                  readers.size(),
                  inputs.isEmpty() ? "tokens" : inputs.get(0).name(),
                  readers.isEmpty() ? "." : ", or use a Predictor."));
    }
    Map.Entry<Declared, Tokenizer> reader = readers.entrySet().iterator().next();
    Optional<Declared> lengths = Optional.empty();
    for (Declared other : inputs) {
      if (metadata.lengthsOf(other.name()).equals(reader.getKey().name())) {
        lengths = Optional.of(other);
      } else if (!other.equals(reader.getKey())) {
        throw other.error("is no text, and a TextPredictor feeds nothing else. Use a Predictor.");
      }
    }
    TextFeed feed = new TextFeed(loaded, reader.getKey(), reader.getValue(), lengths, options);
    feed.check();
    return feed;
  }

  private void check() {
    if (input.type() != Element.INT64 || input.dims().size() != 2) {
      throw input.error("has a tokenizer, but takes no rows of whole numbers. Export it again.");
    }
    long limit = loaded.metadata().limit(input.name());
    if (tokenizer.size() > limit) {
      throw input.error(
          "takes numbers below %s, but its tokenizer has %s: it is another model's. Export it again."
              .formatted(limit, tokenizer.size()));
    }
    try {
      tokenizer.encode("", most());
    } catch (TokenizerException e) {
      throw new PredictorException(loaded.file(), e.getMessage(), e);
    }
  }

  Tokenizer tokenizer() {
    return tokenizer;
  }

  /** The axis of time. */
  Dim time() {
    return input.dims().get(1);
  }

  /** The texts as numbers. */
  List<TextRow> read(List<String> texts) {
    if (texts.isEmpty()) {
      throw new PredictorException(
          loaded.file(), "expected at least one text, got none. Give one.");
    }
    List<TextRow> rows = new ArrayList<>();
    for (String text : texts) {
      int index = rows.size();
      long[] numbers =
          options.truncated() ? tokenizer.encode(text, most()) : tokenizer.encode(text);
      if (numbers.length > most()) {
        throw new PredictorException(
            loaded.file(),
            "text %s of %s: expected at most %s tokens, got %s. Shorten it, or open with TextPredictor.with().truncate()."
                .formatted(index + 1, texts.size(), most(), numbers.length));
      }
      rows.add(new TextRow(index, text, numbers));
    }
    return rows;
  }

  private int most() {
    return time().isFixed()
        ? (int) Math.min(options.maximumLength(), time().size())
        : options.maximumLength();
  }

  /** Which rows can be computed together without one changing what another gets. */
  List<List<TextRow>> groups(List<TextRow> rows) {
    boolean alike = time().isFixed() || loaded.metadata().fillable(input.name());
    Map<Integer, List<TextRow>> byLength = new LinkedHashMap<>();
    for (TextRow row : rows) {
      int length = alike ? 0 : row.numbers().length;
      byLength.computeIfAbsent(length, any -> new ArrayList<>()).add(row);
    }
    List<List<TextRow>> groups = new ArrayList<>();
    for (List<TextRow> group : byLength.values()) {
      for (int from = 0; from < group.size(); from += MOST_ROWS) {
        groups.add(group.subList(from, Math.min(group.size(), from + MOST_ROWS)));
      }
    }
    return groups;
  }

  /** What an output says of each row. */
  List<TextReply> run(List<TextRow> group, Declared output) {
    TokenBatch rows = TokenBatch.of(group.stream().map(TextRow::numbers).toList());
    TokenBatch batch = time().isFixed() ? rows.padTo((int) time().size()) : rows;
    Map<String, OnnxTensor> tensors = new LinkedHashMap<>();
    try {
      tensors.put(input.name(), tensor(batch.values(), batch.rows(), batch.time()));
      if (lengths.isPresent()) {
        tensors.put(lengths.get().name(), tensor(batch.lengths(), batch.rows()));
      }
      try (OrtSession.Result result = loaded.engine().run(tensors, output.name())) {
        return replies(group, output, (OnnxTensor) result.get(0));
      }
    } catch (OrtException e) {
      throw OrtMessage.running(loaded.file(), loaded.engine().version(), e);
    } finally {
      tensors.values().forEach(OnnxTensor::close);
    }
  }

  private OnnxTensor tensor(long[] values, long... dims) throws OrtException {
    return loaded.engine().tensor(Element.INT64, LongBuffer.wrap(values), dims);
  }

  private static List<TextReply> replies(List<TextRow> group, Declared output, OnnxTensor tensor) {
    long[] dims = tensor.getInfo().getShape();
    if (dims.length < 2 || dims[0] != group.size()) {
      throw output.error("gives no row for each text. Use a Predictor.");
    }
    boolean whole = output.type() == Element.INT64;
    float[] floats = whole ? new float[0] : tensor.getFloatBuffer().array();
    long[] longs = whole ? tensor.getLongBuffer().array() : new long[0];
    List<TextReply> replies = new ArrayList<>();
    for (int i = 0; i < group.size(); i++) {
      TextRow row = group.get(i);
      replies.add(whole ? TextReply.of(row, i, longs, dims) : TextReply.of(row, i, floats, dims));
    }
    return replies;
  }
}
