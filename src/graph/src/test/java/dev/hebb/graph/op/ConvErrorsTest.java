package dev.hebb.graph.op;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hebb.graph.DeclarationException;
import java.util.List;
import org.junit.jupiter.api.Test;

class ConvErrorsTest {
  private static void refused(Conv op, String inputs, String message) {
    assertThatThrownBy(() -> op.infer(OpRows.values(inputs)))
        .isInstanceOf(DeclarationException.class)
        .hasMessage(message);
  }

  private static Conv conv(int stride, int pads, int dilation, int groups) {
    return new Conv(List.of(stride), List.of(pads), List.of(0), List.of(dilation), groups);
  }

  @Test
  void aKernelOneStepTooLong() {
    refused(
        conv(1, 0, 1, 1),
        "x[batch, c=1, time=3] w[f=2, c=1, k=4]",
        "output time = floor((3 - 4)/1) + 1 = 0 for input [batch, c=1, time=3]. Use .same(), a"
            + " smaller kernel, or a longer time.");
  }

  @Test
  void aKernelMuchTooLong() {
    refused(
        conv(2, 0, 1, 1),
        "x[batch, c=1, time=3] w[f=2, c=1, k=9]",
        "output time = floor((3 - 9)/2) + 1 = -2 for input [batch, c=1, time=3]. Use .same(), a"
            + " smaller kernel, or a longer time.");
  }

  @Test
  void theArithmeticCountsPadsAndDilation() {
    refused(
        conv(1, 2, 3, 1),
        "x[batch, c=1, time=3] w[f=2, c=1, k=3]",
        "output time = floor((3 + 2 - 7)/1) + 1 = -1 for input [batch, c=1, time=3]. Use .same(),"
            + " a smaller kernel, or a longer time.");
  }

  @Test
  void channelsThatTheKernelDoesNotRead() {
    refused(
        conv(1, 0, 1, 2),
        "x[batch, c=3, time] w[f=2, c=2, k=1]",
        "expected 4 channels (2 a filter in 2 groups), got [batch, c=3, time]. Change the groups,"
            + " or the layer before.");
  }

  @Test
  void aBiasOfAnotherLength() {
    refused(
        conv(1, 0, 1, 1),
        "x[batch, c=1, time] w[f=2, c=1, k=1] b[f=3]",
        "expected b of [2], got [f=3]. See the operator's layout.");
  }

  @Test
  void moreAxesThanStrides() {
    refused(
        conv(1, 0, 1, 1),
        "x[batch, c=1, height=5, width=5] w[f=2, c=1, k=1, l=1]",
        "expected input and kernel with 1 axes after the first two, got [batch, c=1, height=5,"
            + " width=5] and [f=2, c=1, k=1, l=1]. Give one stride for each of those axes.");
  }
}
