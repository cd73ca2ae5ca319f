package dev.hebb.runtime;

/**
 * One axis as the file declares it: a fixed size, or a symbol to be bound.
 *
 * @param symbol empty when the size is fixed
 * @param size -1 when it is symbolic
 */
record Dim(String symbol, long size) {

  static Dim fixed(long size) {
    return new Dim("", size);
  }

  static Dim symbolic(String symbol) {
    return new Dim(symbol, -1);
  }

  boolean isFixed() {
    return symbol.isEmpty();
  }
}
