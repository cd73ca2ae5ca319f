package dev.hebb.network.layer;

import dev.hebb.graph.op.Activation;

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
}
