package dev.hebb.graph;

import dev.hebb.graph.op.Gather;
import dev.hebb.graph.op.MatMul;
import dev.hebb.graph.op.Operator;
import dev.hebb.graph.op.Reduce;
import dev.hebb.graph.op.Reduction;
import java.util.List;

/** What writes one token: the sum of all vectors that were said so far is a state. */
public final class GenerateBody {
  private GenerateBody() {}

  /** States {@code h [batch, 2]}; beside it a table {@code [5, 2]} and an output {@code [2, 5]}. */
  public static Graph sum() {
    GraphBuilder graph = new GraphBuilder("step");
    Scope scope = new Scope(graph, "step");
    Dim batch = Dim.free("batch");
    Value state = graph.input("h", Shape.of(batch, Dim.of("u", 2)), DataType.FLOAT32, "");
    Shape column = Shape.of(batch, Dim.of("time", 1));
    Value token = graph.input("token", column, DataType.INT64, "");
    Value table = graph.input("table", Shape.fixed(List.of(5L, 2L)), DataType.FLOAT32, "");
    Value out = graph.input("out", Shape.fixed(List.of(2L, 5L)), DataType.FLOAT32, "");
    Value steps = scope.op(new Gather(), table, token);
    Value vector = scope.op(new Reduce(Reduction.SUM, List.of(1), false), steps);
    Value next = scope.arithmetic(Operator.ADD, state, vector);
    Value scores = scope.op(new MatMul(), scope.arithmetic(Operator.ADD, steps, steps), out);
    return graph.build(List.of(new Port("next", next, ""), new Port("scores", scores, "")));
  }
}
