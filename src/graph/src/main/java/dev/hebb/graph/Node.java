package dev.hebb.graph;

import dev.hebb.graph.op.Op;
import dev.hebb.graph.op.Output;
import java.util.List;

/**
 * One use of an operator.
 *
 * @param name {@code <layer>/<operator>}
 * @param inputs names of values: graph inputs, parameters or what earlier nodes put out
 */
public record Node(String name, Op op, List<String> inputs, List<Value> outputs) {
  public Node {
    inputs = List.copyOf(inputs);
    outputs = List.copyOf(outputs);
  }

  /** Shape and type of what comes out where these go in; a mistake is told with this place. */
  List<Output> infer(List<Value> operands) {
    try {
      return op.infer(operands);
    } catch (DeclarationException mismatch) {
      throw mismatch.at(name + " (" + op.type() + ")");
    }
  }
}
