package dev.hebb.cli;

/**
 * Something that was looked for.
 *
 * @param state whether it is there
 * @param what was found
 * @param remedy what to do; empty if nothing
 */
record Finding(State state, String name, String what, String remedy) {
  /** How it is. */
  enum State {
    OK,
    /** Not there, and not needed for everything. */
    NONE,
    MISSING
  }

  static Finding ok(String name, String what) {
    return new Finding(State.OK, name, what, "");
  }

  static Finding none(String name, String what, String remedy) {
    return new Finding(State.NONE, name, what, remedy);
  }

  static Finding missing(String name, String what, String remedy) {
    return new Finding(State.MISSING, name, what, remedy);
  }
}
