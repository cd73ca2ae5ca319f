package dev.hebb.graph.op;

import dev.hebb.graph.DeclarationException;
import dev.hebb.graph.Dim;
import dev.hebb.graph.Shape;
import dev.hebb.graph.Size;
import dev.hebb.graph.Value;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Convolution (cross-correlation) over the axes after the first two. x {@code [batch, channels,
 * axes...]}, w {@code [filters, channels / groups, kernel...]} (ONNX's and PyTorch's layout; Keras
 * has {@code [kernel..., channels / groups, filters]}), b {@code [filters]} or absent.
 *
 * <p>Along each axis {@code out = floor((in + begin + end - dilation·(kernel - 1) - 1) / stride) +
 * 1}.
 *
 * @param begin zeros put before each axis
 * @param end zeros put after each axis
 */
public record Conv(
    List<Integer> strides,
    List<Integer> begin,
    List<Integer> end,
    List<Integer> dilations,
    int groups)
    implements Op {
  public Conv {
    strides = List.copyOf(strides);
    begin = List.copyOf(begin);
    end = List.copyOf(end);
    dilations = List.copyOf(dilations);
  }

  @Override
  public List<Output> infer(List<Value> inputs) {
    Shape x = inputs.get(0).shape();
    Shape w = inputs.get(1).shape();
    int rank = 2 + strides.size();
    if (x.rank() != rank || w.rank() != rank) {
      throw new DeclarationException(
          "expected input and kernel with "
              + strides.size()
              + " axes after the first two, got "
              + x
              + " and "
              + w
              + ". Give one stride for each of those axes.");
    }
    long channels = w.dim(1).size().fixed().orElseThrow() * groups;
    if (!x.dim(1).size().equals(Size.of(channels))) {
      throw new DeclarationException(
          "expected "
              + channels
              + " channels ("
              + w.dim(1).size()
              + " a filter in "
              + groups
              + " groups), got "
              + x
              + ". Change the groups, or the layer before.");
    }
    if (inputs.size() > 2) {
      Layout.require(inputs.get(2), w.dim(0).size());
    }
    Window window = new Window(Layout.kernel(w), strides, begin, end, dilations);
    return Output.of(window.slide(x).with(1, new Dim(x.dim(1).name(), w.dim(0).size())));
  }

  // What is put behind the rows is zeros, and so must be what pads them.
  @Override
  public List<Mixing> mixings(List<Value> inputs) {
    return IntStream.range(0, end.size())
        .filter(i -> end.get(i) > 0)
        .mapToObj(i -> Mixing.neighbours(2 + i, 0))
        .toList();
  }

  @Override
  public <R> R accept(OpVisitor<R> visitor) {
    return visitor.conv(this);
  }
}
