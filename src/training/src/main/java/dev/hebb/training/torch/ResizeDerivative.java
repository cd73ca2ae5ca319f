package dev.hebb.training.torch;

import dev.hebb.graph.op.Resize;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Prints the gradient of what changes the lengths of an image by kernels of PyTorch. */
record ResizeDerivative(Back back) {
  boolean resize(Resize op) {
    String kernel = ResizePrinter.kernel(op);
    if (kernel.isEmpty()) {
      return false;
    }
    String g = back.gradient();
    String lengths =
        IntStream.range(2, op.lengths().size() + 2)
            .mapToObj(axis -> "torch.size(%s, %d)".formatted(g, axis))
            .collect(Collectors.joining(", "));
    return back.give(
        0,
        "torch.%s_backward(%s, [%s], %s%s)"
            .formatted(kernel, g, lengths, back.dims(0), ResizePrinter.corners(kernel)));
  }
}
