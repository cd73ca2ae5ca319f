package dev.hebb.gallery.course;

import dev.hebb.graph.Tensor;
import java.util.Arrays;
import java.util.function.DoubleUnaryOperator;
import java.util.random.RandomGenerator;
import java.util.stream.DoubleStream;
import java.util.stream.Stream;

/** A column of numbers in float64, with what the course writes between and around columns. */
final class Column {
  private final double[] numbers;

  Column(double... numbers) {
    this.numbers = numbers.clone();
  }

  /** All different, from -1 to 1, and such as float32 has. */
  static Column drawn(int length, RandomGenerator random) {
    return new Column(random.doubles(length, -1, 1).map(number -> (float) number).toArray());
  }

  static Column zeros(int length) {
    return new Column(new double[length]);
  }

  int length() {
    return numbers.length;
  }

  double get(int i) {
    return numbers[i];
  }

  DoubleStream stream() {
    return Arrays.stream(numbers);
  }

  /** As a layer's weight {@code [length]}, several of them one behind the other. */
  static Tensor tensor(Column... parts) {
    double[] all = Stream.of(parts).flatMapToDouble(Column::stream).toArray();
    float[] values = new float[all.length];
    for (int i = 0; i < all.length; i++) {
      values[i] = (float) all[i];
    }
    return Tensor.of(values, values.length);
  }

  /** {@code [a, x]}: one above the other. */
  static Column concat(Column a, Column x) {
    return new Column(DoubleStream.concat(a.stream(), x.stream()).toArray());
  }

  /** {@code σ}, of each number. */
  static Column sigma(Column column) {
    return column.each(number -> 1 / (1 + Math.exp(-number)));
  }

  /** Of each number. */
  static Column tanh(Column column) {
    return column.each(Math::tanh);
  }

  /** Of each number. */
  static Column relu(Column column) {
    return column.each(number -> Math.max(0, number));
  }

  static Column softmax(Column column) {
    double sum = column.each(Math::exp).stream().sum();
    return column.each(number -> Math.exp(number) / sum);
  }

  Column plus(Column other) {
    double[] sums = new double[numbers.length];
    Arrays.setAll(sums, i -> numbers[i] + other.numbers[i]);
    return new Column(sums);
  }

  /** {@code ∘}: each number times the other's. */
  Column times(Column other) {
    double[] products = new double[numbers.length];
    Arrays.setAll(products, i -> numbers[i] * other.numbers[i]);
    return new Column(products);
  }

  Column each(DoubleUnaryOperator function) {
    return new Column(stream().map(function).toArray());
  }
}
