package dev.hebb.graph;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.ReadOnlyBufferException;
import org.junit.jupiter.api.Test;

class TensorTest {
  private static final Tensor SIX = Tensor.of(new float[] {1, 2, 3, 4, 5, 6}, 2, 3);

  @Test
  void itKeepsNumbersOutermostAxisFirst() {
    assertThat(SIX.toFloats()).containsExactly(1, 2, 3, 4, 5, 6);
    assertThat(SIX.dims()).containsExactly(2, 3);
    assertThat(SIX.size()).isEqualTo(6);
    assertThat(SIX).hasToString("FLOAT32[2, 3]");
    assertThat(Tensor.of(new float[][] {{1, 2, 3}, {4, 5, 6}}))
        .isEqualTo(SIX)
        .hasSameHashCodeAs(SIX);
  }

  @Test
  void bytesAreLittleEndianWhateverTheMachine() {
    ByteBuffer bytes = Tensor.of(new float[] {1}, 1).bytes();
    assertThat(new byte[] {bytes.get(), bytes.get(), bytes.get(), bytes.get()})
        .containsExactly(0, 0, 0x80, 0x3f);
  }

  @Test
  void itOwnsItsNumbers() {
    float[] values = {1, 2};
    Tensor tensor = Tensor.of(values, 2);
    values[0] = 9;
    tensor.toFloats()[0] = 9;
    tensor.dims()[0] = 9;
    assertThat(tensor).isEqualTo(Tensor.of(new float[] {1, 2}, 2));
    assertThatThrownBy(() -> tensor.floats().put(0, 9)).isInstanceOf(ReadOnlyBufferException.class);
  }

  @Test
  void wrappingTakesBytesFromPositionToLimit() {
    ByteBuffer bytes = ByteBuffer.allocate(16).order(ByteOrder.LITTLE_ENDIAN);
    bytes.putFloat(4, 7).putFloat(8, 8).position(4).limit(12);
    Tensor wrapped = Tensor.wrap(DataType.FLOAT32, bytes.order(ByteOrder.BIG_ENDIAN), 2);
    assertThat(wrapped.toFloats()).containsExactly(7, 8);
    assertThat(bytes.position()).isEqualTo(4);
  }

  @Test
  void aScalarHasNoAxesAndOneNumber() {
    assertThat(Tensor.of(new float[] {3})).hasToString("FLOAT32[]");
    assertThat(Tensor.zeros(0, 5).size()).isZero();
    assertThat(Tensor.zeros(2, 2).toFloats()).containsExactly(0, 0, 0, 0);
  }

  @Test
  void reshapingKeepsTheNumbers() {
    assertThat(SIX.reshaped(3, 2)).isEqualTo(Tensor.of(new float[] {1, 2, 3, 4, 5, 6}, 3, 2));
    assertThat(SIX.reshaped(3, 2)).isNotEqualTo(SIX);
    assertThatThrownBy(() -> SIX.reshaped(4, 2))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("a FLOAT32 tensor [4, 2] takes 32 bytes, got 24");
  }

  @Test
  void numbersAndAxesMustAgree() {
    assertThatThrownBy(() -> Tensor.of(new float[5], 2, 3))
        .hasMessage("a FLOAT32 tensor [2, 3] takes 24 bytes, got 20");
    assertThatThrownBy(() -> Tensor.wrap(DataType.INT64, ByteBuffer.allocate(12), 2))
        .hasMessage("a INT64 tensor [2] takes 16 bytes, got 12");
    assertThatThrownBy(() -> Tensor.of(new float[][] {{1, 2}, {3}}))
        .hasMessage("row 1 has 1 columns, row 0 has 2");
  }

  @Test
  void negativeAxesDoNotCancelOut() {
    assertThatThrownBy(() -> SIX.reshaped(-2, -3))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("an axis is not negative: [-2, -3]");
  }

  @Test
  void axesSoLongThatTheirBytesOverflowAreRefused() {
    assertThatThrownBy(
            () -> Tensor.wrap(DataType.FLOAT32, ByteBuffer.allocate(0), 1L << 31, 1L << 31))
        .isInstanceOf(ArithmeticException.class)
        .hasMessage("long overflow");
  }

  @Test
  void onlyFloatsAreReadAsFloats() {
    Tensor longs = Tensor.wrap(DataType.INT64, ByteBuffer.allocate(8), 1);
    assertThatThrownBy(longs::toFloats)
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("this tensor holds INT64, not FLOAT32");
  }

  @Test
  void equalBytesOfAnotherTypeAreAnotherTensor() {
    Tensor floats = Tensor.wrap(DataType.FLOAT32, ByteBuffer.allocate(4), 1);
    assertThat(floats).isNotEqualTo(Tensor.wrap(DataType.INT32, ByteBuffer.allocate(4), 1));
  }
}
