package dev.hebb.network.layer;

import dev.hebb.graph.op.Activation;
import java.util.List;
import java.util.stream.Collectors;

/** Writes a layer down as its user did. */
final class Text {
  private final StringBuilder text;

  Text(String call) {
    text = new StringBuilder(call);
  }

  Text when(boolean said, String wither) {
    if (said) {
      text.append('.').append(wither);
    }
    return this;
  }

  Text activation(String wither, Activation said, Activation usual) {
    return when(!said.equals(usual), wither + "(" + said + ")");
  }

  @Override
  public String toString() {
    return text.toString();
  }

  /** {@code 3}, or {@code 3, 4} where they differ. */
  static String sizes(List<Integer> sizes) {
    return sizes.stream().distinct().count() == 1
        ? sizes.get(0).toString()
        : sizes.stream().map(String::valueOf).collect(Collectors.joining(", "));
  }
}
