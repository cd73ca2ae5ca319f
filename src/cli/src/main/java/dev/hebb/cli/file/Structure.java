package dev.hebb.cli.file;

import ai.onnx.proto.OnnxMl;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * What is wrong with how an ONNX file is put together: names that nobody makes or that two make,
 * tensors that are not as long as they say, operators of a set that the file does not name.
 */
public final class Structure {
  private final Set<String> domains = new HashSet<>();
  private final List<String> problems = new ArrayList<>();

  private Structure() {}

  /** A line for each problem; none if it is in order. */
  public static List<String> problems(OnnxFile file) {
    Structure structure = new Structure();
    file.model()
        .getOpsetImportList()
        .forEach(each -> structure.domains.add(domain(each.getDomain())));
    structure.check(file.model().getGraph(), Set.of());
    return List.copyOf(structure.problems);
  }

  private static String domain(String written) {
    return written.equals("ai.onnx") ? "" : written;
  }

  private void check(OnnxMl.GraphProto graph, Set<String> outside) {
    Set<String> known = new HashSet<>(outside);
    Set<String> made = new HashSet<>();
    graph.getInputList().forEach(input -> known.add(input.getName()));
    for (OnnxMl.TensorProto tensor : graph.getInitializerList()) {
      known.add(tensor.getName());
      check(tensor);
    }
    for (OnnxMl.NodeProto node : graph.getNodeList()) {
      check(node, known);
      for (String output : node.getOutputList()) {
        if (!output.isEmpty() && !made.add(output)) {
          problems.add("\"%s\" is made twice".formatted(output));
        }
        known.add(output);
      }
    }
    for (OnnxMl.ValueInfoProto output : graph.getOutputList()) {
      if (!known.contains(output.getName())) {
        problems.add("output \"%s\" is made by no node".formatted(output.getName()));
      }
    }
  }

  private void check(OnnxMl.NodeProto node, Set<String> known) {
    String name = node.getName().isEmpty() ? node.getOpType() : node.getName();
    if (!domains.contains(domain(node.getDomain()))) {
      problems.add(
          "node \"%s\": operator set \"%s\" is not imported"
              .formatted(name, node.getDomain().isEmpty() ? "ai.onnx" : node.getDomain()));
    }
    for (String input : node.getInputList()) {
      if (!input.isEmpty() && !known.contains(input)) {
        problems.add(
            "node \"%s\" reads \"%s\", which nothing makes before it".formatted(name, input));
      }
    }
    for (OnnxMl.AttributeProto attribute : node.getAttributeList()) {
      if (attribute.hasT()) {
        check(attribute.getT());
      }
      if (attribute.hasG()) {
        check(attribute.getG(), known);
      }
      attribute.getGraphsList().forEach(inner -> check(inner, known));
    }
  }

  private void check(OnnxMl.TensorProto tensor) {
    if (tensor.getDimsList().stream().anyMatch(dim -> dim < 0)) {
      problems.add("tensor \"%s\" has a negative length".formatted(tensor.getName()));
      return;
    }
    if (tensor.getDataLocation() == OnnxMl.TensorProto.DataLocation.EXTERNAL) {
      tensor.getExternalDataList().stream()
          .filter(entry -> entry.getKey().equals("location") && outside(entry.getValue()))
          .forEach(
              entry ->
                  problems.add(
                      "tensor \"%s\" is kept in \"%s\", outside of the file's folder"
                          .formatted(tensor.getName(), entry.getValue())));
      return;
    }
    long wide = Types.bytes(tensor.getDataType());
    long elements = Types.elements(tensor.getDimsList());
    if (tensor.hasRawData() && wide > 0 && elements != tensor.getRawData().size() / (double) wide) {
      problems.add(
          "tensor \"%s\" %s of %s takes %s bytes, got %s"
              .formatted(
                  tensor.getName(),
                  tensor.getDimsList(),
                  Types.element(tensor.getDataType()),
                  elements > Long.MAX_VALUE / wide ? "too many" : elements * wide,
                  tensor.getRawData().size()));
    }
  }

  private static boolean outside(String location) {
    return location.startsWith("/")
        || location.contains("\\")
        || location.contains(":")
        || List.of(location.split("/", -1)).contains("..");
  }
}
