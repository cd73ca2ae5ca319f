package dev.hebb.training.data;

import java.util.Arrays;
import java.util.random.RandomGenerator;

/** Row numbers in some order. */
public final class Order {
  private Order() {}

  /** 0, 1, 2, … */
  public static int[] ascending(int rows) {
    int[] order = new int[rows];
    Arrays.setAll(order, i -> i);
    return order;
  }

  /**
   * An order for data that is best read as it lies: a buffer holds the next {@code size} rows, one
   * of them is drawn, each as likely as any other, and the next row takes its place (TensorFlow's
   * {@code Dataset.shuffle}). No row comes more than {@code size} - 1 places early. With 1 it is
   * the order itself, with all rows it is as {@link #shuffled}.
   */
  public static int[] buffered(int rows, int size, RandomGenerator random) {
    int[] buffer = ascending(Math.min(rows, size));
    int held = buffer.length;
    int next = held;
    int[] order = new int[rows];
    for (int i = 0; i < rows; i++) {
      int drawn = random.nextInt(held);
      order[i] = buffer[drawn];
      buffer[drawn] = next < rows ? next++ : buffer[--held];
    }
    return order;
  }

  /** Each order as likely as any other (Fisher and Yates). */
  public static int[] shuffled(int rows, RandomGenerator random) {
    int[] order = ascending(rows);
    for (int i = order.length - 1; i > 0; i--) {
      int j = random.nextInt(i + 1);
      int swapped = order[i];
      order[i] = order[j];
      order[j] = swapped;
    }
    return order;
  }
}
