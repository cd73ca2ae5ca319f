package dev.hebb.onnx;

import dev.hebb.graph.AtomicFile;
import dev.hebb.graph.DeclarationException;
import dev.hebb.graph.Engine;
import dev.hebb.graph.Generation;
import dev.hebb.graph.Graph;
import dev.hebb.graph.Model;
import dev.hebb.graph.PictureInput;
import dev.hebb.graph.Tensor;
import dev.hebb.text.Tokenizer;
import java.nio.ByteBuffer;
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
 */
public record Export(
    Model model, Opset target, List<Map<String, Tensor>> samples, OptionalDouble allowed) {
  public Export {
    samples = List.copyOf(samples);
  }

  /** For another version of the operator set, 13 to 22. */
  public Export opset(int version) {
    return new Export(model, new Opset(version), samples, allowed);
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
    return new Export(model, target, more, allowed);
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

  private Export with(Model noted) {
    return new Export(noted, target, samples, allowed);
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
    return new Export(model, target, samples, OptionalDouble.of(most));
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
      return new Export(writer, target, List.of(), allowed);
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
   * @throws ExportException when ONNX Runtime says other numbers than the trainer; there is no file
   */
  public Exported to(Path path) {
    TextNotes.check(model);
    ModelPrinter printer = new ModelPrinter(model, target);
    Proof proof =
        Verification.of(model, printer, engine(path), path).allowing(allowed).prove(samples);
    return write(path, printer, Metadata.of(model, proof), proof.maxDeviation());
  }

  static Engine engine(Path path) {
    return Engine.find()
        .orElseThrow(
            () ->
                new ExportException(
                    path
                        + ": not written: there is no trainer on the classpath to prove it against. Add"
                        + " dev.hebb:hebb-training."));
  }

  static Exported write(
      Path path, ModelPrinter printer, Map<String, String> metadata, double maxDeviation) {
    byte[] bytes = Seal.seal(printer.model(metadata));
    AtomicFile.write(
        path,
        channel -> {
          ByteBuffer rest = ByteBuffer.wrap(bytes);
          while (rest.hasRemaining()) {
            channel.write(rest);
          }
        });
    return new Exported(path, maxDeviation, bytes.length);
  }
}
