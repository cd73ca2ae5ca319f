package dev.hebb.cli;

import java.util.Locale;

/** Bytes and numbers as people read them. */
final class Sizes {
  private static final int STEP = 1024;

  private Sizes() {}

  /** "17.9 KB", of 1,024 bytes. */
  static String bytes(long count) {
    if (count < STEP) {
      return count == 1 ? "1 byte" : count + " bytes";
    }
    double size = (double) count / STEP;
    for (String unit : new String[] {"KB", "MB", "GB"}) {
      if (size < STEP || unit.equals("GB")) {
        return String.format(Locale.ROOT, size < 10 ? "%.2f %s" : "%.1f %s", size, unit);
      }
      size /= STEP;
    }
    throw new IllegalStateException();
  }

  /** "1 tensor", "12 tensors". */
  static String count(long count, String what) {
    return String.format(Locale.ROOT, "%,d %s%s", count, what, count == 1 ? "" : "s");
  }
}
