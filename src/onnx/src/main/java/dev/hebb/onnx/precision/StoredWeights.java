package dev.hebb.onnx.precision;

import ai.onnx.proto.OnnxMl;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * Weights that are kept as bytes and computed with in float32: a Cast and a Mul stand before them,
 * which runtimes fold when they load the file.
 */
final class StoredWeights {
  /** Fewer do not pay for the nodes. */
  static final int LEAST = 256;

  // Which axis has the scales, by operator and place.
  private static final Map<String, Map<Integer, Integer>> AXES =
      Map.of(
          "Conv", Map.of(1, 0),
          "ConvTranspose", Map.of(1, 1),
          "Gemm", Map.of(1, 1),
          "MatMul", Map.of(1, 1),
          "Gather", Map.of(0, 1),
          "LSTM", Map.of(1, 1, 2, 1),
          "GRU", Map.of(1, 1, 2, 1),
          "RNN", Map.of(1, 1, 2, 1));
  private static final Set<String> COMPUTING =
      Set.of("Conv", "ConvTranspose", "Gemm", "MatMul", "LSTM", "GRU", "RNN");

  private final Draft draft;
  private final int most;
  private final Map<String, Integer> axes = new LinkedHashMap<>();
  private final Map<String, List<String>> computing = new TreeMap<>();

  private StoredWeights(Draft draft, int most) {
    this.draft = draft;
    this.most = most;
  }

  /**
   * Keeps all weights as bytes that a written node reads as floats.
   *
   * @param but names of layers that stay
   * @return by operator, the nodes that compute with weights in float32
   */
  static Map<String, List<String>> write(Draft draft, int most, List<String> but) {
    StoredWeights stored = new StoredWeights(draft, most);
    stored.find(draft.written(), but);
    stored.axes.forEach(stored::store);
    return stored.computing;
  }

  private void find(List<OnnxMl.NodeProto> nodes, List<String> but) {
    for (OnnxMl.NodeProto node : nodes) {
      AXES.getOrDefault(node.getOpType(), Map.of())
          .forEach((place, axis) -> find(node, place, axis, but));
      node.getAttributeList().stream()
          .filter(OnnxMl.AttributeProto::hasG)
          .forEach(attribute -> find(attribute.getG().getNodeList(), but));
    }
  }

  private void find(OnnxMl.NodeProto node, int place, int axis, List<String> but) {
    String name = node.getInput(place);
    boolean weights = draft.weight(name).filter(each -> each.getDimsCount() > 1).isPresent();
    if (weights && COMPUTING.contains(node.getOpType())) {
      List<String> nodes = computing.computeIfAbsent(node.getOpType(), any -> new ArrayList<>());
      if (!nodes.contains(node.getName())) {
        nodes.add(node.getName());
      }
    }
    boolean pays = weights && Draft.size(draft.weight(name).orElseThrow()) >= LEAST;
    if (pays && !Draft.of(node, but)) {
      axes.putIfAbsent(name, axis);
    }
  }

  private void store(String name, int axis) {
    Int8 bytes = Int8.of(draft.weight(name).orElseThrow(), axis, most);
    draft.remove(name);
    String kept = draft.constant(bytes.tensor(name + "/int8"));
    String scale = draft.constant(bytes.along(name + "/scale"));
    String floats = name + "/float";
    draft.addFirst(
        Draft.node("Cast", name + "/Cast", List.of(kept), floats)
            .addAttribute(Draft.attribute("to", Draft.FLOAT)),
        Draft.node("Mul", name + "/Mul", List.of(floats, scale), name));
  }
}
