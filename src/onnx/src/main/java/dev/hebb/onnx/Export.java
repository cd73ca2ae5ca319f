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

/** How a model is written. Immutable. */
public record Export(Model model, Opset target, List<Map<String, Tensor>> samples) {
  public Export {
    samples = List.copyOf(samples);
  }

  /** For another version of the operator set, 13 to 22. */
  public Export opset(int version) {
    return new Export(model, new Opset(version), samples);
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
    return new Export(model, target, more);
  }

  /**
   * Proves the model equal to the trainer, then writes it; whole or not at all.
   *
   * @throws ExportException when ONNX Runtime says other numbers than the trainer; there is no file
   */
  public Exported to(Path path) {
    Engine engine =
        Engine.find()
            .orElseThrow(
                () ->
                    new ExportException(
                        path
                            + ": not written: there is no trainer on the classpath to prove it against. Add"
                            + " dev.hebb:hebb-training."));
    ModelPrinter printer = new ModelPrinter(model, target);
    Proof proof = Verification.of(model, printer, engine, path).prove(samples);
    byte[] bytes = Seal.seal(printer.model(Metadata.of(model, proof)));
    AtomicFile.write(
        path,
        channel -> {
          ByteBuffer rest = ByteBuffer.wrap(bytes);
          while (rest.hasRemaining()) {
            channel.write(rest);
          }
        });
    return new Exported(path, proof.maxDeviation(), bytes.length);
  }
}
