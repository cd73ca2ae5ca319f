package dev.hebb.training.torch;

import static dev.hebb.network.Layers.dense;
import static dev.hebb.network.Layers.network;
import static dev.hebb.network.Layers.vector;
import static org.assertj.core.api.Assertions.assertThat;

import dev.hebb.graph.Model;
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
}
