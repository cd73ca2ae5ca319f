package dev.hebb.cli.file;

import ai.onnx.proto.OnnxMl;
import dev.hebb.cli.report.Cell;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What an ONNX graph consists of, as its file says; nothing is run. */
public final class Anatomy {
  private final List<Step> steps = new ArrayList<>();
  private final Map<String, Integer> operators = new HashMap<>();
  private final Map<String, String> shapes = new HashMap<>();
  private final Map<String, Long> sizes = new HashMap<>();
  private final Set<String> read = new HashSet<>();
  private int tensors;
  private long numbers;
  private long bytes;

  private Anatomy() {}

  /** Of a file's graph with those that its nodes run. */
  public static Anatomy of(OnnxFile file) {
    Anatomy anatomy = new Anatomy();
    anatomy.shapes.putAll(Shapes.of(file.path()));
    anatomy.walk(file.model().getGraph(), 0);
    return anatomy;
  }

  // No deeper than protobuf itself reads: 100.
  private void walk(OnnxMl.GraphProto graph, int depth) {
    graph.getInitializerList().forEach(tensor -> hold(tensor.getName(), tensor));
    graph.getInputList().forEach(this::shape);
    graph.getOutputList().forEach(this::shape);
    graph.getValueInfoList().forEach(this::shape);
    for (OnnxMl.NodeProto node : graph.getNodeList()) {
      String operator = operator(node);
      operators.merge(operator, 1, Integer::sum);
      for (OnnxMl.AttributeProto attribute : node.getAttributeList()) {
        if (node.getOpType().equals("Constant") && attribute.hasT() && node.getOutputCount() > 0) {
          hold(node.getOutput(0), attribute.getT());
        }
      }
      long own = 0;
      for (String input : node.getInputList()) {
        if (read.add(input)) {
          own = saturated(own, sizes.getOrDefault(input, 0L));
        }
      }
      steps.add(
          new Step(
              name(node),
              operator,
              depth,
              node.getInputList(),
              node.getOutputList(),
              node.getOutputList().stream().map(output -> shapes.getOrDefault(output, "")).toList(),
              own));
      for (OnnxMl.AttributeProto attribute : node.getAttributeList()) {
        if (attribute.hasG()) {
          walk(attribute.getG(), depth + 1);
        }
        attribute.getGraphsList().forEach(inner -> walk(inner, depth + 1));
      }
    }
  }

  private void hold(String name, OnnxMl.TensorProto tensor) {
    long size = Types.elements(tensor.getDimsList());
    tensors++;
    numbers = saturated(numbers, size);
    bytes = saturated(bytes, tensor.getSerializedSize());
    if (tensor.getDimsCount() > 0) {
      sizes.put(name, size);
    }
  }

  private void shape(OnnxMl.ValueInfoProto value) {
    if (Types.shaped(value.getType())) {
      shapes.put(value.getName(), Cell.of(Types.shape(value.getType())).text());
    }
  }

  private static long saturated(long a, long b) {
    return a > Long.MAX_VALUE - b ? Long.MAX_VALUE : a + b;
  }

  private static String name(OnnxMl.NodeProto node) {
    if (!node.getName().isEmpty()) {
      return node.getName();
    }
    return node.getOutputCount() == 0 ? "" : node.getOutput(0);
  }

  private static String operator(OnnxMl.NodeProto node) {
    String domain = node.getDomain();
    boolean plain = domain.isEmpty() || domain.equals("ai.onnx");
    return plain ? node.getOpType() : domain + "." + node.getOpType();
  }

  /** Every node, inner ones after the one that runs them. */
  public List<Step> steps() {
    return List.copyOf(steps);
  }

  /** How often each operator stands there, the commonest first. */
  public Map<String, Integer> operators() {
    Map<String, Integer> sorted = new LinkedHashMap<>();
    operators.entrySet().stream()
        .sorted(
            Map.Entry.<String, Integer>comparingByValue(Comparator.reverseOrder())
                .thenComparing(Map.Entry.comparingByKey()))
        .forEach(entry -> sorted.put(entry.getKey(), entry.getValue()));
    return sorted;
  }

  /** Tensors that the file holds. */
  public int tensors() {
    return tensors;
  }

  /** Numbers in them. */
  public long numbers() {
    return numbers;
  }

  /** Bytes that they take of it. */
  public long bytes() {
    return bytes;
  }
}
