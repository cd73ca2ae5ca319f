package dev.hebb.network.layer;

import dev.hebb.graph.DeclarationException;
import dev.hebb.graph.Value;

/** What several layers ask of their arguments and inputs. */
final class Checks {
  private Checks() {}

  static void positive(String what, long value) {
    if (value < 1) {
      throw new DeclarationException(
          "expected " + what + " of at least 1, got " + value + ". Give a positive number.");
    }
  }

  static long fixedFeatures(Value input) {
    return input
        .shape()
        .last()
        .size()
        .fixed()
        .orElseThrow(
            () ->
                new DeclarationException(
                    "expected a fixed length of the last axis, got "
                        + input.shape()
                        + ". Declare it: weights need it."));
  }
}
