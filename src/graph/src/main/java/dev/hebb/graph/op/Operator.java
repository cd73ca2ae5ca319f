package dev.hebb.graph.op;

/** Arithmetic on two values. */
public enum Operator {
  ADD,
  SUB,
  MUL,
  DIV,
  MAX,
  MIN
}
