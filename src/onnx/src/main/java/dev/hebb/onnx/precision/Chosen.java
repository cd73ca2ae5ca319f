package dev.hebb.onnx.precision;

import ai.onnx.proto.OnnxMl;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Which nodes compute with whole numbers, and which values are brought to bytes for them.
 *
 * @param convolutions their names
 * @param products their names
 * @param values in the order in which they are made
 * @param like the value whose scale another one shares, as nothing happens to its numbers between
 */
record Chosen(
    Set<String> convolutions, Set<String> products, Set<String> values, Map<String, String> like) {
  // Numbers come out of these as they went in.
  private static final Set<String> PASSING =
      Set.of("MaxPool", "Reshape", "Transpose", "Squeeze", "Unsqueeze", "Identity");

  static Chosen of(Draft draft, List<String> keeping) {
    Set<String> convolutions = new HashSet<>();
    Set<String> products = new HashSet<>();
    Set<String> wanted = new HashSet<>();
    WideProducts wide = new WideProducts(draft, Int8.MOST);
    for (OnnxMl.NodeProto node : draft.before()) {
      if (Draft.of(node, keeping)) {
        continue;
      }
      if (node.getOpType().equals("Conv") && draft.weight(node.getInput(1)).isPresent()) {
        convolutions.add(node.getName());
        wanted.add(node.getInput(0));
        wanted.add(end(node, draft));
      } else if (wide.weights(node).isPresent()) {
        products.add(node.getName());
        wanted.add(node.getInput(0));
      }
    }
    Map<String, String> like = like(draft, wanted);
    return new Chosen(convolutions, products, inOrder(draft, wanted), like);
  }

  /** What a convolution gives, after the Relu that alone reads it. */
  static String end(OnnxMl.NodeProto conv, Draft draft) {
    String out = conv.getOutput(0);
    return draft.before().stream()
        .filter(node -> node.getOpType().equals("Relu") && node.getInput(0).equals(out))
        .filter(node -> draft.readers(out) == 1)
        .map(node -> node.getOutput(0))
        .findFirst()
        .orElse(out);
  }

  // Also adds what passes on the way to a value that is wanted.
  private static Map<String, String> like(Draft draft, Set<String> wanted) {
    Map<String, String> like = new HashMap<>();
    List<OnnxMl.NodeProto> nodes = draft.before();
    for (int i = nodes.size() - 1; i >= 0; i--) {
      OnnxMl.NodeProto node = nodes.get(i);
      if (PASSING.contains(node.getOpType())
          && wanted.contains(node.getOutput(0))
          && draft.weight(node.getInput(0)).isEmpty()) {
        wanted.add(node.getInput(0));
        like.put(node.getOutput(0), node.getInput(0));
      }
    }
    return like;
  }

  private static Set<String> inOrder(Draft draft, Set<String> wanted) {
    Set<String> values = new LinkedHashSet<>(draft.inputs());
    draft.before().forEach(node -> values.addAll(node.getOutputList()));
    values.retainAll(wanted);
    return values;
  }

  /** The value whose scale it has. */
  String root(String value) {
    String root = value;
    while (like.containsKey(root)) {
      root = like.get(root);
    }
    return root;
  }

  /** Whether a node reads a value as bytes by itself. */
  boolean readsBytes(OnnxMl.NodeProto node) {
    return products.contains(node.getName());
  }
}
