package dev.hebb.serving;

import dev.hebb.runtime.Element;
import dev.hebb.runtime.Input;
import dev.hebb.runtime.Port;
import dev.hebb.runtime.Predictor;
import java.nio.Buffer;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * A call and its answer, copied.
 *
 * @param sizes what was bound, by symbol
 */
record Sample(Map<String, Integer> sizes, List<Held> inputs, List<Held> outputs) {

  /** The values of one input or output, in the memory or as strings. */
  record Held(String name, Buffer memory, List<String> strings) {
    static Held of(Port port) {
      Element type = port.type();
      List<String> strings = new ArrayList<>();
      if (type == Element.STRING) {
        for (int i = 0; i < port.length(); i++) {
          strings.add(port.getString(i));
        }
        return new Held(port.name(), ByteBuffer.allocate(0), strings);
      }
      ByteBuffer raw = ByteBuffer.allocate(port.length() * type.bytes());
      Buffer copy = type.view(raw.order(ByteOrder.nativeOrder()));
      type.copy(port.memory(), 0, copy, 0, port.length());
      return new Held(port.name(), copy, strings);
    }
  }

  static Sample of(Predictor predictor) {
    List<Held> inputs = new ArrayList<>();
    predictor.inputs().forEach(port -> inputs.add(Held.of(port)));
    List<Held> outputs = new ArrayList<>();
    predictor.outputs().forEach(port -> outputs.add(Held.of(port)));
    return new Sample(predictor.sizes(), inputs, outputs);
  }

  /** Asks another version the same. */
  void ask(Predictor predictor) {
    predictor.bind(sizes);
    for (Held held : inputs) {
      Input input = predictor.input(held.name());
      if (input.type() == Element.STRING) {
        input.put(held.strings().toArray(new String[0]));
      } else {
        input.type().copy(held.memory(), 0, input.memory(), 0, input.length());
      }
    }
    predictor.run();
  }
}
