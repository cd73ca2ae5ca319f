package dev.hebb.training.torch;

import static dev.hebb.network.Layers.ANY;
import static dev.hebb.network.Layers.embedding;
import static dev.hebb.network.Layers.network;
import static dev.hebb.network.Layers.tokens;
import static dev.hebb.training.Adam.adam;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.djl.engine.EngineException;
import dev.hebb.graph.ComputationException;
import dev.hebb.graph.Engine;
import dev.hebb.graph.Graph;
import dev.hebb.graph.GraphBuilder;
import dev.hebb.graph.Model;
import dev.hebb.graph.Port;
import dev.hebb.graph.Scope;
import dev.hebb.graph.Tensor;
import dev.hebb.graph.op.Reduce;
import dev.hebb.graph.op.Reduction;
import dev.hebb.training.TrainingException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What PyTorch cannot do is said in one line, by exceptions of ours. */
class FailureTest {
  private static Model words() {
    return Model.initial(network("words", tokens(ANY)).then(embedding(5, 2)).build(), 3);
  }

  @Test
  void aNumberThatIsFedAndLiesBeyondATable() {
    Model model = words();
    String output = model.graph().outputs().get(0).value().name();
    String input = model.graph().inputs().get(0).name();
    try (Engine.Session session = new TorchEngine().open(model, List.of(output))) {
      Tensor beyond = Tensor.of(new long[] {1, 5}, 1, 2);
      assertThatThrownBy(() -> session.run(Map.of(input, beyond)))
          .isInstanceOf(ComputationException.class)
          .hasMessage(
              "words: forward: PyTorch cannot compute this (index out of range in self). Look at the values and lengths of its inputs: a number may lie beyond a table.")
          .hasCauseInstanceOf(EngineException.class);
      Tensor within = Tensor.of(new long[] {1, 4}, 1, 2);
      assertThat(session.run(Map.of(input, within)).get(output).dims()).containsExactly(1, 2, 2);
    }
  }

  @Test
  void aStepAndAnEvaluation() {
    Model model = words();
    Graph graph = model.graph();
    GraphBuilder builder = GraphBuilder.of(graph);
    Port loss =
        new Port(
            "loss",
            new Scope(builder, "objective")
                .op(Reduce.all(Reduction.MEAN), graph.outputs().get(0).value()),
            "");
    Model measured = new Model(builder.build(List.of(loss)), model.weights());
    try (TrainingModule module = new TrainingModule(measured, adam(), 1, Placement.cpu(1))) {
      TrainingModule.Data data = module.put(List.of(Tensor.of(new long[] {1, 2, 3, 7}, 2, 2)));
      String text =
          "words: %s: PyTorch cannot compute this (index out of range in self). Look at the values and sizes of inputs and targets: a number may lie beyond a table.";
      assertThatThrownBy(() -> module.step(data, new int[] {1}, 1))
          .isInstanceOf(TrainingException.class)
          .hasMessage(text.formatted("step"));
      assertThatThrownBy(() -> module.evaluate(data, new int[] {0, 1}))
          .isInstanceOf(TrainingException.class)
          .hasMessage(text.formatted("evaluate"));
      assertThat(module.step(data, new int[] {0}, 1)).hasSize(1);
    }
  }

  @Test
  void tooLittleMemory() {
    EngineException cuda =
        new EngineException("CUDA out of memory. Tried to allocate 2.00 GiB.\nException raised");
    assertThat(new Failure("n", "step", cuda).told())
        .isInstanceOf(TrainingException.class)
        .hasMessage(
            "n: step: PyTorch cannot compute this (CUDA out of memory. Tried to allocate 2.00 GiB). Take smaller batches, or a device with more memory.");
    EngineException cpu =
        new EngineException(
            "The following operation failed.\nRuntimeError: DefaultCPUAllocator: can't allocate memory: you tried to allocate 8 bytes.");
    assertThat(new Failure("n", "forward", cpu).told())
        .isInstanceOf(ComputationException.class)
        .hasMessage(
            "n: forward: PyTorch cannot compute this (DefaultCPUAllocator: can't allocate memory: you tried to allocate 8 bytes). Take fewer rows at once.");
  }
}
