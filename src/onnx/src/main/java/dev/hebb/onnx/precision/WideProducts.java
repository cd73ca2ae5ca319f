package dev.hebb.onnx.precision;

import ai.onnx.proto.OnnxMl;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Writes dense layers that are wide enough as products of whole numbers. */
record WideProducts(Draft draft, int most) {
  /** Below, bringing what comes in to bytes takes longer than it saves (measured at batch 1). */
  private static final int LEAST = 1 << 15;

  /** The weights of a node that is wide enough. */
  Optional<OnnxMl.TensorProto> weights(OnnxMl.NodeProto node) {
    boolean product = node.getOpType().equals("Gemm") || node.getOpType().equals("MatMul");
    return !product || node.getAttributeCount() > 0
        ? Optional.empty()
        : draft
            .weight(node.getInput(1))
            .filter(each -> each.getDimsCount() == 2 && Draft.size(each) >= LEAST);
  }

  /** What comes in is brought to bytes by its own least and largest number. */
  void dynamic(OnnxMl.NodeProto node, OnnxMl.TensorProto weights) {
    String name = node.getName();
    String bytes = name + "/x";
    String step = name + "/x_scale";
    String zero = name + "/x_zero";
    Int8 int8 = Int8.of(weights, 1, most);
    draft.add(
        Draft.node(
            "DynamicQuantizeLinear",
            name + "/Quantize",
            List.of(node.getInput(0)),
            bytes,
            step,
            zero));
    String columns = draft.constant(int8.vector(weights.getName() + "/scales"));
    draft.add(Draft.node("Mul", name + "/Scales", List.of(step, columns), name + "/scales"));
    product(node, int8, List.of(bytes, zero), name + "/scales");
  }

  /** What comes in is there as bytes of a scale that is known. */
  void known(
      OnnxMl.NodeProto node, OnnxMl.TensorProto weights, String bytes, String zero, float step) {
    Int8 int8 = Int8.of(weights, 1, most);
    float[] scales = int8.scales();
    for (int i = 0; i < scales.length; i++) {
      scales[i] *= step;
    }
    String name = node.getName() + "/scales";
    draft.constant(Draft.tensor(name, scales, scales.length));
    product(node, int8, List.of(bytes, zero), name);
  }

  private void product(OnnxMl.NodeProto node, Int8 int8, List<String> x, String scales) {
    String name = node.getName();
    String columns = draft.constant(int8.tensor(node.getInput(1) + "/int8"));
    List<String> operands = new ArrayList<>(List.of(x.get(0), columns, x.get(1)));
    boolean biased = node.getInputCount() > 2;
    String out = node.getOutput(0);
    draft.add(Draft.node("MatMulInteger", name, operands, name + "/sum"));
    draft.add(
        Draft.node("Cast", name + "/Cast", List.of(name + "/sum"), name + "/float")
            .addAttribute(Draft.attribute("to", Draft.FLOAT)));
    draft.add(
        Draft.node(
            "Mul",
            name + "/Mul",
            List.of(name + "/float", scales),
            biased ? name + "/product" : out));
    if (biased) {
      draft.add(
          Draft.node("Add", name + "/Add", List.of(name + "/product", node.getInput(2)), out));
    }
  }
}
