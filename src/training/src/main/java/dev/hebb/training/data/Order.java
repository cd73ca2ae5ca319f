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
