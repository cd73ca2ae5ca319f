package dev.hebb.graph.op;

import dev.hebb.graph.DeclarationException;
import dev.hebb.graph.Dim;
import dev.hebb.graph.Shape;
import dev.hebb.graph.Size;
import dev.hebb.graph.Value;
import java.util.List;
import java.util.stream.IntStream;

/**
 * The convolution's gradient as a layer: each number spreads over a kernel. x {@code [batch,
 * channels, axes...]}, w {@code [channels, filters / groups, kernel...]} (ONNX's and PyTorch's
 * layout; Keras has {@code [kernel..., filters, channels]}), b {@code [filters]} or absent.
 *
 * <p>Along each axis {@code out = stride·(in - 1) + dilation·(kernel - 1) + 1 + more - begin -
 * end}.
 *
 * @param begin what is cut off before each axis
 * @param end the same behind
 * @param more what is added behind each axis, where nothing but the bias arrives
 */
public record ConvTranspose(
    List<Integer> strides,
    List<Integer> begin,
    List<Integer> end,
    List<Integer> more,
    List<Integer> dilations,
    int groups)
    implements Op {
  public ConvTranspose {
    strides = List.copyOf(strides);
    begin = List.copyOf(begin);
    end = List.copyOf(end);
    more = List.copyOf(more);
    dilations = List.copyOf(dilations);
  }

  @Override
  public List<Output> infer(List<Value> inputs) {
    Shape x = inputs.get(0).shape();
    Shape w = inputs.get(1).shape();
    if (x.rank() != 2 + strides.size() || w.rank() != x.rank()) {
      throw new DeclarationException(
          "expected input and kernel with "
              + strides.size()
              + " axes after the first two, got "
              + x
              + " and "
              + w
              + ". Give one stride for each of those axes.");
    }
    if (!x.dim(1).size().equals(w.dim(0).size())) {
      throw new DeclarationException(
          "expected " + w.dim(0).size() + " channels, got " + x + ". Change the layer before.");
    }
    Size filters = w.dim(1).size().affine(groups, 0, 1);
    if (inputs.size() > 2) {
      Layout.require(inputs.get(2), filters);
    }
    Shape out = x.with(1, new Dim(x.dim(1).name(), filters));
    List<Integer> kernel = Layout.kernel(w);
    for (int i = 0; i < strides.size(); i++) {
      Dim dim = x.dim(2 + i);
      long reach = (long) dilations.get(i) * (kernel.get(i) - 1) + 1;
      long rest = reach - strides.get(i) + more.get(i) - begin.get(i) - end.get(i);
      out = out.with(2 + i, dim.resized(dim.size().affine(strides.get(i), rest, 1)));
    }
    return Output.of(out);
  }

  @Override
  public List<Mixing> mixings(List<Value> inputs) {
    return IntStream.range(0, strides.size()).mapToObj(i -> Mixing.neighbours(2 + i, 0)).toList();
  }

  @Override
  public <R> R accept(OpVisitor<R> visitor) {
    return visitor.convTranspose(this);
  }
}
