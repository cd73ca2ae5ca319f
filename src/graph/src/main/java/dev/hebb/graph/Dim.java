package dev.hebb.graph;

import java.util.Objects;

/**
 * One named axis of a shape: {@code features=20}, {@code time}, {@code time=floor((time - 4)/2)}.
 */
public record Dim(String name, Size size) {
  public Dim {
    Objects.requireNonNull(name);
    Objects.requireNonNull(size);
  }

  /** An axis of a fixed length. */
  public static Dim of(String name, long size) {
    return new Dim(name, Size.of(size));
  }

  /** An axis whose length is bound when data arrives; the symbol has the name of the axis. */
  public static Dim free(String name) {
    return new Dim(name, Size.symbol(name));
  }

  /** Whether rows are padded along this axis. */
  public boolean padded() {
    return size.rowLengths().isPresent();
  }

  /** The same axis with another length. */
  public Dim resized(Size other) {
    return new Dim(name, other);
  }

  @Override
  public String toString() {
    boolean own = size instanceof Size.Symbol symbol && symbol.name().equals(name);
    return own ? size.toString() : name + "=" + size;
  }
}
