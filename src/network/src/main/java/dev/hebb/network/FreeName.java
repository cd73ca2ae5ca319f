package dev.hebb.network;

import java.util.Set;

/** Keras's automatic names: {@code lstm}, {@code lstm_1}, {@code lstm_2}, … */
final class FreeName {
  private FreeName() {}

  static String of(String kind, Set<String> taken) {
    String name = kind;
    for (int i = 1; taken.contains(name); i++) {
      name = kind + "_" + i;
    }
    return name;
  }
}
