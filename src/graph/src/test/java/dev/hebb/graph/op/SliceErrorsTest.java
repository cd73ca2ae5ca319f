package dev.hebb.graph.op;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hebb.graph.DeclarationException;
import org.junit.jupiter.api.Test;

class SliceErrorsTest {
  private static void refused(Slice op, String message) {
    assertThatThrownBy(() -> op.infer(OpRows.values("x[batch, a=5]")))
        .isInstanceOf(DeclarationException.class)
        .hasMessage(message);
  }

  @Test
  void partsThatAreNotThere() {
    String message =
        "expected a part of a=5, got %d to %d for [batch, a=5]. Take at least one index, within the"
            + " axis.";
    refused(Slice.of(1, 4, 2), message.formatted(4, 6));
    refused(Slice.of(1, 0, 0), message.formatted(0, 0));
    refused(Slice.last(1, 6), message.formatted(-1, 5));
    refused(Slice.withoutFirst(1, 5), message.formatted(5, 5));
    refused(Slice.withoutLast(1, 5), message.formatted(0, 0));
  }

  @Test
  void partsOfAFreeAxisWhoseLengthNobodyKnows() {
    assertThatThrownBy(() -> new Slice(0, -2, 3, false).infer(OpRows.values("x[time, a=5]")))
        .isInstanceOf(DeclarationException.class)
        .hasMessage(
            "expected a part of known length, got -2 to 3 of time, which is free. Count both ends from"
                + " the same side.");
    assertThatThrownBy(() -> Slice.of(0, 2, 0).infer(OpRows.values("x[time, a=5]")))
        .isInstanceOf(DeclarationException.class)
        .hasMessage(
            "expected a part of known length, got 2 to 2 of time, which is free. Count both ends from"
                + " the same side.");
  }

  @Test
  void anAxisThatIsNotThere() {
    String message =
        "expected an axis from 0 to 1, got %d for [batch, a=5]. Choose one of its axes.";
    refused(Slice.of(2, 0, 1), message.formatted(2));
    refused(Slice.reverse(-1), message.formatted(-1));
  }
}
