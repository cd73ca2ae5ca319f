package dev.hebb.training.torch;

import static dev.hebb.network.Layers.dense;
import static dev.hebb.network.Layers.lstm;
import static dev.hebb.network.Layers.network;
import static dev.hebb.network.Layers.sequence;
import static dev.hebb.network.Layers.vector;
import static dev.hebb.training.Adam.adam;
import static org.assertj.core.api.Assertions.assertThat;

import dev.hebb.graph.Graph;
import dev.hebb.graph.GraphBuilder;
import dev.hebb.graph.Model;
import dev.hebb.graph.Port;
import dev.hebb.graph.Scope;
import dev.hebb.graph.Value;
import dev.hebb.graph.op.Reduce;
import dev.hebb.graph.op.Reduction;
import dev.hebb.training.Precision;
import java.util.List;
import org.junit.jupiter.api.Test;

class PlacedProgramTest {
  private static String text(Program.Place place) {
    Model model = Model.initial(network("n", vector(2)).then(dense(1)).build(), 1);
    Program program = new Program(model, place);
    program.evaluate(model.graph());
    try (TorchModule module = new TorchModule(program)) {
      assertThat(module).as("PyTorch reads it").isNotNull();
    }
    return program.text();
  }

  @Test
  void whatGoesToAGpuIsPinnedAndMovedWithoutWaiting() {
    assertThat(text(Program.Place.GPU))
        .contains(
            "if torch.__not__(ops.prim.is_cuda(b0)):",
            "b0 = torch.pin_memory(b0)",
            "b0 = torch.to(b0, dtype=None, layout=None, device=ops.prim.device(self.p0), pin_memory=None, non_blocking=True");
  }

  @Test
  void whatStaysIsNeitherPinnedNorMoved() {
    assertThat(text(Program.Place.SAME)).doesNotContain("pin_memory(", "torch.to(");
    assertThat(text(Program.Place.OTHER)).contains("torch.to(b0").doesNotContain("pin_memory(");
  }

  // A large product and an LSTM, in training.
  private static String step(Program.Place place) {
    Graph network =
        network("n", sequence(3, 96))
            .then(lstm(96))
            .then(dense(128))
            .then(dense(1))
            .build()
            .graph();
    GraphBuilder builder = GraphBuilder.of(network);
    Scope scope = new Scope(builder, "loss");
    Value loss = scope.op(Reduce.all(Reduction.MEAN), network.outputs().get(0).value());
    Graph graph = builder.build(List.of(Port.of(loss)));
    Program program = new Program(Model.initial(graph, 1), place);
    new TrainingProgram(program, graph, Optimization.of(adam(), graph), Precision.FLOAT32).step();
    try (TorchModule module = new TorchModule(program)) {
      assertThat(module).as("PyTorch reads it").isNotNull();
    }
    return program.text();
  }

  @Test
  void oneDnnIsForCpusOnly() {
    assertThat(step(Program.Place.SAME)).contains("mkldnn._linear", "mkldnn_rnn_layer");
    // In training mode: else cuDNN gives no gradient.
    assertThat(step(Program.Place.GPU))
        .doesNotContain("mkldnn")
        .containsPattern("torch\\.lstm\\(.*, True, 1, 0\\., True, False, False\\)");
  }
}
