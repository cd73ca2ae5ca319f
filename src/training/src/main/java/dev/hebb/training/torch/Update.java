package dev.hebb.training.torch;

import dev.hebb.graph.Param;
import dev.hebb.training.Rule;
import java.util.List;

/** Prints a rule. */
interface Update {
  /** What it remembers. */
  List<Slot> slots();

  /** Those of them that it writes to without reading them afterwards. */
  default List<String> unread() {
    return List.of();
  }

  /** Whether this parameter is updated in the other of two ways, in a group of its own. */
  default boolean apart(Param parameter) {
    return false;
  }

  /** Whether it remembers this of such parameters. */
  default boolean remembers(Slot slot, boolean apart) {
    return true;
  }

  /**
   * Its numbers at one update; functions of nothing but that update's number.
   *
   * @param update counted from 1
   */
  default List<Double> numbers(long update) {
    return List.of();
  }

  /** Whether the learning rate must not be 0. */
  default boolean dividesByRate() {
    return false;
  }

  /** Prints the update of these parameters. */
  void print(Body body, Group group);

  /** The printer of this rule. */
  static Update of(Rule rule) {
    return rule.accept(new Updates());
  }
}
