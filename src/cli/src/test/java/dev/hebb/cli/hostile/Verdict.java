package dev.hebb.cli.hostile;

/** What a reader made of a file. */
enum Verdict {
  /** Took it: nothing that matters was changed, or nobody had vouched for it. */
  OPENED,
  /** Refused it with a clear exception that names the file. */
  REFUSED,
  /** Refused it with another exception, or an unclear one. */
  UNCLEAR,
  /** Took longer than {@link Trial#LIMIT}. */
  SLOW,
  /** Took more memory than it may. */
  LARGE
}
