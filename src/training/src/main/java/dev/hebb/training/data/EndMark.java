package dev.hebb.training.data;

import java.io.FilterReader;
import java.io.IOException;
import java.io.Reader;

/**
 * Characters, and a mark after the last: a line of its own, unless a quote is open still. So it is
 * seen that a quote was never closed.
 */
final class EndMark extends FilterReader {
  /** What no text has. */
  static final char MARK = '\0';

  private static final char[] LAST = {'\n', MARK};
  private int marked;
  private boolean ended;

  EndMark(Reader in) {
    super(in);
  }

  @Override
  public int read() throws IOException {
    char[] one = new char[1];
    return read(one, 0, 1) < 0 ? -1 : one[0];
  }

  @Override
  public int read(char[] into, int offset, int length) throws IOException {
    int got = ended ? -1 : super.read(into, offset, length);
    if (got >= 0) {
      return got;
    }
    ended = true;
    int rest = Math.min(length, LAST.length - marked);
    if (rest == 0) {
      return -1;
    }
    System.arraycopy(LAST, marked, into, offset, rest);
    marked += rest;
    return rest;
  }
}
