package dev.hebb.graph.op;

/** What is done with two numbers; comparisons give 1 or 0. */
public enum Operator {
  ADD,
  SUB,
  MUL,
  DIV,
  MAX,
  MIN,
  /** a to the power of b. */
  POW,
  /** 1 where a = b, else 0. */
  EQUAL,
  /** 1 where a &gt; b, else 0. */
  GREATER
}
