package dev.hebb.graph.op;

/**
 * That an operator mixes the places of an axis of one of its inputs. Where rows are padded along
 * it, what is neutral has to stand in the padding first.
 *
 * @param input which of the operator's inputs
 * @param axis not negative
 * @param neutral the number that changes nothing
 * @param padded whether the axis still counts as padded then: of what looks at neighbours;
 *     otherwise nothing is left of it, or its places are alike
 */
public record Mixing(int input, int axis, double neutral, boolean padded) {
  /** Less than any number. */
  static final double LEAST = -Float.MAX_VALUE;

  /** Of the first input, whose axis counts as padded no more. */
  static Mixing all(int axis, double neutral) {
    return new Mixing(0, axis, neutral, false);
  }

  /** Of neighbours along an axis of the first input. */
  static Mixing neighbours(int axis, double neutral) {
    return new Mixing(0, axis, neutral, true);
  }
}
