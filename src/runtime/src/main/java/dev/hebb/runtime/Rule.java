package dev.hebb.runtime;

/** What the values of an input must be. */
interface Rule {
  /** An error when one is not; allocates nothing otherwise. */
  void check();
}
