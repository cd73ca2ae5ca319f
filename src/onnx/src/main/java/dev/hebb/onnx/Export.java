package dev.hebb.onnx;

import dev.hebb.graph.DeclarationException;
import dev.hebb.graph.Generation;
import dev.hebb.graph.Graph;
import dev.hebb.graph.Judge;
import dev.hebb.graph.Model;
import dev.hebb.graph.PictureInput;
import dev.hebb.graph.Samples;
import dev.hebb.graph.Tensor;
import dev.hebb.onnx.precision.Precision;
import dev.hebb.text.Tokenizer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * How a model is written. Immutable.
 *
 * @param allowed the tolerance that was asked for; empty for the usual one
 * @param form what else the file is to look like
 */
public record Export(
    Model model,
    Opset target,
    List<Map<String, Tensor>> samples,
    OptionalDouble allowed,
    Form form) {
  public Export {
    samples = List.copyOf(samples);
  }

  /** For another version of the operator set, 13 to 22. */
  public Export opset(int version) {
    return new Export(model, new Opset(version), samples, allowed, form);
  }

  /**
   * Proves it on these inputs too: real ones say more than random ones. They travel in the file, to
   * be run again when it is opened.
   *
   * @param inputs {@code [rows, ...]} by name; a few rows are enough
   */
  public Export sample(Map<String, Tensor> inputs) {
    List<Map<String, Tensor>> more = new ArrayList<>(samples);
    more.add(Map.copyOf(inputs));
    return new Export(model, target, more, allowed, form);
  }

  /**
   * How an input is read from text, or an output as text: the tokenizer travels in the file with
   * its vocabulary, and so in the model's own, {@code export.model().save(path)}.
   *
   * @param name of an input of tokens, or of an output that gives a probability for each token of
   *     the vocabulary at each step
   * @throws ExportException when there is none of that name, or the vocabulary is another model's:
   *     larger than the tables that look its numbers up, or not as many as the output gives
   */
  public Export text(String name, Tokenizer tokenizer) {
    return with(TextNotes.text(model, name, tokenizer));
  }

  /**
   * Takes pictures as they are, {@code uint8 [batch, height, width, 3]} of any height and width, in
   * place of what training read of them: the file then does itself what {@code how} says. The
   * pictures of a batch are of one size. {@link #sample} comes behind.
   *
   * @param input of floats {@code [batch, height, width, channels]}
   * @throws ExportException when there is none of that name, or it takes others than come out
   */
  public Export pictures(String input, PictureInput how) {
    if (!samples.isEmpty()) {
      throw new ExportException(
          "%s: pictures(\"%s\"): expected no samples yet, got %d of what the network was fed so far. Give samples of bytes behind it."
              .formatted(model.graph().name(), input, samples.size()));
    }
    try {
      return with(how.before(model, input));
    } catch (DeclarationException refused) {
      throw new ExportException("not written: " + refused.getMessage(), refused);
    }
  }

  /**
   * What the places of an output's last axis stand for; the names travel in the file. Two labels
   * name an output of one probability, which is that of the second.
   *
   * @throws ExportException when there is no such output, or it gives another number of them
   */
  public Export labels(String output, List<String> names) {
    return with(TextNotes.labels(model, output, names));
  }

  /**
   * The least score that counts, of an output with labels: one for all of them, or one for each.
   *
   * @throws ExportException when it has no labels, or another number of them
   */
  public Export threshold(String output, double... least) {
    return with(TextNotes.threshold(model, output, least));
  }

  private Export with(Model other) {
    return new Export(other, target, samples, allowed, form);
  }

  private Export with(Form other) {
    return new Export(model, target, samples, allowed, other);
  }

  /** Probabilities in place of the only output's scores: a softmax behind them. */
  public Export softmax() {
    return with(Head.of(model, "softmax()").softmax());
  }

  /**
   * The same of an output of several.
   *
   * @throws ExportException when there is none of that name, or it gives probabilities already
   */
  public Export softmax(String output) {
    return with(Head.of(model, "softmax(\"%s\")".formatted(output), output).softmax());
  }

  /**
   * Two outputs more, beside the scores of the only output: {@code <output>_values}, its k largest
   * numbers, largest first, and {@code <output>_indices}, where they are.
   */
  public Export topK(int k) {
    return with(Head.of(model, "topK(%d)".formatted(k)).topK(k));
  }

  /**
   * The same of an output of several.
   *
   * @throws ExportException when there is none of that name, or it does not give so many numbers
   */
  public Export topK(String output, int k) {
    return with(Head.of(model, "topK(\"%s\", %d)".formatted(output, k), output).topK(k));
  }

  /**
   * A network that is chained into this one, by itself, with the weights it has here. What it reads
   * is fed: {@code input}, if it is no input of the whole. Samples are then those of the part.
   *
   * @throws ExportException when there is none of that name
   */
  public Export part(String name) {
    return new Export(Part.of(model, name), target, List.of(), allowed, form);
  }

  /**
   * Images and volumes are fed and given as {@code [batch, channels, height, width]}; all that is
   * said here, such as a sample, stays as it was declared.
   */
  public Export channelsFirst() {
    return with(form.turned());
  }

  /** As many rows in each call, no more and no fewer. */
  public Export batch(long rows) {
    return dim("batch", rows);
  }

  /** A free axis that is always so long. */
  public Export dim(String axis, long length) {
    return with(form.fixed(axis, length));
  }

  /** Numbers of another precision; {@link Exported#quantized} says what that brought and cost. */
  public Export precision(Precision precision) {
    return with(form.precision(precision));
  }

  /**
   * Writes no file in another precision whose first output is worse by more than that.
   *
   * @param judge such as {@code accuracy()}
   * @param held rows that were not trained on, with what is wanted of them
   * @param most by how much the figure may be worse, such as 0.01
   */
  public Export gate(Judge judge, Samples held, double most) {
    return gate(model.graph().outputs().get(0).name(), judge, held, most);
  }

  /** The same of any output. */
  public Export gate(String output, Judge judge, Samples held, double most) {
    return with(form.gate(new Gate(output, judge, held, most)));
  }

  /**
   * Allows trainer and ONNX Runtime to differ by so much, relative to values above one, in place of
   * the usual 1e-6: for sums of many products with large weights, which float32 itself says no more
   * exactly. The file says so, and is checked with it when it is opened.
   */
  public Export tolerance(double most) {
    if (!(most > 0 && most < 1)) {
      throw new ExportException(
          "tolerance: expected a number between 0 and 1, got %s.".formatted(most));
    }
    return new Export(model, target, samples, OptionalDouble.of(most), form);
  }

  /**
   * Exports, in place of a network that says the next token, one that writes whole rows of them: a
   * decoder and its loop in one file, which any ONNX runtime runs in one call. It is fed all but
   * the tokens, and puts out {@code tokens}.
   *
   * @throws ExportException when the network cannot: see {@link Generation#of}
   */
  public Export generating(Generation how) {
    try {
      Graph graph = how.of(model.graph());
      Map<String, String> notes = TextNotes.of(graph, model.notes());
      Model writer = new Model(graph, model.in(graph).weights(), notes);
      return new Export(writer, target, List.of(), allowed, form);
    } catch (DeclarationException refused) {
      throw new ExportException("not written: " + refused.getMessage(), refused);
    }
  }

  /**
   * Exports the streaming twin in place of the network: a file that is fed one tick and gives the
   * outputs of that tick, for the runtime's {@code Streams}.
   */
  public StreamingExport streaming() {
    return new StreamingExport(this, Optional.empty(), Optional.empty());
  }

  /**
   * Proves the model equal to the trainer, then writes it; whole or not at all.
   *
   * @throws ExportException when ONNX Runtime says other numbers than the trainer, or a gate is not
   *     passed; there is no file
   */
  public Exported to(Path path) {
    TextNotes.check(model);
    return new Writing(this, path, Writing.engine(path)).write();
  }
}
