package dev.hebb.onnx;

import dev.hebb.graph.DataType;
import dev.hebb.graph.Engine;
import dev.hebb.graph.Model;
import dev.hebb.graph.Node;
import dev.hebb.graph.Port;
import dev.hebb.graph.Tensor;
import java.nio.FloatBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalDouble;

/** Runs trainer and ONNX Runtime on the same inputs and compares. */
final class Verification {
  private static final int LARGEST_GOLDEN = 1 << 16;

  private final Model model;
  private final ModelPrinter printer;
  private final Engine engine;
  private final Path path;
  private final double tolerance;

  private Verification(
      Model model, ModelPrinter printer, Engine engine, Path path, double tolerance) {
    this.model = model;
    this.printer = printer;
    this.engine = engine;
    this.path = path;
    this.tolerance = tolerance;
  }

  static Verification of(Model model, ModelPrinter printer, Engine engine, Path path) {
    return new Verification(model, printer, engine, path, Tolerance.of(model.graph()));
  }

  /** The same with another tolerance, if one was asked for. */
  Verification allowing(OptionalDouble most) {
    return new Verification(model, printer, engine, path, most.orElse(tolerance));
  }

  /** How far the two may be apart. */
  double tolerance() {
    return tolerance;
  }

  /** Over probes of all lengths, then over the user's samples. */
  Proof prove(List<Map<String, Tensor>> samples) {
    List<Port> outputs = model.graph().outputs();
    List<String> names = outputs.stream().map(Port::name).toList();
    List<Proof.Golden> goldens = new ArrayList<>();
    double worst = 0;
    try (Engine.Session trainer = engine.open(model, values(outputs));
        OrtSession runtime = new OrtSession(printer.model(Map.of()))) {
      for (Probe probe : Probe.of(model, samples)) {
        Map<String, Tensor> inner = trainer.run(probe.inputs());
        Map<String, Tensor> expected = new LinkedHashMap<>();
        outputs.forEach(port -> expected.put(port.name(), inner.get(port.value().name())));
        Map<String, Tensor> got = runtime.run(probe.inputs(), names);
        for (String name : names) {
          double deviation = deviation(expected.get(name), got.get(name));
          if (!(deviation <= tolerance)) {
            throw differs(probe);
          }
          worst = Math.max(worst, deviation);
        }
        keep(probe, expected, goldens);
      }
    } catch (ExportException refused) {
      throw refused.getMessage().startsWith(path.toString())
          ? refused
          : new ExportException(path + ": not written: " + refused.getMessage(), refused);
    }
    return new Proof(engine.describe(), worst, tolerance, goldens);
  }

  // The runtime runs them at every load: the first, which is the shortest, and two rows of the
  // usual
  // length if they are small.
  static void keep(Probe probe, Map<String, Tensor> expected, List<Proof.Golden> goldens) {
    long size = probe.inputs().values().stream().mapToLong(Verification::numbers).sum();
    if (goldens.isEmpty() || (goldens.size() == 1 && probe.usual() && size <= LARGEST_GOLDEN)) {
      goldens.add(new Proof.Golden(probe.dims(), probe.inputs(), expected));
    }
  }

  // Four bytes of a picture take as much as one float.
  private static long numbers(Tensor tensor) {
    return tensor.type() == DataType.UINT8 ? tensor.size() / Float.BYTES : tensor.size();
  }

  private static List<String> values(List<Port> ports) {
    return ports.stream().map(port -> port.value().name()).distinct().toList();
  }

  /** The largest |Δ| / max(1, |expected|); infinite where shapes differ or a number is none. */
  static double deviation(Tensor expected, Tensor got) {
    if (!Arrays.equals(expected.dims(), got.dims())) {
      return Double.POSITIVE_INFINITY;
    }
    if (expected.type() == DataType.INT64) {
      return expected.equals(got) ? 0 : Double.POSITIVE_INFINITY;
    }
    FloatBuffer a = expected.floats();
    FloatBuffer b = got.floats();
    double worst = 0;
    while (a.hasRemaining()) {
      double wanted = a.get();
      double delta = Math.abs(wanted - b.get()) / Math.max(1, Math.abs(wanted));
      if (!(delta <= worst)) {
        worst = Double.isNaN(delta) ? Double.POSITIVE_INFINITY : delta;
      }
    }
    return worst;
  }

  private ExportException differs(Probe probe) {
    List<Port> inner = printer.inner();
    try (Engine.Session trainer = engine.open(model, values(inner));
        OrtSession runtime = new OrtSession(printer.transparent())) {
      Map<String, Tensor> expected = trainer.run(probe.inputs());
      Map<String, Tensor> got = runtime.run(probe.inputs(), values(inner));
      for (Node node : model.graph().nodes()) {
        for (var value : node.outputs()) {
          Tensor wanted = expected.get(value.name());
          if (wanted != null) {
            double deviation = deviation(wanted, got.get(value.name()));
            if (!(deviation <= tolerance)) {
              return at(node, deviation, probe);
            }
          }
        }
      }
    }
    return new ExportException(
        path
            + ": not written: trainer and ONNX Runtime differ for "
            + probe.dims()
            + ", at no single node.");
  }

  private ExportException at(Node node, double deviation, Probe probe) {
    return new ExportException(
        String.format(
            Locale.ROOT,
            "%s: not written: the first node that differs is %s (%s): expected the trainer's numbers within %.0e, "
                + "got max |Δ| = %.3g for %s. Scale the inputs, allow more with tolerance(...), or report the node.",
            path,
            node.name(),
            node.op().type(),
            tolerance,
            deviation,
            probe.dims()));
  }
}
