package dev.hebb.training.torch;

import java.util.ArrayList;
import java.util.List;
import java.util.function.IntFunction;
import java.util.stream.Collectors;

/**
 * Parameters that are updated alike, and the names of what an {@link Update} prints about: {@code
 * ws} are the weights, outside of what is differentiated, {@code gs} their gradients.
 *
 * @param suffix of its names, empty where there is one group only
 * @param members which of the trained parameters
 * @param decayed which of them are decayed
 * @param factor of the learning rate
 * @param apart whether it is updated in the other of a rule's two ways
 */
record Group(
    String suffix, List<Integer> members, List<Integer> decayed, double factor, boolean apart) {
  String ws() {
    return "ws" + suffix;
  }

  String gs() {
    return "gs" + suffix;
  }

  /** The learning rate of this step. */
  String rate() {
    return factor == 1 ? "control" + Optimization.RATE : "rate" + suffix;
  }

  /** The learning rate of this step, below zero. */
  String down() {
    return "torch.neg(" + rate() + ")";
  }

  /** The rule's number of this step at a place. */
  String number(int place) {
    return "control" + (Optimization.RULE + place);
  }

  /** The list of a slot's tensors. */
  String slot(String name) {
    return "slot_" + name + suffix;
  }

  /** The weights that are decayed. */
  String decays() {
    return decayed.equals(members) ? ws() : "decays" + suffix;
  }

  /**
   * Names its lists, and gives back the names of those that are written to but maybe not read
   * again.
   *
   * @param slots what the rule remembers of its members
   */
  List<String> declare(List<Slot> slots, Body body) {
    List<String> written = new ArrayList<>(List.of(ws()));
    body.set(ws(), list(members, i -> "self.w" + i));
    for (Slot slot : slots) {
      body.set(slot(slot.name()), list(members, slot::attribute));
    }
    if (!decayed.isEmpty() && !decays().equals(ws())) {
      body.set(decays(), list(decayed, i -> "self.w" + i));
      written.add(decays());
    }
    if (factor != 1) {
      body.set(rate(), "torch.mul(control%d, %s)".formatted(Optimization.RATE, factor));
    }
    return written;
  }

  /** A list literal with an item for each. */
  static String list(List<Integer> members, IntFunction<String> item) {
    return members.stream().map(item::apply).collect(Collectors.joining(", ", "[", "]"));
  }
}
