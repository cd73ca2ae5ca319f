package dev.hebb.onnx.precision;

import ai.onnx.proto.OnnxMl;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Writes a graph with its chosen values as bytes: behind whatever makes one stand a QuantizeLinear
 * and a DequantizeLinear, which gives the value its name back.
 */
record StaticWriter(
    Draft draft, Chosen chosen, Map<String, Range.Scale> scales, int most, List<String> keeping) {
  void write() {
    Set<String> floats = readAsFloats();
    for (String input : draft.inputs()) {
      if (chosen.values().contains(input)) {
        bytes(input, input, input + "/dequantized", floats.contains(input));
      }
    }
    for (OnnxMl.NodeProto node : draft.before()) {
      OnnxMl.NodeProto fed = fed(node);
      OnnxMl.NodeProto.Builder made = fed.toBuilder();
      for (int i = 0; i < fed.getOutputCount(); i++) {
        if (chosen.values().contains(fed.getOutput(i))) {
          made.setOutput(i, fed.getOutput(i) + "/raw");
        }
      }
      compute(made.build());
      for (String value : node.getOutputList()) {
        if (chosen.values().contains(value)) {
          bytes(value + "/raw", value, value, floats.contains(value));
        }
      }
    }
  }

  // All values that somebody reads but a product, which reads bytes.
  private Set<String> readAsFloats() {
    Set<String> read = new HashSet<>();
    for (String value : chosen.values()) {
      long products =
          draft.before().stream()
              .filter(chosen::readsBytes)
              .filter(node -> node.getInput(0).equals(value))
              .count();
      if (draft.readers(value) > products) {
        read.add(value);
      }
    }
    return read;
  }

  private void bytes(String from, String value, String floats, boolean read) {
    Range.Scale scale = scales.get(value);
    String step = draft.scalar(value + "/scale", scale.step());
    String zero =
        draft.constant(
            Draft.tensor(value + "/zero", Draft.UINT8, new byte[] {(byte) scale.zero()}));
    String bytes = value + "/quantized";
    draft.add(
        Draft.node("QuantizeLinear", value + "/QuantizeLinear", List.of(from, step, zero), bytes));
    if (read) {
      draft.add(
          Draft.node(
              "DequantizeLinear", value + "/DequantizeLinear", List.of(bytes, step, zero), floats));
    }
  }

  // An input keeps its name, so what reads it reads another one.
  private OnnxMl.NodeProto fed(OnnxMl.NodeProto node) {
    OnnxMl.NodeProto.Builder fed = node.toBuilder();
    Set<String> inputs = draft.inputs();
    for (int i = 0; i < node.getInputCount(); i++) {
      String input = node.getInput(i);
      if (inputs.contains(input) && chosen.values().contains(input) && !chosen.readsBytes(node)) {
        fed.setInput(i, input + "/dequantized");
      }
    }
    return fed.build();
  }

  private void compute(OnnxMl.NodeProto node) {
    if (chosen.convolutions().contains(node.getName())) {
      convolution(node);
    } else if (chosen.products().contains(node.getName())) {
      String x = node.getInput(0);
      new WideProducts(draft, most)
          .known(
              node,
              draft.weight(node.getInput(1)).orElseThrow(),
              x + "/quantized",
              x + "/zero",
              scales.get(x).step());
    } else {
      WideLstm lstms = new WideLstm(draft, most);
      if (lstms.fits(node) && !Draft.of(node, keeping)) {
        lstms.write(node);
      } else {
        draft.add(node);
      }
    }
  }

  private void convolution(OnnxMl.NodeProto node) {
    String kernel = node.getInput(1);
    OnnxMl.TensorProto weights = draft.weight(kernel).orElseThrow();
    Int8 int8 = Int8.of(weights, 0, most);
    String x = node.getInput(0).replaceAll("/dequantized$", "");
    String floats = node.getName() + "/kernel_dequantized";
    OnnxMl.NodeProto.Builder conv = node.toBuilder().setInput(1, floats);
    draft.add(
        Draft.node(
                "DequantizeLinear",
                floats,
                List.of(
                    draft.constant(int8.tensor(kernel + "/int8")),
                    draft.constant(int8.vector(kernel + "/scales")),
                    draft.constant(int8.zeros(kernel + "/zeros"))),
                floats)
            .addAttribute(Draft.attribute("axis", 0)));
    if (node.getInputCount() > 2) {
      conv.setInput(2, bias(node, int8, scales.get(x).step()));
    }
    draft.add(conv);
  }

  // In the steps of what the sum of products has.
  private String bias(OnnxMl.NodeProto node, Int8 weights, float step) {
    float[] bias = Draft.floats(draft.weight(node.getInput(2)).orElseThrow());
    float[] steps = weights.scales();
    int[] whole = new int[bias.length];
    for (int i = 0; i < bias.length; i++) {
      steps[i] *= step;
      whole[i] = (int) Math.rint(bias[i] / (double) steps[i]); // beyond an int: the largest one
    }
    String name = node.getName() + "/bias";
    String floats = name + "_dequantized";
    draft.add(
        Draft.node(
                "DequantizeLinear",
                floats,
                List.of(
                    draft.constant(Draft.tensor(name + "_int32", whole, whole.length)),
                    draft.constant(Draft.tensor(name + "_scales", steps, steps.length))),
                floats)
            .addAttribute(Draft.attribute("axis", 0)));
    return floats;
  }
}
