package dev.hebb.network;

import static dev.hebb.network.Layers.ANY;
import static dev.hebb.network.Layers.conv1d;
import static dev.hebb.network.Layers.network;
import static dev.hebb.network.Layers.sequence;
import static org.assertj.core.api.Assertions.assertThat;

import dev.hebb.graph.Node;
import dev.hebb.network.layer.Conv;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class Conv1dShapesTest {
  private static String time(long time, Conv<Rank.Sequence> layer) {
    return network("net", sequence(time, 4)).then(layer).shape().dim(1).toString();
  }

  @Test
  void aFreeTimeIsWrittenDown() {
    assertThat(time(ANY, conv1d(2, 4))).isEqualTo("time=time - 3");
    assertThat(time(ANY, conv1d(2, 4).stride(2))).isEqualTo("time=floor((time - 2)/2)");
    assertThat(time(ANY, conv1d(2, 4).dilation(3))).isEqualTo("time=time - 9");
    assertThat(time(ANY, conv1d(2, 4).same())).isEqualTo("time");
    assertThat(time(ANY, conv1d(2, 4).causal().dilation(2))).isEqualTo("time");
    assertThat(time(ANY, conv1d(2, 4).causal().stride(2))).isEqualTo("time=floor((time + 1)/2)");
  }

  @Test
  void oneConvolutionBehindAnotherStaysReadable() {
    Conv<Rank.Sequence> halves = conv1d(4, 4).stride(2);
    assertThat(network("net", sequence(ANY, 4)).then(halves).then(halves).shape())
        .hasToString("[batch, time=floor((time - 6)/4), features=4]");
  }

  @Test
  void aFixedTimeIsWorkedOut() {
    assertThat(time(10, conv1d(2, 4))).isEqualTo("time=7");
    assertThat(time(10, conv1d(2, 4).stride(2))).isEqualTo("time=4");
    assertThat(time(10, conv1d(2, 4).same().stride(3))).isEqualTo("time=4");
    assertThat(time(10, conv1d(2, 4).causal())).isEqualTo("time=10");
  }

  // Keras: total = max((ceil(in/s) - 1)*s + k - in, 0), the odd one at the end.
  @ParameterizedTest(name = "length {0}, kernel {1}, stride {2}, dilation {3}")
  @CsvSource({
    "10, 4, 1, 1, 1, 2",
    "10, 3, 1, 1, 1, 1",
    "10, 4, 2, 1, 1, 1",
    "10, 4, 3, 1, 1, 2",
    "11, 4, 2, 1, 1, 2",
    "10, 1, 2, 1, 0, 0",
    "10, 3, 1, 4, 4, 4"
  })
  void samePaddingIsThatOfKeras(
      long length, int kernel, int stride, int dilation, int begin, int end) {
    Conv<Rank.Sequence> layer = conv1d(2, kernel).same().stride(stride).dilation(dilation);
    Network<?, ?> network = network("net", sequence(length, 4)).then(layer).build();
    assertThat(
            network.graph().nodes().stream()
                .map(Node::op)
                .filter(dev.hebb.graph.op.Conv.class::isInstance))
        .containsExactly(
            new dev.hebb.graph.op.Conv(
                List.of(stride), List.of(begin), List.of(end), List.of(dilation), 1));
  }

  @Test
  void groupsHaveSmallerKernels() {
    assertThat(
            network("net", sequence(ANY, 4)).then(conv1d(6, 3).groups(2)).build().graph().params())
        .extracting(param -> param.name() + " " + param.dims())
        .containsExactly("conv1d/kernel [6, 2, 3]", "conv1d/bias [6]");
  }
}
