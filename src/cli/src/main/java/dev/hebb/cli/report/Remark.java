package dev.hebb.cli.report;

/** A line for people only: a verdict, or what to do next. */
public record Remark(Tone tone, String text) implements Part {
  /** Without colour. */
  public static Remark of(String text) {
    return new Remark(Tone.PLAIN, text);
  }
}
