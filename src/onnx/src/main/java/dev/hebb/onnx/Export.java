package dev.hebb.onnx;

import dev.hebb.graph.AtomicFile;
import dev.hebb.graph.Engine;
import dev.hebb.graph.Model;
import java.nio.ByteBuffer;
import java.nio.file.Path;

/** How a model is written. Immutable. */
public record Export(Model model, Opset target) {
  /** For another version of the operator set, 13 to 22. */
  public Export opset(int version) {
    return new Export(model, new Opset(version));
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
    Proof proof = Verification.of(model, printer, engine, path).prove();
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
