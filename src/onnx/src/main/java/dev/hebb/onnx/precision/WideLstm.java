package dev.hebb.onnx.precision;

import ai.onnx.proto.OnnxMl;
import java.util.ArrayList;
import java.util.List;

/** Writes LSTMs that are wide enough as ONNX Runtime's own operator for weights of 8 bits. */
record WideLstm(Draft draft, int most) {
  static final String DOMAIN = "com.microsoft";

  /** Fewer units are faster in float32 (measured at batch 1). */
  private static final int LEAST = 64;

  private static final int WEIGHTS = 1;
  private static final int RECURRENT = 2;
  private static final int LAST = 8; // of LSTM's inputs

  /** Whether a node is wide enough. */
  boolean fits(OnnxMl.NodeProto node) {
    return node.getOpType().equals("LSTM")
        && draft.weight(node.getInput(WEIGHTS)).isPresent()
        && draft
            .weight(node.getInput(RECURRENT))
            .filter(each -> each.getDims(2) >= LEAST)
            .isPresent();
  }

  /** Writes it. */
  void write(OnnxMl.NodeProto node) {
    List<String> inputs = new ArrayList<>(node.getInputList());
    List<String> scales = new ArrayList<>();
    for (int place : List.of(WEIGHTS, RECURRENT)) {
      Int8 turned = turned(draft.weight(node.getInput(place)).orElseThrow());
      String name = node.getInput(place);
      inputs.set(place, draft.constant(turned.tensor(name + "/int8")));
      long columns = turned.scales().length;
      scales.add(draft.constant(Draft.tensor(name + "/scale", turned.scales(), 1, columns)));
      byte[] zeros = new byte[turned.scales().length];
      scales.add(draft.constant(Draft.tensor(name + "/zero", Draft.INT8, zeros, 1, columns)));
    }
    while (inputs.size() < LAST) {
      inputs.add("");
    }
    inputs.addAll(scales);
    draft.add(
        node.toBuilder()
            .setOpType("DynamicQuantizeLSTM")
            .setDomain(DOMAIN)
            .clearInput()
            .addAllInput(inputs));
    draft.speak(DOMAIN, 1);
  }

  // [1, gates, in] to [1, in, gates], a scale for each row of a gate.
  private Int8 turned(OnnxMl.TensorProto weights) {
    int gates = Math.toIntExact(weights.getDims(1));
    int in = Math.toIntExact(weights.getDims(2));
    float[] from = Draft.floats(weights);
    float[] to = new float[from.length];
    for (int gate = 0; gate < gates; gate++) {
      for (int i = 0; i < in; i++) {
        to[i * gates + gate] = from[gate * in + i];
      }
    }
    return Int8.of(to, List.of(1L, (long) in, (long) gates), 2, most);
  }
}
