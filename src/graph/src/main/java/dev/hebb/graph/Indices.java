package dev.hebb.graph;

import dev.hebb.graph.op.Fill;
import dev.hebb.graph.op.Gather;
import dev.hebb.graph.op.GatherElements;
import dev.hebb.graph.op.OneHot;
import dev.hebb.graph.op.Ragged;
import dev.hebb.graph.op.Scan;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Which whole numbers a graph can be fed. */
public final class Indices {
  private Indices() {}

  private static void merge(Map<String, Long> limits, String rows, String input) {
    Long limit = limits.remove(rows);
    if (limit != null) {
      limits.merge(input, limit, Math::min);
    }
  }

  /** By the name of an input that is read as indices: the least number that is too large. */
  public static Map<String, Long> limits(Graph graph) {
    Map<String, Value> values = graph.values();
    Map<String, Long> limits = new LinkedHashMap<>();
    Map<String, String> padded = new LinkedHashMap<>();
    for (Node node : graph.nodes()) {
      if (node.op() instanceof Ragged || node.op() instanceof Fill) {
        padded.put(node.outputs().get(0).name(), node.inputs().get(0));
      } else if (node.op() instanceof OneHot hot) {
        limits.merge(node.inputs().get(0), hot.depth(), Math::min);
      } else if (node.op() instanceof Gather gather) {
        long rows =
            values
                .get(node.inputs().get(0))
                .shape()
                .dim(gather.axis())
                .size()
                .fixed()
                .orElse(Long.MAX_VALUE);
        limits.merge(node.inputs().get(1), rows, Math::min);
      } else if (node.op() instanceof GatherElements) {
        long numbers =
            values.get(node.inputs().get(0)).shape().last().size().fixed().orElse(Long.MAX_VALUE);
        limits.merge(node.inputs().get(1), numbers, Math::min);
      } else if (node.op() instanceof Scan scan) {
        limits(scan, node).forEach((input, rows) -> limits.merge(input, rows, Math::min));
      }
    }
    // The last first: what one reads another may have made.
    List<String> last = new ArrayList<>(padded.keySet());
    Collections.reverse(last);
    last.forEach(rows -> merge(limits, rows, padded.get(rows)));
    return limits;
  }

  // What the body reads as indices, by the names outside.
  private static Map<String, Long> limits(Scan scan, Node node) {
    Map<String, Long> inner = limits(scan.body());
    int x = scan.sequence(node.inputs().size());
    Map<String, Long> limits = new LinkedHashMap<>();
    for (int i = 1; i <= scan.beside(); i++) {
      Long rows = inner.get(scan.body().inputs().get(scan.states() + i).value().name());
      if (rows != null) {
        limits.merge(node.inputs().get(x + i), rows, Math::min);
      }
    }
    return limits;
  }
}
