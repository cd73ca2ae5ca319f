package dev.hebb.training.torch;

import java.util.List;
import java.util.function.IntFunction;
import java.util.stream.Collectors;

/**
 * Parameters that are updated alike, and the names of what an {@link Update} prints about: {@code
 * ws} are the weights, outside of what is differentiated, {@code gs} their gradients.
 *
 * @param members which of the trained parameters
 * @param numbers place of the rule's first number among the step's
 */
record Group(List<Integer> members, int numbers) {
  String ws() {
    return "ws";
  }

  String gs() {
    return "gs";
  }

  /** The learning rate of this step. */
  String rate() {
    return "control" + Optimization.RATE;
  }

  /** The rule's number of this step at a place. */
  String number(int place) {
    return "control" + (numbers + place);
  }

  /** Names the list of a slot's tensors: {@code ms} of the slot {@code m}. */
  String slot(String name, Body body) {
    String list = name + "s";
    body.set(list, list(i -> "self." + name + i));
    return list;
  }

  /** A list literal with an item for each member. */
  String list(IntFunction<String> item) {
    return members.stream().map(item::apply).collect(Collectors.joining(", ", "[", "]"));
  }
}
