package dev.hebb.onnx.compare;

import ai.onnx.proto.OnnxMl;
import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import com.google.protobuf.InvalidProtocolBufferException;
import dev.hebb.runtime.Element;
import dev.hebb.runtime.Predictor;
import dev.hebb.runtime.PredictorException;
import dev.hebb.runtime.PredictorOptions;
import dev.hebb.runtime.engine.Declared;
import dev.hebb.runtime.engine.Door;
import dev.hebb.runtime.engine.Engine;
import dev.hebb.runtime.engine.Golden;
import dev.hebb.runtime.engine.Loaded;
import dev.hebb.runtime.engine.ModelFile;
import dev.hebb.runtime.engine.OrtMessage;
import java.nio.Buffer;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** An ONNX file with every value that its nodes make as an output. */
final class OnnxSide extends Side {
  private final Loaded loaded;
  private final List<String> outputs;
  private final List<Step> steps;

  private OnnxSide(Loaded loaded, List<String> outputs, List<Step> steps) {
    this.loaded = loaded;
    this.outputs = List.copyOf(outputs);
    this.steps = List.copyOf(steps);
  }

  static OnnxSide open(Path path) {
    PredictorOptions options = Predictor.with().trust();
    ModelFile file = ModelFile.read(path, options.session());
    try {
      OnnxMl.ModelProto model = OnnxMl.ModelProto.parseFrom(file.content());
      List<String> outputs =
          model.getGraph().getOutputList().stream().map(OnnxMl.ValueInfoProto::getName).toList();
      List<Step> steps = steps(model.getGraph());
      byte[] transparent = transparent(model, steps);
      return new OnnxSide(
          Loaded.open(file.with(transparent), Door.PREDICTOR, options), outputs, steps);
    } catch (InvalidProtocolBufferException broken) {
      throw new PredictorException(
          file.name(),
          "is not an ONNX file, or only a part of one. Copy or export it again.",
          broken);
    }
  }

  private static List<Step> steps(OnnxMl.GraphProto graph) {
    List<Step> steps = new ArrayList<>();
    for (OnnxMl.NodeProto node : graph.getNodeList()) {
      List<String> made =
          node.getOutputList().stream().filter(name -> !name.isEmpty() && tensors(node)).toList();
      String name = node.getName().isEmpty() && !made.isEmpty() ? made.get(0) : node.getName();
      steps.add(new Step(name, node.getOpType(), made));
    }
    return steps;
  }

  // Lists of tensors and what may be missing are not compared.
  private static boolean tensors(OnnxMl.NodeProto node) {
    return !node.getOpType().contains("Sequence") && !node.getOpType().contains("Optional");
  }

  private static byte[] transparent(OnnxMl.ModelProto model, List<Step> steps) {
    OnnxMl.ModelProto.Builder open = model.toBuilder();
    Set<String> there = new HashSet<>();
    model.getGraph().getOutputList().forEach(output -> there.add(output.getName()));
    for (Step step : steps) {
      for (String value : step.outputs()) {
        if (there.add(value)) {
          open.getGraphBuilder()
              .addOutput(OnnxMl.ValueInfoProto.newBuilder().setName(value).build());
        }
      }
    }
    return open.build().toByteArray();
  }

  @Override
  String name() {
    return loaded.file();
  }

  @Override
  List<Fed> inputs() {
    return loaded.engine().inputs().stream()
        .map(
            input ->
                new Fed(
                    input.name(),
                    input.type(),
                    input.dims().stream()
                        .map(dim -> dim.isFixed() ? Long.toString(dim.size()) : dim.symbol())
                        .toList()))
        .toList();
  }

  @Override
  List<String> outputs() {
    return outputs;
  }

  @Override
  List<Step> steps() {
    return steps;
  }

  @Override
  Optional<String> note(String key) {
    return Optional.ofNullable(loaded.metadata().notes().get("hebb." + key));
  }

  @Override
  List<Map<String, Values>> goldens() {
    List<Map<String, Values>> goldens = new ArrayList<>();
    for (int index = 0; index < loaded.metadata().goldenCount(); index++) {
      Golden golden = Golden.of(index, loaded.metadata());
      Map<String, Values> inputs = new LinkedHashMap<>();
      for (Declared input : loaded.engine().inputs()) {
        Buffer values = golden.inputValues(input);
        inputs.put(input.name(), Values.of(input.type(), values, golden.sizes(input)));
      }
      goldens.add(inputs);
    }
    return goldens;
  }

  @Override
  Map<String, Values> run(Map<String, Values> inputs) {
    Engine engine = loaded.engine();
    Map<String, OnnxTensor> tensors = new LinkedHashMap<>();
    try {
      for (Declared input : engine.inputs()) {
        Values values = inputs.get(input.name());
        ByteBuffer bytes = values.bytes(input.type(), ByteOrder.nativeOrder());
        tensors.put(
            input.name(), engine.tensor(input.type(), input.type().view(bytes), values.dims()));
      }
      try (OrtSession.Result result = engine.run(tensors)) {
        Map<String, Values> seen = new LinkedHashMap<>();
        for (Declared output : engine.outputs()) {
          if (output.type() != Element.STRING) {
            OnnxTensor tensor = (OnnxTensor) result.get(output.name()).orElseThrow();
            seen.put(output.name(), values(tensor, output.type()));
          }
        }
        return seen;
      }
    } catch (OrtException failed) {
      throw OrtMessage.running(loaded.file(), engine.version(), failed);
    } finally {
      tensors.values().forEach(OnnxTensor::close);
    }
  }

  private static Values values(OnnxTensor tensor, Element type) {
    ByteBuffer bytes = tensor.getByteBuffer().order(ByteOrder.nativeOrder());
    return Values.of(type, type.view(bytes), tensor.getInfo().getShape());
  }

  @Override
  public void close() {
    loaded.close();
  }
}
