package dev.hebb.graph.op;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hebb.graph.DeclarationException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ReshapeErrorsTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "4 | 4", // too few
        "7 | 7", // too many
        "4,-1 | 4", // does not divide
        "-1,-1 | 1", // two unknown
        "-2,-3 | 6", // negative, though the product is right
        "-1,-2 | -2"
      })
  void lengthsThatDoNotMultiplyOut(String dims, long product) {
    List<Long> lengths = List.of(dims.split(",")).stream().map(Long::valueOf).toList();
    assertThatThrownBy(() -> new Reshape(lengths).infer(OpRows.values("x[batch, a=2, b=3]")))
        .isInstanceOf(DeclarationException.class)
        .hasMessage(
            "expected lengths whose product is 6 for [batch, a=2, b=3], got "
                + lengths
                + " = "
                + product
                + ". Change one of them, or give -1 for one to have it worked out.");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "0 | 3 | a | 1", // too few
        "0,2 | 3 | a | 2",
        "3,0 | 2 | b | 3",
        "0,0,2 | 1 | a, b | 2", // too many
      })
  void lengthsThatDoNotMultiplyOutBesideWhatStays(
      String dims, long wanted, String kept, long product) {
    List<Long> lengths = List.of(dims.split(",", -1)).stream().map(Long::valueOf).toList();
    assertThatThrownBy(() -> new Reshape(lengths).infer(OpRows.values("x[batch, a=2, b=3]")))
        .isInstanceOf(DeclarationException.class)
        .hasMessage(
            "expected lengths whose product is %d for [batch, a=2, b=3] without %s, got %s = %d. Change one of them, or give -1 for one to have it worked out."
                .formatted(wanted, kept, lengths, product));
  }

  @Test
  void nothingToKeep() {
    assertThatThrownBy(
            () -> new Reshape(List.of(6L, 1L, 0L)).infer(OpRows.values("x[batch, a=2, b=3]")))
        .isInstanceOf(DeclarationException.class)
        .hasMessage(
            "expected an axis to keep at each 0 of [6, 1, 0], got [batch, a=2, b=3]. Give the length there.");
  }

  @Test
  void aFreeAxisCannotBeReshaped() {
    assertThatThrownBy(
            () -> new Reshape(List.of(3L, 0L)).infer(OpRows.values("x[batch, time, a=3]")))
        .isInstanceOf(DeclarationException.class)
        .hasMessage(
            "expected fixed lengths after batch, got [batch, time, a=3], whose time is free."
                + " Declare its length, or reduce it first.");
    assertThatThrownBy(() -> new Reshape(List.of(-1L)).infer(OpRows.values("x[batch, time, a=3]")))
        .isInstanceOf(DeclarationException.class)
        .hasMessage(
            "expected fixed lengths after batch, got [batch, time, a=3], whose time is free."
                + " Declare its length, or reduce it first.");
  }
}
