package dev.hebb.graph.op;

import java.util.Locale;

/** ONNX's spelling of constants. */
final class Names {
  private Names() {}

  static String capitalized(Enum<?> constant) {
    String name = constant.name();
    return name.charAt(0) + name.substring(1).toLowerCase(Locale.ROOT);
  }
}
