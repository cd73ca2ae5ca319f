package dev.hebb.graph.op;

/** Which way a recurrence reads the time axis; its outputs stay at the time step they belong to. */
public enum Direction {
  FORWARD,
  REVERSE
}
