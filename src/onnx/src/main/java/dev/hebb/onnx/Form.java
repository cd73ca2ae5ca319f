package dev.hebb.onnx;

import dev.hebb.onnx.precision.Precision;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What the same network may look like in a file.
 *
 * @param channelsFirst whether images have their channels behind the batch
 * @param lengths of axes that are free in the network, by name
 * @param gates what must still be so in another precision
 */
record Form(
    boolean channelsFirst, Map<String, Long> lengths, Precision precision, List<Gate> gates) {
  static final Form USUAL = new Form(false, Map.of(), Precision.float32(), List.of());

  Form {
    lengths = Map.copyOf(lengths);
    gates = List.copyOf(gates);
  }

  Form turned() {
    return new Form(true, lengths, precision, gates);
  }

  Form fixed(String axis, long length) {
    Map<String, Long> more = new TreeMap<>(lengths);
    more.put(axis, length);
    return new Form(channelsFirst, more, precision, gates);
  }

  Form precision(Precision other) {
    return new Form(channelsFirst, lengths, other, gates);
  }

  Form gate(Gate gate) {
    List<Gate> more = new ArrayList<>(gates);
    more.add(gate);
    return new Form(channelsFirst, lengths, precision, more);
  }
}
