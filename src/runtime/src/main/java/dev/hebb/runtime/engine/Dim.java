package dev.hebb.runtime.engine;

/**
 * One axis as the file declares it: a fixed size, or a symbol to be bound.
 *
 * @param symbol empty when the size is fixed
 * @param size -1 when it is symbolic
 */
public record Dim(String symbol, long size) {

  public static Dim fixed(long size) {
    return new Dim("", size);
  }

  public static Dim symbolic(String symbol) {
    return new Dim(symbol, -1);
  }

  public boolean isFixed() {
    return symbol.isEmpty();
  }
}
