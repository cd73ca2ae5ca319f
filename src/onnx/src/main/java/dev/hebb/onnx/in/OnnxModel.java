package dev.hebb.onnx.in;

import dev.hebb.graph.FormatException;
import dev.hebb.graph.Graph;
import dev.hebb.graph.GraphSource;
import dev.hebb.graph.Model;
import dev.hebb.graph.Summary;
import dev.hebb.graph.Tensor;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * An ONNX file, whoever wrote it, as a network: it runs, trains further and is written again. Each
 * method gives back another one and leaves this one and the file as they are.
 *
 * <p>Inputs, outputs, nodes, weights and free axes keep the names of the file, and images their
 * channels first. Weights of products, convolutions, normalisations, recurrences and tables are
 * trained, constants are not. The graph has floats of 32 bits and whole numbers of 64: inputs and
 * outputs of other widths become such, and truths floats, 1 or 0.
 */
public final class OnnxModel implements GraphSource {
  private final OnnxFile file;
  private final Bindings bindings;

  private OnnxModel(OnnxFile file, Bindings bindings) {
    this.file = file;
    this.bindings = bindings;
  }

  /**
   * Reads a file; its graph is worked out when it is asked for.
   *
   * @throws FormatException when it is no ONNX file, or a damaged one
   */
  public static OnnxModel read(Path path) {
    return new OnnxModel(OnnxFile.read(path), Bindings.NONE);
  }

  /** The ONNX operators that are read, in order. */
  public static List<String> operators() {
    return Operators.names();
  }

  /** With a name of its own for the graph: as a part of another network it goes by it. */
  public OnnxModel named(String name) {
    return new OnnxModel(file, bindings.named(name));
  }

  /** With a length for a free axis, by the name that the file gives it. */
  public OnnxModel dim(String name, long length) {
    if (length < 1) {
      throw new IllegalArgumentException(
          "dim(\"%s\", %d): expected a length of at least 1, got %d."
              .formatted(name, length, length));
    }
    return new OnnxModel(file, bindings.dim(name, length));
  }

  /** With an input written down: what says a shape must be known when the file is read. */
  public OnnxModel constant(String input, Tensor tensor) {
    return new OnnxModel(file, bindings.constant(input, tensor));
  }

  /**
   * With a first axis of every input that is free, named {@code batch}: for files that were written
   * for one row.
   */
  public OnnxModel batch() {
    return new OnnxModel(file, bindings.batched());
  }

  /**
   * The part up to these values or nodes, which become its outputs: a head is cut off, what is not
   * supported is not read.
   */
  public OnnxModel upTo(String... places) {
    return new OnnxModel(file, bindings.until(List.of(places)));
  }

  /** Training leaves all as it is that this value or node is made of, it included. */
  public OnnxModel frozenUntil(String place) {
    return new OnnxModel(file, bindings.frozenUntil(place));
  }

  /**
   * The network with its weights, to be trained and exported.
   *
   * @throws FormatException at an operator that is not supported, or one that is not as ONNX says;
   *     the text names file, node and operator
   */
  public Model model() {
    Reading.Result result = Reading.of(file, bindings);
    Graph graph =
        bindings
            .frozen()
            .map(place -> Frozen.until(result.graph(), Extent.value(file, place), file.name()))
            .orElse(result.graph());
    return new Model(graph, result.weights(), Notes.of(file.metadata()));
  }

  @Override
  public Graph graph() {
    return model().graph();
  }

  /** What the file says beside the graph. */
  public Map<String, String> metadata() {
    return file.metadata();
  }

  /** Who wrote the file: {@code pytorch 2.7.1}. */
  public String producer() {
    return (file.proto().getProducerName() + " " + file.proto().getProducerVersion()).strip();
  }

  /** The version of ONNX's operators that the file speaks. */
  public long opset() {
    return file.opset();
  }

  /** A table of its nodes: node and operator, shape, parameters. */
  public String summary() {
    return Summary.of(graph());
  }

  @Override
  public String toString() {
    return file.name();
  }
}
