package dev.hebb.graph;

import dev.hebb.graph.op.Output;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Finds what is wrong with a graph, whoever made it: a layer of a user's own, or a file. */
final class GraphVerifier {
  private final String graph;
  private final Map<String, Value> defined = new HashMap<>();

  private GraphVerifier(String graph) {
    this.graph = graph;
  }

  static void verify(
      String name, List<Port> inputs, List<Param> params, List<Node> nodes, List<Port> outputs) {
    GraphVerifier verifier = new GraphVerifier(name);
    inputs.forEach(input -> verifier.define(input.value()));
    params.forEach(param -> verifier.define(param.value()));
    nodes.forEach(verifier::check);
    outputs.forEach(verifier::check);
  }

  private void check(Port output) {
    String place = "output " + output.name();
    Value found = look(output.value().name(), place);
    if (!found.equals(output.value())) {
      throw new DeclarationException(
          graph
              + "/"
              + place
              + ": expected "
              + found
              + ", got "
              + output.value()
              + ". The graph was changed after it was made.");
    }
    Value same = defined.get(output.name());
    if (same != null && !same.equals(found) && !output.name().contains("/")) {
      throw new DeclarationException(
          graph
              + "/"
              + place
              + ": expected a name that no input has, got \""
              + output.name()
              + "\". Name the output otherwise: output(\"name\", unit).");
    }
  }

  private void define(Value value) {
    if (defined.put(value.name(), value) != null) {
      throw new DeclarationException(
          graph
              + ": expected each value to be defined once, got \""
              + value.name()
              + "\" twice. Give one of them another name.");
    }
  }

  private Value look(String value, String reader) {
    Value found = defined.get(value);
    if (found == null) {
      throw new DeclarationException(
          graph
              + "/"
              + reader
              + ": expected a value defined before it, got \""
              + value
              + "\". Put the node that makes it first.");
    }
    return found;
  }

  private void check(Node node) {
    List<Value> inputs = node.inputs().stream().map(name -> look(name, node.name())).toList();
    List<Output> inferred;
    try {
      inferred = node.op().infer(inputs);
    } catch (IndexOutOfBoundsException missing) {
      throw new DeclarationException(
          graph
              + "/"
              + node.name()
              + " ("
              + node.op().type()
              + "): expected more inputs or axes, got "
              + inputs
              + ". See the operator's layout.");
    } catch (DeclarationException mismatch) {
      throw mismatch.at(graph + "/" + node.name() + " (" + node.op().type() + ")");
    }
    List<Output> stated =
        node.outputs().stream().map(value -> new Output(value.shape(), value.type())).toList();
    if (!stated.equals(inferred)) {
      throw new DeclarationException(
          graph
              + "/"
              + node.name()
              + " ("
              + node.op().type()
              + "): expected outputs "
              + inferred
              + ", got "
              + stated
              + ". The graph was changed after it was made.");
    }
    node.outputs().forEach(this::define);
  }
}
