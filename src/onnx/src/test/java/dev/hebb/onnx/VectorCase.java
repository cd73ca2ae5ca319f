package dev.hebb.onnx;

import ai.onnx.proto.OnnxMl;
import com.google.protobuf.ByteString;
import dev.hebb.graph.ComputationException;
import dev.hebb.graph.DataType;
import dev.hebb.graph.Engine;
import dev.hebb.graph.FormatException;
import dev.hebb.graph.Model;
import dev.hebb.graph.Port;
import dev.hebb.graph.Tensor;
import dev.hebb.onnx.in.OnnxModel;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One case of ONNX's own backend tests: a model, and what comes out of it.
 *
 * @param inputs in the order of the model's inputs
 */
record VectorCase(
    String name, OnnxMl.ModelProto model, List<ByteString> inputs, List<ByteString> outputs) {
  // A shape that is fed must be known when the file is read.
  private static final Pattern UNKNOWN =
      Pattern.compile("to be written in the file.*constant\\(\"([^\"]+)\", tensor\\)");
  private static final double TOLERANCE = 1e-5;

  /** The operators that it uses. */
  Set<String> operators() {
    Set<String> operators = new LinkedHashSet<>();
    for (OnnxMl.NodeProto node : model.getGraph().getNodeList()) {
      boolean standard = node.getDomain().isEmpty() || node.getDomain().equals("ai.onnx");
      operators.add(standard ? node.getOpType() : node.getDomain() + "." + node.getOpType());
    }
    return operators;
  }

  /** Reads it, runs it in the trainer, writes it and runs that: why it fails, or nothing. */
  String run(Path folder) {
    Path file = folder.resolve(name + ".onnx");
    try {
      Files.write(file, model.toByteArray());
      return run(OnnxModel.read(file));
    } catch (FormatException refused) {
      return refused.getMessage().replace(file.toString(), "FILE");
    } catch (ComputationException refused) {
      return "the trainer: " + refused.getMessage();
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  private String run(OnnxModel file) {
    Map<String, Tensor> fed = new LinkedHashMap<>();
    Set<String> written = new LinkedHashSet<>();
    model.getGraph().getInitializerList().forEach(each -> written.add(each.getName()));
    List<OnnxMl.ValueInfoProto> ports =
        model.getGraph().getInputList().stream()
            .filter(each -> !written.contains(each.getName()))
            .toList();
    for (int i = 0; i < inputs.size(); i++) {
      fed.put(ports.get(i).getName(), new VectorTensor(inputs.get(i)).fed());
    }
    OnnxModel read = file;
    while (true) {
      try {
        return run(read.model(), fed);
      } catch (FormatException refused) {
        Matcher unknown = UNKNOWN.matcher(refused.getMessage());
        if (!unknown.find() || !fed.containsKey(unknown.group(1))) {
          throw refused;
        }
        read = read.constant(unknown.group(1), fed.remove(unknown.group(1)));
      }
    }
  }

  private String run(Model model, Map<String, Tensor> fed) {
    List<Port> ports = model.graph().outputs();
    List<String> values = ports.stream().map(port -> port.value().name()).distinct().toList();
    List<String> names = ports.stream().map(Port::name).toList();
    try (Engine.Session trainer = Engine.find().orElseThrow().open(model, values)) {
      Map<String, Tensor> got = trainer.run(fed);
      for (int i = 0; i < ports.size(); i++) {
        String apart = apart(outputs.get(i), got.get(ports.get(i).value().name()));
        if (!apart.isEmpty()) {
          return "the trainer: " + apart;
        }
      }
    }
    try (OrtSession runtime =
        new OrtSession(new ModelPrinter(model, Opset.DEFAULT).model(Map.of()))) {
      Map<String, Tensor> got = runtime.run(fed, names);
      for (int i = 0; i < ports.size(); i++) {
        String apart = apart(outputs.get(i), got.get(names.get(i)));
        if (!apart.isEmpty()) {
          return "written again: " + apart;
        }
      }
    }
    return "";
  }

  private static String apart(ByteString proto, Tensor got) {
    Tensor wanted = new VectorTensor(proto).read();
    if (!Arrays.equals(wanted.dims(), got.dims())) {
      return "expected %s, got %s"
          .formatted(Arrays.toString(wanted.dims()), Arrays.toString(got.dims()));
    }
    for (int i = 0; i < wanted.size(); i++) {
      double a = number(wanted, i);
      double b = number(got, i);
      boolean same = Double.isNaN(a) ? Double.isNaN(b) : a == b;
      if (!same && !(Math.abs(a - b) <= TOLERANCE * Math.max(1, Math.abs(a)))) {
        return "expected %s, got %s".formatted(a, b);
      }
    }
    return "";
  }

  private static double number(Tensor tensor, int place) {
    return tensor.type() == DataType.INT64
        ? tensor.bytes().asLongBuffer().get(place)
        : tensor.floats().get(place);
  }
}
