package dev.hebb.onnx.precision;

import ai.onnx.proto.OnnxMl;
import com.google.protobuf.ByteString;
import dev.hebb.graph.DataType;
import dev.hebb.graph.Model;
import dev.hebb.graph.Param;
import dev.hebb.graph.Tensor;
import dev.hebb.graph.Weights;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Weights as float16, each with a Cast to float32 behind it, which runtimes fold when they load the
 * file. All weights are rounded first, so what is written is exact.
 */
public record Float16() implements Precision {
  // A Cast takes some 60 bytes itself.
  private static final int LEAST = 48;

  @Override
  public String text() {
    return "float16";
  }

  @Override
  public boolean exact() {
    return true;
  }

  @Override
  public Model prepared(Model model) {
    Map<String, Tensor> rounded = new LinkedHashMap<>(model.weights().tensors());
    for (Param param : model.graph().params()) {
      rounded.computeIfPresent(param.name(), (name, tensor) -> rounded(tensor));
    }
    return new Model(model.graph(), new Weights(rounded), model.notes());
  }

  // A tensor that float16 cannot hold stays as it is.
  private static Tensor rounded(Tensor tensor) {
    if (tensor.type() != DataType.FLOAT32) {
      return tensor;
    }
    float[] values = tensor.toFloats();
    for (int i = 0; i < values.length; i++) {
      values[i] = Half.toFloat(Half.of(values[i]));
      if (!Float.isFinite(values[i])) {
        return tensor;
      }
    }
    return Tensor.of(values, tensor.dims());
  }

  @Override
  public Rewritten rewrite(OnnxMl.ModelProto model, Runs runs) {
    OnnxMl.GraphProto graph = model.getGraph();
    OnnxMl.GraphProto.Builder changed = graph.toBuilder().clearInitializer().clearNode();
    List<String> kept = new ArrayList<>();
    for (OnnxMl.TensorProto tensor : graph.getInitializerList()) {
      ByteString halves = halves(tensor);
      if (!halves.isEmpty()) {
        String name = tensor.getName() + "/float16";
        OnnxMl.TensorProto.Builder half = tensor.toBuilder().setName(name).setRawData(halves);
        changed.addInitializer(half.setDataType(Draft.FLOAT16));
        changed.addNode(
            Draft.node("Cast", tensor.getName() + "/Cast", List.of(name), tensor.getName())
                .addAttribute(Draft.attribute("to", Draft.FLOAT)));
      } else {
        changed.addInitializer(tensor);
        if (large(tensor)) {
          kept.add(tensor.getName() + ": float16 cannot hold its numbers");
        }
      }
    }
    changed.addAllNode(graph.getNodeList());
    return new Rewritten(model.toBuilder().setGraph(changed).build(), kept);
  }

  private static boolean large(OnnxMl.TensorProto tensor) {
    return tensor.getDataType() == Draft.FLOAT && tensor.getRawData().size() >= LEAST * Float.BYTES;
  }

  // Empty where it is no large tensor of numbers that float16 has.
  private static ByteString halves(OnnxMl.TensorProto tensor) {
    if (!large(tensor)) {
      return ByteString.EMPTY;
    }
    float[] values = Draft.floats(tensor);
    ByteBuffer halves =
        ByteBuffer.allocate(values.length * Short.BYTES).order(ByteOrder.LITTLE_ENDIAN);
    for (float value : values) {
      short half = Half.of(value);
      if (Float.compare(Half.toFloat(half), value) != 0) {
        return ByteString.EMPTY;
      }
      halves.putShort(half);
    }
    return ByteString.copyFrom(halves.flip());
  }
}
