package dev.hebb.onnx.in;

import ai.onnx.proto.OnnxMl;
import com.google.protobuf.InvalidProtocolBufferException;
import dev.hebb.graph.FormatException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/**
 * An ONNX file as it is, of which is known that every value is made once, and before it is read.
 *
 * @param name of the file, for errors
 */
record OnnxFile(String name, OnnxMl.ModelProto proto) {
  private static final int OLDEST = 1;
  private static final int NEWEST = 22;

  OnnxFile {
    if (!proto.hasGraph() || proto.getGraph().getNodeCount() + proto.getOpsetImportCount() == 0) {
      throw new FormatException(
          name + ": expected an ONNX file with a graph, got one without. Copy it again.");
    }
  }

  static OnnxFile read(Path path) {
    String name = path.toString();
    try {
      OnnxFile file = new OnnxFile(name, OnnxMl.ModelProto.parseFrom(Files.readAllBytes(path)));
      file.check();
      return file;
    } catch (InvalidProtocolBufferException broken) {
      throw new FormatException(
          name + ": expected an ONNX file, got something else, or a damaged one. Copy it again.",
          broken);
    } catch (OutOfMemoryError huge) {
      throw new FormatException(
          name
              + ": expected a file that fits into memory, got %d bytes. Give Java more (-Xmx), or take a smaller model."
                  .formatted(path.toFile().length()),
          huge);
    } catch (NoSuchFileException missing) {
      throw new FormatException(name + ": there is no such file.", missing);
    } catch (IOException failure) {
      throw new UncheckedIOException(
          name + ": could not be read: " + failure.getMessage(), failure);
    }
  }

  OnnxMl.GraphProto graph() {
    return proto.getGraph();
  }

  /** The version of the operator set. */
  long opset() {
    return proto.getOpsetImportList().stream()
        .filter(each -> standard(each.getDomain()))
        .mapToLong(OnnxMl.OperatorSetIdProto::getVersion)
        .max()
        .orElse(1);
  }

  static boolean standard(String domain) {
    return domain.isEmpty() || domain.equals("ai.onnx");
  }

  /** What the file says beside the graph. */
  Map<String, String> metadata() {
    Map<String, String> entries = new LinkedHashMap<>();
    proto.getMetadataPropsList().forEach(each -> entries.put(each.getKey(), each.getValue()));
    return Collections.unmodifiableMap(entries);
  }

  /** Which node makes a value, by the value's name. */
  Map<String, OnnxMl.NodeProto> producers() {
    Map<String, OnnxMl.NodeProto> producers = new HashMap<>();
    for (OnnxMl.NodeProto node : graph().getNodeList()) {
      node.getOutputList().forEach(output -> producers.put(output, node));
    }
    return producers;
  }

  private void check() {
    if (opset() < OLDEST || opset() > NEWEST) {
      throw new FormatException(
          "%s: expected operators of version %d to %d, got %d. Write it with another opset."
              .formatted(name, OLDEST, NEWEST, opset()));
    }
    Set<String> known = new HashSet<>();
    graph().getInputList().forEach(input -> known.add(input.getName()));
    graph().getInitializerList().forEach(tensor -> known.add(tensor.getName()));
    for (OnnxMl.NodeProto node : graph().getNodeList()) {
      for (String input : node.getInputList()) {
        if (!input.isEmpty() && !known.contains(input)) {
          throw refusal(
              node,
              "expected \"%s\" to be made before it is read, got it nowhere or later. Write the file again: its nodes stand in a circle or in disorder."
                  .formatted(input));
        }
      }
      for (String output : node.getOutputList()) {
        if (!output.isEmpty() && !known.add(output)) {
          throw refusal(
              node,
              "expected each value to be made once, got \"%s\" twice. Write the file again."
                  .formatted(output));
        }
      }
    }
  }

  /** A mistake at a node. */
  FormatException refusal(OnnxMl.NodeProto node, String text) {
    return new FormatException(
        "%s: node \"%s\" (%s): %s".formatted(name, called(node), operator(node), text));
  }

  /** The name of a node, or of what it makes, where it has none. */
  static String called(OnnxMl.NodeProto node) {
    if (!node.getName().isEmpty()) {
      return node.getName();
    }
    return node.getOutputList().stream().filter(each -> !each.isEmpty()).findFirst().orElse("");
  }

  static String operator(OnnxMl.NodeProto node) {
    String domain = node.getDomain();
    return standard(domain) ? node.getOpType() : domain + "." + node.getOpType();
  }
}
