package dev.hebb.runtime.engine;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
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

  public static Seal of(ByteBuffer file) {
    int end = file.limit() - HEX_DIGITS - HEAD.length;
    if (end >= 0 && holds(file, end, HEAD)) {
      byte[] written = latin(sha256(file.slice(0, end)));
      return holds(file, end + HEAD.length, written) ? INTACT : BROKEN;
    }
    for (int at = file.limit() - MARK.length; at >= 0; at--) {
      if (file.get(at) == MARK[0] && holds(file, at, MARK)) {
        return BROKEN;
      }
    }
    return ABSENT;
  }

  private static boolean holds(ByteBuffer file, int at, byte[] bytes) {
    return file.slice(at, bytes.length).equals(ByteBuffer.wrap(bytes));
  }

  /** In lower-case hex. */
  static String sha256(ByteBuffer bytes) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      digest.update(bytes);
      return HexFormat.of().formatHex(digest.digest());
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }

  private static byte[] latin(String text) {
    return text.getBytes(StandardCharsets.ISO_8859_1);
  }
}
