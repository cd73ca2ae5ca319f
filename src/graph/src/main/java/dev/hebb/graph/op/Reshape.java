package dev.hebb.graph.op;

import dev.hebb.graph.DeclarationException;
import dev.hebb.graph.Dim;
import dev.hebb.graph.Shape;
import dev.hebb.graph.Size;
import dev.hebb.graph.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;

/**
 * The same numbers, in the same order, with other axes after the outermost one, which stays. At
 * most one of {@code dims} is -1: whatever is left. One that is {@link #KEEP} is the axis that
 * stands at this place, however long. ONNX: Reshape to {@code [0, dims...]}.
 */
public record Reshape(List<Long> dims) implements Op {
  /** The axis of the input at the same place. */
  public static final long KEEP = 0;

  public Reshape {
    dims = List.copyOf(dims);
  }

  @Override
  public List<Output> infer(List<Value> inputs) {
    Shape x = inputs.get(0).shape();
    long elements = elements(x);
    long known = dims.stream().filter(dim -> dim > 0).reduce(1L, (a, b) -> a * b);
    long free = dims.stream().filter(dim -> dim == -1).count();
    boolean negative = dims.stream().anyMatch(dim -> dim < -1);
    if (negative || free > 1 || (free == 0 ? known != elements : elements % known != 0)) {
      throw new DeclarationException(
          "expected lengths whose product is %d for %s%s, got %s = %d. Change one of them, or give -1 for one to have it worked out."
              .formatted(elements, x, kept(x), dims, product()));
    }
    List<Dim> out = new ArrayList<>(List.of(x.dim(0)));
    // What is left of all that does not stay.
    boolean features = dims.stream().limit(dims.size() - 1L).allMatch(dim -> dim == KEEP);
    for (int i = 0; i < dims.size(); i++) {
      long size = dims.get(i) == -1 ? elements / known : dims.get(i);
      String name = features ? "features" : "d" + (i + 1);
      out.add(keeps(i + 1) ? x.dim(i + 1) : new Dim(name, Size.of(size)));
    }
    return List.of(new Output(new Shape(out), inputs.get(0).type()));
  }

  private boolean keeps(int axis) {
    return axis > 0 && axis <= dims.size() && dims.get(axis - 1) == KEEP;
  }

  // Of the axes that do not stay.
  private long elements(Shape x) {
    if (dims.lastIndexOf(KEEP) + 1 >= x.rank()) {
      throw new DeclarationException(
          "expected an axis to keep at each 0 of %s, got %s. Give the length there."
              .formatted(dims, x));
    }
    long elements = 1;
    for (int axis = 1; axis < x.rank(); axis++) {
      OptionalLong size = x.dim(axis).size().fixed();
      if (size.isEmpty() && !keeps(axis)) {
        throw new DeclarationException(
            "expected fixed lengths after %s, got %s, whose %s is free. Declare its length, or reduce it first."
                .formatted(x.dim(0), x, x.dim(axis).name()));
      }
      elements *= keeps(axis) ? 1 : size.getAsLong();
    }
    return elements;
  }

  private long product() {
    return dims.stream().filter(dim -> dim != -1 && dim != KEEP).reduce(1L, (a, b) -> a * b);
  }

  private String kept(Shape x) {
    List<String> names = new ArrayList<>();
    for (int axis = 1; axis < x.rank(); axis++) {
      if (keeps(axis)) {
        names.add(x.dim(axis).name());
      }
    }
    return names.isEmpty() ? "" : " without " + String.join(", ", names);
  }

  @Override
  public <R> R accept(OpVisitor<R> visitor) {
    return visitor.reshape(this);
  }
}
