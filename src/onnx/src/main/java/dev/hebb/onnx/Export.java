package dev.hebb.onnx;

import dev.hebb.graph.AtomicFile;
import dev.hebb.graph.Engine;
import dev.hebb.graph.Model;
import dev.hebb.graph.Tensor;
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
