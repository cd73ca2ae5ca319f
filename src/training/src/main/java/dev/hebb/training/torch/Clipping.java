package dev.hebb.training.torch;

import dev.hebb.training.Settings.Clip;

/**
 * Keeps gradients small. Never in place: where two parameters are added, they share the memory of
 * their gradient.
 */
record Clipping(Clip clip) {
  /** Prints {@code gs} anew. */
  void print(Body body) {
    switch (clip.kind()) {
      case NORM -> norm(body);
      case GLOBAL_NORM -> globalNorm(body);
      case VALUE -> {
        body.set("gs", "torch._foreach_clamp_min(gs, %s)".formatted(-clip.most()));
        body.line("torch._foreach_clamp_max_(gs, %s)", clip.most());
      }
    }
  }

  private void norm(Body body) {
    body.set(
        "norms", "torch._foreach_clamp_min(torch._foreach_norm(gs), %s)".formatted(clip.most()));
    body.set("gs", "torch._foreach_mul(gs, %s)".formatted(clip.most()));
    body.line("torch._foreach_div_(gs, norms)");
  }

  // As in Keras, no number in the gradients makes all of them none.
  private void globalNorm(Body body) {
    body.set("norm", "torch.linalg_vector_norm(torch.stack(torch._foreach_norm(gs)))");
    body.set("norm", "torch.add(norm, torch.sub(norm, norm))");
    body.set("least", "torch.clamp_min(norm, %s)".formatted(clip.most()));
    body.set(
        "gs",
        "torch._foreach_mul(gs, torch.mul(torch.reciprocal(least), %s))".formatted(clip.most()));
  }
}
