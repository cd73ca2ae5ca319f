package dev.hebb.keras;

import dev.hebb.graph.FormatException;
import dev.hebb.graph.Tensor;
import dev.hebb.graph.WeightsFile;
import io.jhdf.HdfFile;
import io.jhdf.api.Attribute;
import io.jhdf.api.Dataset;
import io.jhdf.api.Group;
import io.jhdf.api.Node;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** Walks through the groups of a file, believing nothing. */
final class KerasReader {
  private static final int DEEPEST = 32;
  private static final int MOST = 1_000_000;
  private static final Pattern NUMBER = Pattern.compile("_\\d+$");

  private final Path path;
  private final KerasDatasets datasets;
  private final List<WeightsFile.Entry> entries = new ArrayList<>();
  private final ByteBuffer content;
  private int seen;

  KerasReader(Path path) {
    this.path = path;
    this.content = KerasContent.of(path);
    this.datasets = new KerasDatasets(path, content.remaining());
  }

  WeightsFile read() {
    try (HdfFile file = HdfFile.fromByteBuffer(content)) {
      walk(file, "", "", 0);
    } catch (FormatException known) {
      throw known;
    } catch (RuntimeException | StackOverflowError broken) { // The library throws anything.
      throw bad("could not be read (%s)".formatted(broken.getMessage()), broken);
    }
    if (entries.isEmpty()) {
      throw bad("has no weights of layers", new IllegalArgumentException("no vars"));
    }
    return new WeightsFile(path.getFileName().toString(), WeightsFile.Layout.OWN, entries);
  }

  private FormatException bad(String what, Throwable cause) {
    return new FormatException(
        "%s: expected a .weights.h5 or .keras file of Keras 3, got one that %s. Save it again: model.save_weights(\"....weights.h5\")."
            .formatted(path, what),
        cause);
  }

  // The prefix is what a network here calls the layer, the kind what Keras calls its class.
  private void walk(Group group, String prefix, String kind, int depth) {
    if (depth > DEEPEST) {
      throw bad("has groups within groups without end", new IllegalArgumentException("depth"));
    }
    for (Group child : groups(group)) {
      String name = child.getName();
      switch (name) {
        case "vars" -> variables(child, prefix, kind);
        case "layers" -> layers(child, prefix, depth);
        case "optimizer" -> {
          if (depth > 0) {
            walk(child, join(prefix, name), "", depth + 1);
          }
        }
        case "cell" ->
            walk(child, prefix, NUMBER.matcher(said(child, kind)).replaceAll(""), depth + 1);
        case "layer" ->
            walk(child, prefix, NUMBER.matcher(said(child, "")).replaceAll(""), depth + 1);
        case "forward_layer", "backward_layer" -> {
          String side = NUMBER.matcher(said(child, name)).replaceAll("");
          walk(child, join(prefix, side), side.substring(side.indexOf('_') + 1), depth + 1);
        }
        default -> {
          boolean heads = kind.equals("multi_head_attention");
          walk(child, join(prefix, said(child, name)), heads ? "einsum_dense" : name, depth + 1);
        }
      }
    }
  }

  private void layers(Group container, String prefix, int depth) {
    Map<String, Integer> counts = new HashMap<>();
    for (Group layer : groups(container)) {
      String kind = NUMBER.matcher(layer.getName()).replaceAll("");
      String name = said(layer, kind);
      if (name.matches(Pattern.quote(kind) + "(_\\d+)?")) {
        int before = counts.merge(kind, 1, Integer::sum) - 1;
        name = before == 0 ? kind : kind + "_" + before;
      }
      walk(layer, join(prefix, name), kind, depth + 1);
    }
  }

  private void variables(Group vars, String prefix, String kind) {
    List<Tensor> tensors = new ArrayList<>();
    for (Node node : nodes(vars)) {
      if (node instanceof Dataset dataset) {
        datasets.read(dataset).ifPresent(tensors::add);
      }
    }
    if (!prefix.isEmpty()) {
      KerasLayouts.of(kind, tensors)
          .forEach(
              (role, tensor) ->
                  entries.add(new WeightsFile.Entry(join(prefix, role), role, tensor)));
    }
  }

  // In the order in which they were made: Keras numbers them.
  private List<Node> nodes(Group group) {
    List<Node> nodes = new ArrayList<>(group.getChildren().values());
    seen += nodes.size();
    if (seen > MOST) {
      throw bad("has more than a million groups", new IllegalArgumentException("size"));
    }
    for (Node node : nodes) {
      if (node.isLink()) {
        throw bad(
            "refers from %s to another place or file".formatted(node.getName()),
            new IllegalArgumentException("link"));
      }
    }
    nodes.sort(
        Comparator.comparing((Node node) -> NUMBER.matcher(node.getName()).replaceAll(""))
            .thenComparingInt(node -> node.getName().length())
            .thenComparing(Node::getName));
    boolean counted = nodes.stream().allMatch(node -> node.getName().matches("\\d{1,9}"));
    if (counted) {
      nodes.sort(Comparator.comparingInt(node -> Integer.parseInt(node.getName())));
    }
    return nodes;
  }

  private List<Group> groups(Group group) {
    return nodes(group).stream().filter(Group.class::isInstance).map(Group.class::cast).toList();
  }

  // The name that a layer was given; else this one.
  private static String said(Group layer, String otherwise) {
    if (layer.getChild("vars") instanceof Group vars) {
      Attribute name = vars.getAttribute("name");
      if (name != null && name.getData() instanceof String given && !given.isEmpty()) {
        return given;
      }
    }
    return otherwise;
  }

  private static String join(String prefix, String name) {
    return prefix.isEmpty() ? name : prefix + "/" + name;
  }
}
