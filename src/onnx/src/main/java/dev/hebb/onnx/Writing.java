package dev.hebb.onnx;

import ai.onnx.proto.OnnxMl;
import dev.hebb.graph.AtomicFile;
import dev.hebb.graph.Engine;
import dev.hebb.graph.Model;
import dev.hebb.graph.Node;
import dev.hebb.graph.Tensor;
import dev.hebb.onnx.precision.Precision;
import dev.hebb.onnx.precision.Rewritten;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** An export on its way into a file. */
record Writing(Export export, Path path, Engine trainer) {
  static Engine engine(Path path) {
    return Engine.find()
        .orElseThrow(
            () ->
                new ExportException(
                    path
                        + ": not written: there is no trainer on the classpath to prove it against. Add"
                        + " dev.hebb:hebb-training."));
  }

  Exported write() {
    Precision precision = export.form().precision();
    requireLayers(precision.keeping());
    export.form().gates().forEach(gate -> gate.target(export.model().graph()));
    Laid laid = Laid.of(export.model(), export.form(), trainer);
    ModelPrinter printer = printer(laid);
    if (precision.equals(Precision.float32())) {
      Proof proof = prove(laid, printer);
      Map<String, String> metadata = Metadata.of(laid.model(), proof);
      return write(path, printer.model(metadata), proof.maxDeviation(), Optional.empty());
    }
    Smaller smaller = new Smaller(this, laid, printer.model(Map.of()));
    return precision.exact() ? rounded(smaller) : approximated(laid, printer, smaller);
  }

  private void requireLayers(List<String> layers) {
    Set<String> known = new TreeSet<>();
    for (Node node : export.model().graph().nodes()) {
      String name = node.name();
      for (int at = name.indexOf('/'); at > 0; at = name.indexOf('/', at + 1)) {
        known.add(name.substring(0, at));
      }
    }
    for (String layer : layers) {
      if (!known.contains(layer)) {
        throw new ExportException(
            "%s: keeping(\"%s\"): expected a layer, of %s, got another. Name one of them."
                .formatted(export.model().graph().name(), layer, known));
      }
    }
  }

  // Proven as any other file, but of the model whose weights are rounded.
  private Exported rounded(Smaller smaller) {
    Precision precision = export.form().precision();
    Laid rounded = Laid.of(precision.prepared(export.model()), export.form(), trainer);
    ModelPrinter printer =
        new ModelPrinter(
            rounded.model(),
            export.target(),
            printed -> precision.rewrite(printed, smaller.runs()).model());
    Proof proof = prove(rounded, printer);
    Rewritten small =
        precision.rewrite(
            new ModelPrinter(rounded.model(), export.target()).model(Map.of()), smaller.runs());
    Smaller.Measured measured = smaller.measure(small.model());
    return smaller.write(small, proof.deviating(measured.maxDeviation()));
  }

  // Proven before it is rewritten; what it says afterwards is compared with the trainer's numbers.
  private Exported approximated(Laid laid, ModelPrinter printer, Smaller smaller) {
    prove(laid, printer);
    Model tidy =
        new Model(
            Transposes.fewest(laid.model().graph().phase(false)),
            laid.model().weights(),
            laid.model().notes());
    OnnxMl.ModelProto printed = new ModelPrinter(tidy, export.target()).model(Map.of());
    Rewritten small = export.form().precision().rewrite(printed, smaller.runs());
    Smaller.Measured measured = smaller.measure(small.model());
    return smaller.write(small, measured.proof(laid.engine().describe()));
  }

  private ModelPrinter printer(Laid laid) {
    return new ModelPrinter(laid.model(), export.target());
  }

  private Proof prove(Laid laid, ModelPrinter printer) {
    List<Map<String, Tensor>> samples = export.samples().stream().map(laid.rows()).toList();
    return Verification.of(laid.model(), printer, laid.engine(), path)
        .allowing(export.allowed())
        .prove(samples);
  }

  static Exported write(
      Path path, OnnxMl.ModelProto model, double maxDeviation, Optional<Quantized> quantized) {
    byte[] bytes = Seal.seal(model);
    AtomicFile.write(
        path,
        channel -> {
          ByteBuffer rest = ByteBuffer.wrap(bytes);
          while (rest.hasRemaining()) {
            channel.write(rest);
          }
        });
    return new Exported(path, maxDeviation, bytes.length, quantized);
  }
}
