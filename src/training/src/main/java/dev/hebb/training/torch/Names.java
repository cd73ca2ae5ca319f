package dev.hebb.training.torch;

import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;

/** Turns the graph's names, which may hold anything, into identifiers of the printed program. */
final class Names {
  private final Map<String, String> expressions = new HashMap<>();
  private final AtomicInteger next;

  Names() {
    this(new AtomicInteger());
  }

  private Names(AtomicInteger next) {
    this.next = next;
  }

  /** Those of a graph within, which have nothing to do with these, but for the identifiers. */
  Names within() {
    return new Names(next);
  }

  /** A new variable for this value. */
  String define(String value) {
    String variable = fresh("v");
    expressions.put(value, variable);
    return variable;
  }

  /** This value is read as {@code expression}. */
  void define(String value, String expression) {
    expressions.put(value, expression);
  }

  /** How a value is read. */
  String of(String value) {
    return expressions.get(value);
  }

  /** An identifier that nothing else has. */
  String fresh(String prefix) {
    return prefix + next.getAndIncrement();
  }
}
