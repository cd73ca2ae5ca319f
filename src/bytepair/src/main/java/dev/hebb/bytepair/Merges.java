package dev.hebb.bytepair;

import dev.hebb.text.TokenizerException;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The tokens of a byte-pair vocabulary by rank: all 256 bytes, and two tokens of lower rank joined.
 * The lower a token's rank, the sooner its two parts are joined where they meet.
 */
final class Merges {
  private static final int BYTES = 256;
  private static final int LONGEST = 1 << 12;
  // Together; real vocabularies have a few million. A short note could ask for gigabytes.
  private static final int LARGEST = 1 << 26;

  private final List<byte[]> tokens = new ArrayList<>();
  private final List<String> lines = new ArrayList<>();
  private final Map<ByteBuffer, Integer> ranks = new HashMap<>();
  private int bytes;
  private long length;

  /** The next token: one byte. */
  void add(int value) {
    if (value < 0 || value >= BYTES) {
      throw wrong("a byte from 0 to 255", Integer.toString(value));
    }
    put(new byte[] {(byte) value}, Integer.toString(value));
    bytes++;
  }

  /** The next token: two of lower rank, joined. */
  void add(int left, int right) {
    int size = tokens.size();
    if (left < 0 || right < 0 || left >= size || right >= size) {
      throw wrong("ranks below its own", left + " " + right);
    }
    put(joined(left, right), left + " " + right);
  }

  private void put(byte[] token, String line) {
    Integer before = ranks.putIfAbsent(ByteBuffer.wrap(token), tokens.size());
    if (before != null) {
      throw wrong("another token than that of rank " + before, line);
    }
    if (token.length > LONGEST) {
      throw wrong("at most " + LONGEST + " bytes", Integer.toString(token.length));
    }
    length += token.length;
    if (length > LARGEST) {
      throw wrong("at most " + LARGEST + " bytes in all tokens", Long.toString(length));
    }
    tokens.add(token);
    lines.add(line);
  }

  /** The bytes of two tokens. */
  byte[] joined(int left, int right) {
    byte[] first = tokens.get(left);
    byte[] second = tokens.get(right);
    byte[] both = Arrays.copyOf(first, first.length + second.length);
    System.arraycopy(second, 0, both, first.length, second.length);
    return both;
  }

  /** The rank of a token, or -1. */
  int rank(byte[] token) {
    return ranks.getOrDefault(ByteBuffer.wrap(token), -1);
  }

  int size() {
    return tokens.size();
  }

  /** The bytes of a token; not a copy. */
  byte[] token(int rank) {
    return tokens.get(rank);
  }

  /** Bytes behind each other. */
  static byte[] joined(List<byte[]> parts) {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    parts.forEach(all::writeBytes);
    return all.toByteArray();
  }

  /** By their bytes, as JTokkit asks for them. */
  @SuppressWarnings("ArrayAsKeyOfSetOrMap") // nothing is looked up: it goes over them once
  Map<byte[], Integer> byBytes() {
    Map<byte[], Integer> all = new LinkedHashMap<>();
    for (int rank = 0; rank < tokens.size(); rank++) {
      all.put(tokens.get(rank), rank);
    }
    return all;
  }

  /** Checks that any text can be written in these tokens. */
  Merges complete() {
    if (bytes != BYTES) {
      throw new TokenizerException(
          "byte-pair: expected a token for each of 256 bytes, got %s. Fit it with the whole alphabet of bytes."
              .formatted(bytes));
    }
    return this;
  }

  /** One a line: a byte, or the ranks of two tokens. */
  List<String> lines() {
    return List.copyOf(lines);
  }

  /** What {@link #lines()} wrote. */
  static Merges read(List<String> lines) {
    Merges merges = new Merges();
    for (String line : lines) {
      int space = line.indexOf(' ');
      if (space < 0) {
        merges.add(merges.number(line, line));
      } else {
        merges.add(
            merges.number(line.substring(0, space), line),
            merges.number(line.substring(space + 1), line));
      }
    }
    return merges.complete();
  }

  private int number(String digits, String line) {
    try {
      return Integer.parseInt(digits);
    } catch (NumberFormatException e) {
      throw wrong("a byte or two ranks", line);
    }
  }

  private TokenizerException wrong(String expected, String got) {
    return new TokenizerException(
        "byte-pair: token %s: expected %s, got \"%s\". It was changed."
            .formatted(tokens.size(), expected, got));
  }
}
