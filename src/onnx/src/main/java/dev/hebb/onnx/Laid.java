package dev.hebb.onnx;

import dev.hebb.graph.Engine;
import dev.hebb.graph.Model;
import dev.hebb.graph.Tensor;
import java.util.Map;
import java.util.function.UnaryOperator;

/**
 * A model as a file has it.
 *
 * @param engine what says of it what the trained model says
 * @param rows rows as they were declared, as this model takes them
 */
record Laid(Model model, Engine engine, UnaryOperator<Map<String, Tensor>> rows) {
  static Laid of(Model model, Form form, Engine trainer) {
    Model fixed = FixedLengths.of(model, form.lengths());
    if (!form.channelsFirst()) {
      return new Laid(fixed, trainer, UnaryOperator.identity());
    }
    ChannelsFirst turned = ChannelsFirst.of(fixed);
    return new Laid(turned.model(), turned.engine(trainer), turned::turned);
  }
}
