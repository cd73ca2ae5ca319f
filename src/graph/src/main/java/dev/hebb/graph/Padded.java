package dev.hebb.graph;

import dev.hebb.graph.op.Ragged;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * An input whose rows are padded at their end, and the input that says how long each is.
 *
 * @param axis along which
 * @param lengths name of the input {@code [batch]} of whole numbers, 1 to the axis's length
 */
public record Padded(String input, int axis, String lengths) {
  /**
   * Rows with zeros beyond their ends.
   *
   * @param inputs by name, the lengths among them
   */
  public Tensor zeroed(Tensor rows, Map<String, Tensor> inputs) {
    long[] dims = rows.dims();
    long[] lengths = inputs.get(this.lengths).toLongs();
    ByteBuffer bytes =
        ByteBuffer.allocateDirect(rows.bytes().remaining()).order(ByteOrder.LITTLE_ENDIAN);
    bytes.put(rows.bytes());
    int row = bytes.capacity() / lengths.length;
    int step = Math.toIntExact(row / Tensor.elements(Arrays.copyOfRange(dims, 1, axis + 1)));
    for (int at = 0; at < bytes.capacity(); at++) {
      if (at % row / step % dims[axis] >= lengths[at / row]) {
        bytes.put(at, (byte) 0);
      }
    }
    return Tensor.wrap(rows.type(), bytes.flip(), dims);
  }

  /** All of a graph. */
  public static List<Padded> of(Graph graph) {
    Map<String, Port> inputs = new HashMap<>();
    graph.inputs().forEach(port -> inputs.put(port.name(), port));
    List<Padded> padded = new ArrayList<>();
    for (Node node : graph.nodes()) {
      if (node.op() instanceof Ragged ragged && inputs.keySet().containsAll(node.inputs())) {
        padded.add(new Padded(node.inputs().get(0), ragged.axis(), node.inputs().get(1)));
      }
    }
    return padded;
  }
}
