package dev.hebb.training.data;

/** Numbers out of characters, without a string between: {@code -1.5}, {@code .5}, {@code 2e-3}. */
final class Decimals {
  // Powers of ten that a double holds exactly: so one division or product rounds once.
  private static final double[] POWERS = {
    1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15, 1e16,
    1e17, 1e18, 1e19, 1e20, 1e21, 1e22
  };
  private static final long EXACT = 1L << 53;
  private static final int DIGITS = 18;
  // Of a double, the bits that a float drops; and where they are just half of its last.
  private static final long DROPPED = (1L << 29) - 1;
  private static final long HALF = 1L << 28;

  private Decimals() {}

  /**
   * The float nearest to a number; NaN where the characters are none, infinite where it is too
   * large. Blanks around it are passed over; "NaN" and "Infinity" are no numbers.
   *
   * @param point what stands before the decimals
   */
  static float parse(char[] text, int offset, int length, char point) {
    int at = offset;
    int end = offset + length;
    while (at < end && text[at] <= ' ') {
      at++;
    }
    while (at < end && text[end - 1] <= ' ') {
      end--;
    }
    int from = at;
    boolean negative = at < end && text[at] == '-';
    if (negative || (at < end && text[at] == '+')) {
      at++;
    }
    long mantissa = 0;
    int digits = 0; // Leading zeros do not count.
    int decimals = 0;
    boolean any = false;
    boolean fraction = false;
    for (; at < end; at++) {
      char c = text[at];
      if (c == point && !fraction) {
        fraction = true;
      } else if (c >= '0' && c <= '9') {
        any = true;
        if (digits < DIGITS) {
          mantissa = mantissa * 10 + (c - '0');
          digits += mantissa == 0 ? 0 : 1;
          decimals += fraction ? 1 : 0;
        } else {
          digits++;
        }
      } else {
        break;
      }
    }
    if (!any) {
      return Float.NaN;
    }
    int exponent = 0;
    if (at < end && (text[at] == 'e' || text[at] == 'E')) {
      int sign = at + 1 < end && text[at + 1] == '-' ? -1 : 1;
      at += at + 1 < end && (text[at + 1] == '-' || text[at + 1] == '+') ? 2 : 1;
      if (at == end) {
        return Float.NaN;
      }
      for (; at < end && text[at] >= '0' && text[at] <= '9'; at++) {
        exponent = Math.min(exponent * 10 + (text[at] - '0'), 100_000);
      }
      exponent *= sign;
    }
    if (at < end) {
      return Float.NaN;
    }
    int power = exponent - decimals;
    if (digits <= DIGITS && mantissa <= EXACT && Math.abs(power) < POWERS.length) {
      double value = power < 0 ? mantissa / POWERS[-power] : mantissa * POWERS[power];
      if ((Double.doubleToRawLongBits(value) & DROPPED) != HALF) {
        return (float) (negative ? -value : value);
      }
    }
    return Float.parseFloat(new String(text, from, end - from).replace(point, '.'));
  }
}
