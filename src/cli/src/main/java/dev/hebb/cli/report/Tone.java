package dev.hebb.cli.report;

/** What a colour says on a terminal; elsewhere nothing. */
public enum Tone {
  PLAIN(""),
  STRONG("\u001b[1m"),
  GOOD("\u001b[32m"),
  BAD("\u001b[31m"),
  QUIET("\u001b[2m");

  private static final String END = "\u001b[0m";

  private final String begin;

  Tone(String begin) {
    this.begin = begin;
  }

  String around(String text, boolean colours) {
    return colours && !begin.isEmpty() && !text.isEmpty() ? begin + text + END : text;
  }
}
