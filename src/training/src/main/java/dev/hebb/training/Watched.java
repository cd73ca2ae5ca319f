package dev.hebb.training;

import dev.hebb.graph.PictureInput;
import dev.hebb.graph.Seed;
import dev.hebb.training.data.ExampleSpec;
import dev.hebb.training.data.Examples;
import dev.hebb.training.data.TensorSpec;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Examples whose whole numbers and row lengths are looked at, for a network that takes them. */
record Watched(Examples examples, Inspection inspection) implements Examples {
  @Override
  public int rows() {
    return examples.rows();
  }

  @Override
  public ExampleSpec spec() {
    ExampleSpec spec = examples.spec();
    return new ExampleSpec(
        limited(spec.inputs(), 0), limited(spec.targets(), spec.inputs().size()), spec.weights());
  }

  private List<TensorSpec> limited(List<TensorSpec> specs, int from) {
    List<TensorSpec> limited = new ArrayList<>();
    for (int i = 0; i < specs.size(); i++) {
      TensorSpec spec = specs.get(i);
      boolean asked = from + i < inspection.limits().size();
      int limit = asked ? inspection.limits().get(from + i) : 0;
      boolean sooner = limit > 0 && (spec.classes() == 0 || limit < spec.classes());
      limited.add(sooner ? new TensorSpec(spec.type(), spec.dims(), limit) : spec);
    }
    return limited;
  }

  @Override
  public Optional<PictureInput> prepared() {
    return examples.prepared();
  }

  @Override
  public void read(int row, Seed seed, List<ByteBuffer> into) {
    examples.read(row, seed, into);
  }
}
