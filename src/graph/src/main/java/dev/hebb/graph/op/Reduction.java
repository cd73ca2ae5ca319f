package dev.hebb.graph.op;

/** What is made of many numbers. */
public enum Reduction {
  MEAN,
  SUM,
  MAX,
  MIN
}
