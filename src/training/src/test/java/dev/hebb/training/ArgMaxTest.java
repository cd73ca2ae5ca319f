package dev.hebb.training;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hebb.graph.DataType;
import dev.hebb.graph.Dim;
import dev.hebb.graph.Engine;
import dev.hebb.graph.GraphBuilder;
import dev.hebb.graph.Model;
import dev.hebb.graph.Port;
import dev.hebb.graph.Scope;
import dev.hebb.graph.Shape;
import dev.hebb.graph.Tensor;
import dev.hebb.graph.Value;
import dev.hebb.graph.Weights;
import dev.hebb.graph.op.ArgMax;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Of equals the first, as in Keras and ONNX; PyTorch itself promises none. */
class ArgMaxTest {
  @Test
  void theFirstOfEquals() {
    for (int classes : new int[] {2, 5, 16, 100, 1_000, 100_000}) {
      GraphBuilder builder = new GraphBuilder("n");
      Shape shape = new Shape(List.of(Dim.of("rows", 3), Dim.of("classes", classes)));
      Value x = builder.input("x", shape, DataType.FLOAT32, "");
      Value y = new Scope(builder, "best").op(new ArgMax(), x);
      Model model = new Model(builder.build(List.of(Port.of(y))), new Weights(Map.of()));
      float[] scores = new float[3 * classes];
      scores[classes + classes / 2] = 1; // row 1: the middle and the last
      scores[classes + classes - 1] = 1;
      scores[2 * classes + classes - 1] = 1;
      try (Engine.Session session = Engine.find().orElseThrow().open(model, List.of(y.name()))) {
        long[] best =
            session.run(Map.of("x", Tensor.of(scores, 3, classes))).get(y.name()).toLongs();
        assertThat(best).containsExactly(0, classes / 2, classes - 1);
      }
    }
  }
}
