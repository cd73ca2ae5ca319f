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
  void pastTheEnd() {
    refused(
        Slice.of(1, 4, 2),
        "expected at least 6 along a, got [batch, a=5]. Take fewer, or start earlier.");
  }

  @Test
  void beforeTheBeginning() {
    refused(
        Slice.of(1, -2, 1),
        "expected a start of at least 0 and a length of at least 1, got start -2 and length 1."
            + " Count from the front.");
  }

  @Test
  void nothingAtAll() {
    refused(
        Slice.of(1, 0, 0),
        "expected a start of at least 0 and a length of at least 1, got start 0 and length 0."
            + " Count from the front.");
  }

  @Test
  void anAxisThatIsNotThere() {
    String message =
        "expected an axis from 0 to 1, got %d for [batch, a=5]. Choose one of its axes.";
    refused(Slice.of(2, 0, 1), message.formatted(2));
    refused(Slice.reverse(-1), message.formatted(-1));
  }
}
