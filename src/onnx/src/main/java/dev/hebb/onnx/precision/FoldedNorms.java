package dev.hebb.onnx.precision;

import ai.onnx.proto.OnnxMl;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Makes a batch normalisation that alone reads a convolution part of its weights. */
final class FoldedNorms {
  private final Draft draft;
  private final Map<String, OnnxMl.NodeProto> readers = new HashMap<>();

  private FoldedNorms(OnnxMl.ModelProto model) {
    this.draft = new Draft(model);
    for (OnnxMl.NodeProto node : draft.before()) {
      node.getInputList().forEach(input -> readers.putIfAbsent(input, node));
    }
  }

  static OnnxMl.ModelProto of(OnnxMl.ModelProto model) {
    return new FoldedNorms(model).folded();
  }

  private OnnxMl.ModelProto folded() {
    Set<String> gone = new HashSet<>();
    for (OnnxMl.NodeProto node : draft.before()) {
      Optional<OnnxMl.NodeProto> norm = norm(node);
      if (norm.isPresent()) {
        fold(node, norm.get());
        gone.add(norm.get().getName());
      } else if (!gone.contains(node.getName())) {
        draft.add(node);
      }
    }
    return draft.done();
  }

  private Optional<OnnxMl.NodeProto> norm(OnnxMl.NodeProto node) {
    String out = node.getOutput(0);
    OnnxMl.NodeProto reader = readers.get(out);
    boolean alone =
        node.getOpType().equals("Conv")
            && draft.readers(out) == 1
            && draft.weight(node.getInput(1)).isPresent()
            && draft.readers(node.getInput(1)) == 1;
    return alone
            && reader != null
            && reader.getOpType().equals("BatchNormalization")
            && List.of(1, 2, 3, 4).stream()
                .allMatch(place -> draft.weight(reader.getInput(place)).isPresent())
        ? Optional.of(reader)
        : Optional.empty();
  }

  // γ (W·x + b - µ) / √(σ² + ε) + β
  private void fold(OnnxMl.NodeProto conv, OnnxMl.NodeProto norm) {
    OnnxMl.TensorProto kernel = draft.weight(conv.getInput(1)).orElseThrow();
    float[] weights = Draft.floats(kernel);
    float[] gamma = numbers(norm, 1);
    float[] beta = numbers(norm, 2);
    float[] mean = numbers(norm, 3);
    float[] variance = numbers(norm, 4);
    float[] bias =
        conv.getInputCount() > 2
            ? Draft.floats(draft.weight(conv.getInput(2)).orElseThrow())
            : new float[gamma.length];
    double epsilon =
        norm.getAttributeList().stream()
            .filter(each -> each.getName().equals("epsilon"))
            .mapToDouble(OnnxMl.AttributeProto::getF)
            .findFirst()
            .orElse(1e-5);
    float[] shift = new float[gamma.length];
    int each = weights.length / gamma.length;
    for (int filter = 0; filter < gamma.length; filter++) {
      double factor = gamma[filter] / Math.sqrt(variance[filter] + epsilon);
      shift[filter] = (float) ((bias[filter] - mean[filter]) * factor + beta[filter]);
      for (int i = filter * each; i < (filter + 1) * each; i++) {
        weights[i] = (float) (weights[i] * factor);
      }
    }
    String name = conv.getName();
    long[] dims = kernel.getDimsList().stream().mapToLong(Long::longValue).toArray();
    draft.add(
        conv.toBuilder()
            .clearInput()
            .addInput(conv.getInput(0))
            .addInput(draft.constant(Draft.tensor(name + "/folded", weights, dims)))
            .addInput(draft.constant(Draft.tensor(name + "/shift", shift, shift.length)))
            .setOutput(0, norm.getOutput(0)));
  }

  private float[] numbers(OnnxMl.NodeProto norm, int place) {
    return Draft.floats(draft.weight(norm.getInput(place)).orElseThrow());
  }
}
