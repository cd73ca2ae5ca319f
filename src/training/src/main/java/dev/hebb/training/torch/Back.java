package dev.hebb.training.torch;

import dev.hebb.graph.Shape;
import dev.hebb.graph.Size;
import java.util.List;
import java.util.Optional;

/**
 * A node on the way back from the loss.
 *
 * @param at where it was printed
 */
record Back(Place at, Derivatives all) {
  /** The gradient of an output; none when nobody used it. */
  Optional<String> gradient(int output) {
    return all.gradient(at.out(output).name());
  }

  /** The gradient of the one output. */
  String gradient() {
    return gradient(0).orElseThrow();
  }

  /** Whether the gradient of this input leads to a trained parameter. */
  boolean wants(int input) {
    return input < at.node().inputs().size() && all.wants(at.node().inputs().get(input));
  }

  /** Adds to the gradient of an input, if it is wanted. */
  boolean give(int input, String expression) {
    if (wants(input)) {
      all.give(at.node().inputs().get(input), expression);
    }
    return true;
  }

  /**
   * Adds to the gradient of an input that may have been repeated along some axes: what came back to
   * its copies is summed up.
   */
  boolean giveRepeated(int input, String expression) {
    return giveRepeated(input, expression, 0);
  }

  /** The same, where the last axes, so many of them, were not repeated. */
  boolean giveRepeated(int input, String expression, int last) {
    boolean alike = outer(at.shape(input), last).equals(outer(at.out(0).shape(), last));
    return give(
        input, alike ? expression : "torch.sum_to_size(%s, %s)".formatted(expression, dims(input)));
  }

  private static List<Size> outer(Shape shape, int last) {
    return shape.sizes().subList(0, shape.rank() - last);
  }

  /** How an input is read. */
  String x(int input) {
    return at.in(input);
  }

  /** How the one output is read. */
  String y() {
    return at.names().of(at.out(0).name());
  }

  /** The lengths of an input's axes. */
  String dims(int input) {
    return "torch.size(" + x(input) + ")";
  }

  /** What the printer of the node has kept. */
  String kept(int index) {
    return at.graph().cuts().kept(at.out(0).name()).get(index);
  }

  /** A new variable with this value. */
  String set(String expression) {
    String variable = at.names().fresh("d");
    at.body().set(variable, expression);
    return variable;
  }
}
