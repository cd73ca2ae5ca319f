package dev.hebb.stream.tick;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * As much of an ONNX file as it takes to compute it: nodes in an order in which they can run, and
 * what is written down.
 */
record OnnxGraph(List<OnnxNode> nodes, Map<String, Written> written) {
  private static final int FLOAT = 1;
  private static final int INT64 = 7;

  /**
   * An initializer.
   *
   * @param values little-endian, as floats or longs
   */
  record Written(List<Integer> dims, boolean whole, ByteBuffer values) {
    float[] floats() {
      float[] copy = new float[values.remaining() / Float.BYTES];
      values.asFloatBuffer().get(copy);
      return copy;
    }

    List<Long> longs() {
      List<Long> copy = new ArrayList<>();
      for (int at = 0; at < values.remaining(); at += Long.BYTES) {
        copy.add(values.getLong(at));
      }
      return copy;
    }
  }

  /** Reads a file that ONNX Runtime has loaded. */
  static OnnxGraph of(byte[] file) {
    List<OnnxNode> nodes = new ArrayList<>();
    Map<String, Written> written = new HashMap<>();
    Fields model = new Fields(ByteBuffer.wrap(file));
    while (model.next()) {
      if (model.number() == 7) {
        Fields graph = new Fields(model.bytes());
        while (graph.next()) {
          if (graph.number() == 1) {
            nodes.add(OnnxNode.of(graph.bytes()));
          } else if (graph.number() == 5) {
            initializer(graph.bytes(), written);
          }
        }
      }
    }
    return new OnnxGraph(nodes, written);
  }

  // Others than raw floats and longs are left out: who reads them is not computed here.
  private static void initializer(ByteBuffer message, Map<String, Written> written) {
    String name = "";
    long type = 0;
    List<Integer> dims = new ArrayList<>();
    ByteBuffer raw = ByteBuffer.allocate(0);
    Fields fields = new Fields(message);
    while (fields.next()) {
      switch (fields.number()) {
        case 1 -> dims.add((int) fields.value());
        case 2 -> type = fields.value();
        case 8 -> name = fields.text();
        case 9 -> raw = fields.bytes();
        default -> {}
      }
    }
    int bytes = type == FLOAT ? Float.BYTES : Long.BYTES;
    if ((type == FLOAT || type == INT64) && raw.remaining() == bytes * Operand.size(dims)) {
      written.put(name, new Written(dims, type == INT64, raw));
    }
  }
}
