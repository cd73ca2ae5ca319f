package dev.hebb.training;

import com.sun.jna.Function;
import com.sun.jna.Platform;

/** Whether a person reads along. */
final class Terminal {
  private static final int STANDARD_ERROR = 2;

  private Terminal() {}

  /** Asked of the C library: what Java says of its console differs from release to release. */
  static boolean onStandardError() {
    try {
      Function isatty =
          Function.getFunction(
              Platform.isWindows() ? "msvcrt" : "c", Platform.isWindows() ? "_isatty" : "isatty");
      return isatty.invokeInt(new Object[] {STANDARD_ERROR}) != 0;
    } catch (UnsatisfiedLinkError unknown) {
      return false;
    }
  }
}
