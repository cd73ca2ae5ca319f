package dev.hebb.training;

import dev.hebb.graph.DataType;
import dev.hebb.graph.Graph;
import dev.hebb.graph.Tensor;
import java.nio.IntBuffer;
import java.util.Arrays;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/** Keras's layers for images and tables, said in this language, family by family. */
final class KerasImages {
  private KerasImages() {}

  /** The layer of this case as a network; nothing if there is no such layer here. */
  static Optional<Graph> declare(KerasCase golden) {
    return Stream.<Function<KerasCase, Optional<Graph>>>of(
            each -> new KerasConvolutions(each).declare(),
            each -> new KerasSamplings(each).declare(),
            each -> new KerasNormalizations(each).declare(),
            each -> new KerasActivations(each).declare(),
            each -> new KerasShapes(each).declare(),
            each -> new KerasTables(each).declare(),
            each -> new KerasMerges(each).declare())
        .flatMap(family -> family.apply(golden).stream())
        .findFirst();
  }

  /** What the network is fed. */
  static Tensor input(KerasCase golden) {
    if (golden.inputs().size() > 1) {
      return KerasMerges.joined(golden.inputs());
    }
    Tensor only = golden.inputs().get(0);
    return only.type() == DataType.INT32 ? widened(only) : only;
  }

  private static Tensor widened(Tensor whole) {
    IntBuffer values = whole.bytes().asIntBuffer();
    long[] wide = new long[values.remaining()];
    Arrays.setAll(wide, values::get);
    return Tensor.of(wide, whole.dims());
  }
}
