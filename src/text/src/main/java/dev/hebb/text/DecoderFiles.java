package dev.hebb.text;

import dev.hebb.runtime.Element;
import dev.hebb.runtime.Port;
import dev.hebb.runtime.Predictor;
import dev.hebb.runtime.PredictorException;
import dev.hebb.runtime.PredictorOptions;
import dev.hebb.runtime.engine.Declared;
import dev.hebb.runtime.engine.Dim;
import dev.hebb.runtime.engine.Door;
import dev.hebb.runtime.engine.Loaded;
import dev.hebb.runtime.engine.ModelFile;
import dev.hebb.stream.Stream;
import dev.hebb.stream.Streams;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * The two files of a decoder.
 *
 * @param begin what is computed once
 * @param streams what is computed for each token
 * @param token the input that is the last token
 * @param scores what the output is
 */
record DecoderFiles(
    Loaded begin, PredictorOptions options, Streams streams, Declared token, Scores scores)
    implements AutoCloseable {
  private static final String SCORES = "hebb.stream.scores";

  static DecoderFiles open(Path beginPath, Path stepPath, PredictorOptions options) {
    Loaded begin = Loaded.open(ModelFile.read(beginPath, options.session()), Door.DECODER, options);
    try {
      Streams streams = Streams.with().options(options).open(stepPath);
      try {
        Declared token = token(begin, streams);
        return new DecoderFiles(begin, options, streams, token, scores(streams));
      } catch (RuntimeException | Error e) {
        streams.close();
        throw e;
      }
    } catch (RuntimeException | Error e) {
      begin.close();
      throw e;
    }
  }

  private static Declared token(Loaded begin, Streams streams) {
    List<String> known = begin.engine().inputs().stream().map(Declared::name).toList();
    List<Declared> fresh =
        streams.loaded().engine().inputs().stream()
            .filter(input -> !streams.twin().isStateIn(input.name()))
            .filter(input -> !streams.twin().contexts().containsKey(input.name()))
            .filter(input -> !known.contains(input.name()))
            .toList();
    boolean one = fresh.size() == 1 && fresh.get(0).type() == Element.INT64;
    long outputs =
        streams.loaded().engine().outputs().stream()
            .filter(output -> !streams.twin().isStateOut(output.name()))
            .count();
    if (!one || outputs != 1) {
      throw new PredictorException(
          streams.loaded().file(),
          "is no decoder: expected one input of tokens and one output of scores for each tick, got inputs %s and %s outputs. Use Streams."
              .formatted(fresh.stream().map(Declared::name).toList(), outputs));
    }
    return fresh.get(0);
  }

  private static Scores scores(Streams streams) {
    String said = streams.metadata().getOrDefault(SCORES, Scores.LOGITS.name());
    try {
      return Scores.valueOf(said.toUpperCase(Locale.ROOT));
    } catch (IllegalArgumentException unknown) {
      throw new PredictorException(
          streams.loaded().file(),
          "note %s: expected probabilities, logarithms or logits, got \"%s\". Export it again."
              .formatted(SCORES, said),
          unknown);
    }
  }

  /** The step file's name. */
  String name() {
    return streams.loaded().file();
  }

  /** The name of the input that is the last token. */
  String tokens() {
    return token.name();
  }

  /** How text is read, where the file says so. */
  Optional<Tokenizer> reads() {
    return begin.engine().inputs().stream()
        .flatMap(input -> TextNotes.tokenizer(begin.metadata(), input.name()).stream())
        .findFirst();
  }

  /** The name of the input that reads text, or of the first. */
  String input() {
    List<Declared> inputs = begin.engine().inputs();
    return inputs.stream()
        .map(Declared::name)
        .filter(name -> TextNotes.tokenizer(begin.metadata(), name).isPresent())
        .findFirst()
        .orElse(inputs.get(0).name());
  }

  /** How text is written, where the file says so. */
  Optional<Tokenizer> writes() {
    return TextNotes.tokenizer(streams.loaded().metadata(), token.name());
  }

  PredictorException without(String verb, String call) {
    return new PredictorException(
        name(),
        "does not say how to %s text. Export it with Onnx.export(model).%s.".formatted(verb, call));
  }

  /** An error when the network has no such token. */
  void checkToken(long number, String mark) {
    long limit = streams.loaded().metadata().limit(token.name());
    if (number < 0 || number >= limit) {
      throw new PredictorException(
          name(),
          "expected %s mark from 0 to %s, got %s. Use the vocabulary that it was trained with."
              .formatted(mark, limit - 1, number));
    }
  }

  /** The sizes of the begin file's symbols that one row of what is fed has. */
  Map<String, Integer> dims(Map<String, Fed> fed) {
    Map<String, Integer> dims = new TreeMap<>();
    for (Declared input : begin.engine().inputs()) {
      if (!begin.metadata().lengthsOf(input.name()).isEmpty()) {
        continue; // One row is never padded.
      }
      Fed row = fed.get(input.name());
      if (row == null) {
        throw input.error("was not fed. Call feed(\"%s\", ...) before.".formatted(input.name()));
      }
      size(input, row).forEach(dims::put);
    }
    return dims;
  }

  // The one size that is not known follows from how many numbers there are.
  private static Map<String, Integer> size(Declared input, Fed row) {
    long known = 1;
    Map<String, Integer> open = new TreeMap<>();
    for (Dim dim : input.dims().subList(1, input.dims().size())) {
      known *= dim.isFixed() ? dim.size() : 1;
      if (!dim.isFixed()) {
        open.put(dim.symbol(), 0);
      }
    }
    boolean fits =
        open.isEmpty()
            ? row.length() == known
            : open.size() == 1 && row.length() > 0 && row.length() % known == 0;
    if (!fits) {
      throw input.error(
          "takes one row of %s, got %s numbers.".formatted(shape(input), row.length()));
    }
    long length = row.length() / known;
    open.replaceAll((symbol, any) -> (int) length);
    return open;
  }

  // "[source_time]", "[64 x 64 x 3]": without the batch.
  private static String shape(Declared input) {
    return input.dims().stream()
        .skip(1)
        .map(dim -> dim.isFixed() ? Long.toString(dim.size()) : dim.symbol())
        .collect(Collectors.joining(" x ", "[", "]"));
  }

  /** Binds both files to these sizes and so many rows. */
  DecoderRun run(Map<String, Integer> dims, int width) {
    PredictorOptions bound = options.batch(1);
    for (Map.Entry<String, Integer> dim : dims.entrySet()) {
      bound = bound.dim(dim.getKey(), dim.getValue());
    }
    Predictor predictor = Predictor.over(begin, bound);
    try {
      predictor.run(); // The sizes of what it computes are those of a run.
      Stream stream = streams.open(contexts(predictor, width));
      return new DecoderRun(predictor, stream, stream.input(token.name()), scores);
    } catch (RuntimeException | Error e) {
      predictor.close();
      throw e;
    }
  }

  private Map<String, Integer> contexts(Predictor predictor, int width) {
    Map<String, Integer> dims = new TreeMap<>(Map.of("batch", width));
    Map<String, String> contexts = streams.twin().contexts();
    for (Declared input : streams.loaded().engine().inputs()) {
      String name = input.name();
      long[] sizes =
          contexts.containsKey(name)
              ? predictor.output(contexts.get(name)).dims()
              : predictor.inputs().stream()
                  .filter(port -> port.name().equals(name))
                  .map(Port::dims)
                  .findFirst()
                  .orElse(new long[0]);
      for (int axis = 1; axis < sizes.length; axis++) {
        Dim dim = input.dims().get(axis);
        if (!dim.isFixed()) {
          dims.put(dim.symbol(), (int) sizes[axis]);
        }
      }
    }
    return dims;
  }

  @Override
  public void close() {
    streams.close();
    begin.close();
  }
}
