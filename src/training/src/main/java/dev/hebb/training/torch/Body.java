package dev.hebb.training.torch;

/** The lines of one method, indented as TorchScript wants them. */
final class Body {
  private final StringBuilder text = new StringBuilder();
  private int depth = 2;

  Body line(String line) {
    text.append("  ".repeat(depth)).append(line).append('\n');
    return this;
  }

  Body set(String variable, String expression) {
    return line(variable + " = " + expression);
  }

  /** Lines until {@link #end} belong to this loop. */
  Body loop(String variable, String list) {
    line("for " + variable + " in " + list + ":");
    depth++;
    return this;
  }

  Body end() {
    depth--;
    return this;
  }

  @Override
  public String toString() {
    return text.toString();
  }
}
