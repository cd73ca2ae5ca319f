package dev.hebb.onnx;

import dev.hebb.graph.Engine;
import dev.hebb.graph.Model;
import dev.hebb.graph.Port;
import dev.hebb.graph.Size;
import dev.hebb.graph.Streaming;
import dev.hebb.graph.Tensor;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * That N ticks of a step graph give what the trainer gives for a window of N: at every tick where
 * an output has the time axis, else after N ticks, and with two rows after powers of two on the
 * way.
 */
record StreamProof(Model whole, Streaming twin, Engine engine, Path path, double tolerance) {
  /**
   * The largest deviation over windows of all lengths, and over the user's samples.
   *
   * @throws ExportException when it is more than the tolerance
   */
  double worst(ModelPrinter step, Optional<ModelPrinter> begin, List<Map<String, Tensor>> samples) {
    List<String> values =
        whole.graph().outputs().stream().map(port -> port.value().name()).distinct().toList();
    double worst = 0;
    try (Engine.Session trainer = engine.open(whole, values);
        OrtSession ticks = new OrtSession(step.model(Map.of()))) {
      for (Probe probe : Probe.of(whole, samples)) {
        worst = Math.max(worst, stream(probe, trainer, ticks, first(begin, probe)));
      }
    } catch (ExportException refused) {
      throw refused.getMessage().startsWith(path.toString())
          ? refused
          : new ExportException(path + ": not written: " + refused.getMessage(), refused);
    }
    return worst;
  }

  // What is computed once, as the step calls it.
  private static Map<String, Tensor> first(Optional<ModelPrinter> begin, Probe probe) {
    if (begin.isEmpty()) {
      return Map.of();
    }
    Map<String, Tensor> fed = new LinkedHashMap<>();
    begin.get().inputs().forEach(port -> fed.put(port.name(), probe.inputs().get(port.name())));
    List<String> names = begin.get().outputs().stream().map(Port::name).toList();
    try (OrtSession session = new OrtSession(begin.get().model(Map.of()))) {
      return session.run(fed, names);
    }
  }

  private double stream(
      Probe probe, Engine.Session trainer, OrtSession session, Map<String, Tensor> first) {
    Map<String, Tensor> window = trainer.run(probe.inputs());
    Map<String, Tensor> fed = fed(probe, first);
    List<String> names = twin.step().outputs().stream().map(Port::name).toList();
    long steps = steps(probe);
    double worst = 0;
    for (long tick = 0; tick < steps; tick++) {
      for (Streaming.Ticking input : twin.ticks()) {
        fed.put(input.port(), at(probe.inputs().get(input.port()), input.axis(), tick));
      }
      Map<String, Tensor> got = session.run(fed, names);
      Map<String, Tensor> soFar = soFar(probe, trainer, tick, steps);
      for (Streaming.Ticking output : twin.outputs()) {
        Map<String, Tensor> expected =
            output.axis().isPresent() || tick == steps - 1 ? window : soFar;
        if (!expected.isEmpty()) {
          Tensor wanted = at(expected.get(value(output.port())), output.axis(), tick);
          double deviation = Verification.deviation(wanted, got.get(output.port()));
          if (!(deviation <= tolerance)) {
            throw differs(output.port(), tick, steps, deviation, probe);
          }
          worst = Math.max(worst, deviation);
        }
      }
      twin.states().forEach(state -> fed.put(state.input(), got.get(state.output())));
    }
    return worst;
  }

  // What the trainer says of the window that ends here; nothing where that is not looked at.
  private Map<String, Tensor> soFar(Probe probe, Engine.Session trainer, long tick, long steps) {
    boolean asked = twin.outputs().stream().anyMatch(output -> output.axis().isEmpty());
    boolean free =
        whole.graph().inputs().stream()
            .flatMap(port -> port.value().shape().sizes().stream())
            .anyMatch(size -> size.equals(Size.symbol(twin.over())));
    boolean pair = probe.dims().getOrDefault(Probe.BATCH, 2L) == 2;
    if (!asked || !free || !pair || tick == steps - 1 || Long.bitCount(tick + 1) != 1) {
      return Map.of();
    }
    Map<String, Tensor> fed = new LinkedHashMap<>(probe.inputs());
    for (Streaming.Ticking input : twin.ticks()) {
      fed.computeIfPresent(
          input.port(), (name, all) -> all.slice(input.axis().orElseThrow(), 0, tick + 1));
    }
    return trainer.run(fed);
  }

  private String value(String output) {
    return whole.graph().outputs().stream()
        .filter(port -> port.name().equals(output))
        .findFirst()
        .orElseThrow()
        .value()
        .name();
  }

  private static Tensor at(Tensor tensor, OptionalInt axis, long tick) {
    return axis.isPresent() ? tensor.slice(axis.getAsInt(), tick, tick + 1) : tensor;
  }

  private long steps(Probe probe) {
    Streaming.Ticking input = twin.ticks().get(0);
    return probe.inputs().get(input.port()).dims()[input.axis().orElseThrow()];
  }

  // All inputs but the ticks: states, what is computed once, what is fed besides.
  private Map<String, Tensor> fed(Probe probe, Map<String, Tensor> first) {
    Map<String, Tensor> fed = new LinkedHashMap<>();
    Map<String, String> states = new HashMap<>();
    twin.states().forEach(state -> states.put(state.input(), state.first()));
    for (Port input : twin.step().inputs()) {
      String name = input.name();
      String computed = states.getOrDefault(name, name);
      if (first.containsKey(computed)) {
        fed.put(name, first.get(computed));
      } else if (states.containsKey(name)) {
        fed.put(name, Tensor.zeros(input.value().shape().at(probe.dims())));
      } else {
        fed.put(name, probe.inputs().get(name));
      }
    }
    return fed;
  }

  private ExportException differs(
      String output, long tick, long steps, double deviation, Probe probe) {
    return new ExportException(
        String.format(
            Locale.ROOT,
            "%s: not written: output \"%s\" of tick %d of %d: expected the trainer's numbers for the window within %.0e, "
                + "got max |Δ| = %.3g for %s. Scale the inputs, or allow more with tolerance(...).",
            path,
            output,
            tick + 1,
            steps,
            tolerance,
            deviation,
            probe.dims()));
  }
}
