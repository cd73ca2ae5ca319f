package dev.hebb.runtime.engine;

import java.util.Locale;

/**
 * What is known about a file when it is open.
 *
 * @param proven whether it is as it was exported and its golden vectors passed
 * @param text the reason, for people
 */
public record Proof(boolean proven, String text) {

  public static Proof trusted() {
    return new Proof(false, "not checked: opened with trust()");
  }

  public static Proof foreign() {
    return new Proof(false, "not written by Hebb: unproven");
  }

  public static Proof withoutGoldens() {
    return new Proof(false, "unchanged since its export, but without golden vectors: unproven");
  }

  public static Proof passed(int goldens, double deviation, double tolerance) {
    String vectors = goldens == 1 ? " golden vector" : " golden vectors";
    String largest = String.format(Locale.ROOT, "%.1E", deviation);
    return new Proof(
        true,
        "proven: " + goldens + vectors + ", largest deviation " + largest + " of " + tolerance);
  }
}
