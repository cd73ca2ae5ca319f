package dev.hebb.stream.tick;

/** Numbers that no tick changes. */
final class Weights {
  private final float[] numbers;

  Weights(float[] numbers) {
    this.numbers = numbers;
  }

  /** Themselves, not a copy. */
  float[] numbers() {
    return numbers;
  }

  int size() {
    return numbers.length;
  }

  /** {@code [rows, ...]} as {@code [..., rows]}. */
  Weights transposed(int rows) {
    return new Weights(Sums.transposed(numbers, rows, numbers.length / rows));
  }

  /** Some of them, side by side. */
  Weights part(int from, int to) {
    return new Weights(java.util.Arrays.copyOfRange(numbers, from, to));
  }

  /** Each plus one of the others. */
  Weights plus(Weights others) {
    float[] sums = numbers.clone();
    for (int i = 0; i < others.numbers.length; i++) {
      sums[i] += others.numbers[i];
    }
    return new Weights(sums);
  }
}
