package dev.hebb.runtime.engine;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;

/**
 * Whether a file is still the one that was exported.
 *
 * <p>A Hebb file ends in one metadata record that holds the SHA-256 of every byte before it: tag
 * and length of the record, key {@code hebb.sha256}, 64 lower-case hex digits. It is compared byte
 * by byte, so no parser sees a changed file.
 */
public enum Seal {
  /** The digest is there and right. */
  INTACT,
  /** Hebb wrote the file and it was changed since. */
  BROKEN,
  /** Not Hebb's, as far as the bytes tell. */
  ABSENT;

  private static final int HEX_DIGITS = 64;
  // metadata_props is field 14 of ModelProto; key and value are fields 1 and 2 of its record.
  private static final byte[] HEAD = latin("rO\n\u000bhebb.sha256\u0012@");
  private static final byte[] MARK = latin("\n\u000chebb.version");

  public static Seal of(byte[] file) {
    int end = file.length - HEX_DIGITS - HEAD.length;
    if (end >= 0 && Arrays.equals(HEAD, Arrays.copyOfRange(file, end, end + HEAD.length))) {
      byte[] written = Arrays.copyOfRange(file, end + HEAD.length, file.length);
      return Arrays.equals(written, latin(sha256(file, end))) ? INTACT : BROKEN;
    }
    return contains(file, MARK) ? BROKEN : ABSENT;
  }

  private static String sha256(byte[] file, int end) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      digest.update(file, 0, end);
      return HexFormat.of().formatHex(digest.digest());
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }

  private static boolean contains(byte[] file, byte[] mark) {
    for (int at = file.length - mark.length; at >= 0; at--) {
      if (file[at] == mark[0] && Arrays.equals(file, at, at + mark.length, mark, 0, mark.length)) {
        return true;
      }
    }
    return false;
  }

  private static byte[] latin(String text) {
    return text.getBytes(StandardCharsets.ISO_8859_1);
  }
}
