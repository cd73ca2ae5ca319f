package dev.hebb.cli;

/** What a command ends with. */
final class Status {
  static final int DONE = 0;

  /** A check said no. */
  static final int REFUSED = 1;

  /** The command line is wrong. */
  static final int USAGE = 2;

  /** A file is missing, or not what it should be; or something is not installed. */
  static final int UNUSABLE = 3;

  /** A mistake of the tool's own. */
  static final int BROKEN = 70;

  private Status() {}
}
