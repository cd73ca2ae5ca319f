package dev.hebb.graph;

/** Says in one figure how good answers are, whoever gave them. */
public interface Judge {
  /** What the figure is called, such as {@code accuracy}. */
  String name();

  /** Whether more of it is better; by default it is an error, and less is better. */
  default boolean higherIsBetter() {
    return false;
  }

  /**
   * The figure over all rows.
   *
   * @param said what an output gave, {@code [rows, ...]}
   * @param wanted what should have been said, row by row
   */
  double judge(Tensor said, Tensor wanted);
}
