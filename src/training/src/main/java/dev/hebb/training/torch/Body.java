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

  /** A line whose {@code %s} are filled in order. */
  Body line(String template, Object first, Object... more) {
    Object[] all = new Object[more.length + 1];
    all[0] = first;
    System.arraycopy(more, 0, all, 1, more.length);
    return line(String.format(template, all));
  }

  /** Lines until {@link #end} belong to this loop. */
  Body loop(String variable, String list) {
    line("for " + variable + " in " + list + ":");
    depth++;
    return this;
  }

  /** Lines until {@link #end} are run if this is true. */
  Body when(String condition) {
    line("if " + condition + ":");
    depth++;
    return this;
  }

  Body end() {
    depth--;
    return this;
  }

  /** The lines of another. */
  Body add(Body other) {
    text.append(other.text);
    return this;
  }

  @Override
  public String toString() {
    return text.toString();
  }
}
