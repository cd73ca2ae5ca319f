package dev.hebb.onnx.in;

import java.util.List;
import java.util.Optional;

/** Numbers that stand in a node. */
final class Constants {
  private Constants() {}

  static List<Item> constant(Call at) {
    Attributes attributes = at.attributes();
    Optional<Known> known =
        attributes
            .tensor("value")
            .map(
                tensor ->
                    new Tensors(
                            "%s: node \"%s\" (Constant)"
                                .formatted(at.reading().file(), OnnxFile.called(at.node())))
                        .read(tensor))
            .or(
                () ->
                    attributes.has("value_float")
                        ? Optional.of(
                            Known.scalar(Kind.FLOAT, Cell.of(attributes.number("value_float", 0))))
                        : Optional.empty())
            .or(
                () ->
                    attributes
                        .whole("value_int")
                        .map(value -> Known.scalar(Kind.WHOLE, Cell.of(value))))
            .or(() -> attributes.longs("value_ints").map(Known::wholes))
            .or(() -> attributes.floats("value_floats").map(Constants::floats));
    return List.of(
        Item.of(
            at.node().getOutput(0),
            known.orElseThrow(() -> at.unsupported("a constant that is no tensor"))));
  }

  private static Known floats(List<Double> values) {
    return Known.of(
        Kind.FLOAT,
        List.of((long) values.size()),
        values.stream().map(value -> (Cell) new Cell.Real(value)).toList());
  }
}
