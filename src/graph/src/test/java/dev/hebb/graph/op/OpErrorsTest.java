package dev.hebb.graph.op;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hebb.graph.DeclarationException;
import java.util.List;
import org.junit.jupiter.api.Test;

class OpErrorsTest {
  private static void refused(Op op, String inputs, String message) {
    assertThatThrownBy(() -> op.infer(OpRows.values(inputs)))
        .isInstanceOf(DeclarationException.class)
        .hasMessage(message);
  }

  @Test
  void shapesThatDoNotBroadcast() {
    refused(
        new Arithmetic(Operator.MUL),
        "x[batch, a=2] y[b=3]",
        "expected shapes that broadcast, got [batch, a=2] and [b=3] (a=2 against b=3). Give both"
            + " the same length there, or one of them length 1.");
    refused(
        new Arithmetic(Operator.SUB),
        "x[batch, a=2] y[time, b=2]",
        "expected shapes that broadcast, got [batch, a=2] and [time, b=2] (batch against time)."
            + " Give both the same length there, or one of them length 1.");
  }

  @Test
  void matricesThatDoNotFit() {
    String message =
        "expected a last axis of 4 (the rows of the kernel), got [batch, a=3]. Reshape the input,"
            + " or declare the kernel for it.";
    refused(new MatMul(), "x[batch, a=3] w[in=4, out=2]", message);
    refused(new Gemm(), "x[batch, a=3] w[in=4, out=2] b[out=2]", message);
  }

  @Test
  void aKernelThatIsNoMatrix() {
    refused(
        new MatMul(),
        "x[batch, a=3] w[in=3, out=2, more=2]",
        "expected a kernel [in, out], got [in=3, out=2, more=2]. Give it two axes.");
  }

  @Test
  void productsThatDoNotFit() {
    refused(
        new MatMul(),
        "x[batch, time, a=3] w[batch, in=2, out=3]",
        "expected [a..., n, in] and [a..., in, out], got [batch, time, a=3] and [batch, in=2,"
            + " out=3]. Transpose one of them.");
  }

  @Test
  void placesOfAnAxisThatIsNotThere() {
    refused(
        new Range(2),
        "x[batch, time]",
        "expected an axis from 0 to 1, got 2 for [batch, time]. Choose one of its axes.");
  }

  @Test
  void lengthsThatNothingIsResizedTo() {
    refused(
        Resize.to(Interpolation.NEAREST, List.of(0, 2)),
        "x[batch, c=1, h=3, w=4]",
        "expected a length of at least 1 for each axis of [batch, c=1, h=3, w=4] after the first"
            + " two, got [0, 2].");
    refused(
        Resize.by(Interpolation.NEAREST, List.of(2)),
        "x[batch, c=1, h=3, w=4]",
        "expected a factor of at least 1 for each axis of [batch, c=1, h=3, w=4] after the first"
            + " two, got [2].");
    refused(
        Resize.to(Interpolation.LINEAR, List.of(2)),
        "x[batch, c=1, time]",
        "expected fixed lengths to resize to [2], got [batch, c=1, time]. Declare them.");
  }

  @Test
  void viewsThatDoNotHoldTheNumbers() {
    String text =
        "expected lengths that hold the numbers of %s, got %s. Change one of them, or give -1 for"
            + " one to have it worked out.";
    refused(
        new View(List.of(3L, View.REST)),
        "x[batch, a=4]",
        text.formatted("[batch, a=4]", "[3, -1]"));
    refused(
        new View(List.of(View.axis(0), 3L)),
        "x[batch, a=4]",
        text.formatted("[batch, a=4]", "[axis 0, 3]"));
    refused(
        new View(List.of(View.REST, View.REST)),
        "x[batch, a=4]",
        text.formatted("[batch, a=4]", "[-1, -1]"));
  }

  @Test
  void axesThatAreNotRepeated() {
    refused(
        new Expand(List.of(3L, 2L)),
        "x[batch, a=1]",
        "expected lengths that repeat axes of length one of [batch, a=1], got [3, 2]. Keep the"
            + " others as they are.");
  }

  @Test
  void twoValuesOfTwoTypes() {
    refused(
        new Where(),
        "c[a=1] x[a=1] y:INT64[a=1]",
        "expected two values of one type, got x[a=1] of FLOAT32 and y[a=1] of INT64. Cast one of"
            + " them.");
  }

  @Test
  void aSequenceGivenToGemm() {
    refused(
        new Gemm(),
        "x[batch, time, a=3] w[in=3, out=2] b[out=2]",
        "expected [batch, in], got [batch, time, a=3]. Flatten the input.");
  }

  @Test
  void aBiasOfAnotherLength() {
    refused(
        new Gemm(),
        "x[batch, a=3] w[in=3, out=2] b[out=3]",
        "expected b of [2], got [out=3]. See the operator's layout.");
  }

  @Test
  void numbersThatAreNotWhole() {
    refused(
        new Gather(),
        "w[rows=9, d=4] x[batch, time]",
        "expected a table [rows, features] and whole numbers (INT64), got [rows=9, d=4] and"
            + " x[batch, time]. Feed it tokens.");
    refused(
        new OneHot(3),
        "x[batch, time]",
        "expected whole numbers (INT64) and a depth of at least 1, got x[batch, time] and 3. Feed it"
            + " tokens or class indices.");
  }

  @Test
  void anIndexForEachPlace() {
    String text =
        "expected [..., n] and whole numbers (INT64) [...], got %s and %s. Give an index for each"
            + " place.";
    refused(
        new GatherElements(),
        "x[batch, time, n=9] i:INT64[batch]",
        text.formatted("[batch, time, n=9]", "i[batch]"));
    refused(
        new GatherElements(), "x[batch, n=9] i[batch]", text.formatted("[batch, n=9]", "i[batch]"));
    refused(
        new GatherElements(),
        "x[batch, n=9] i:INT64[rows]",
        text.formatted("[batch, n=9]", "i[rows]"));
  }

  @Test
  void nothingToChooseFrom() {
    refused(
        new ArgMax(),
        "x[]",
        "expected an axis to choose from, got []. Give it numbers side by side.");
  }

  @Test
  void asManyToChooseAsThereAre() {
    String text =
        "expected at least %s numbers side by side, got %s. Choose k from 1 to as many as there are.";
    refused(new TopK(8), "x[batch, classes=7]", text.formatted(8, "[batch, classes=7]"));
    refused(new TopK(0), "x[batch, classes=7]", text.formatted(1, "[batch, classes=7]"));
    refused(new TopK(2), "x[batch, time]", text.formatted(2, "[batch, time]"));
    refused(new TopK(1), "x[]", text.formatted(1, "[]"));
  }

  @Test
  void phasesOfDifferentLengths() {
    refused(
        new WhenTraining(),
        "x[batch, a=2] y[batch, a=3]",
        "expected the same shape in training as otherwise, got [batch, a=2] and [batch, a=3]. Give"
            + " both the same lengths.");
  }

  @Test
  void anAxisThatIsNotThere() {
    refused(
        new Random(Random.Distribution.UNIFORM, 0, 1, List.of(2)),
        "x[batch, a=2]",
        "expected axes from 0 to 1, got [2] for [batch, a=2]. Choose among its axes.");
  }

  @Test
  void anOrderThatLosesAnAxis() {
    refused(
        new Transpose(List.of(0, 0)),
        "x[batch, a=2]",
        "expected each axis of [batch, a=2] once, got [0, 0]. Name them all.");
    refused(
        new Transpose(List.of(1)),
        "x[batch, a=2]",
        "expected each axis of [batch, a=2] once, got [1]. Name them all.");
  }
}
