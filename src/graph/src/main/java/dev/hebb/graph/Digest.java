package dev.hebb.graph;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** The SHA-256 of bytes that come piece by piece. Not thread-safe. */
public final class Digest {
  private final MessageDigest sha;

  /** Of nothing yet. */
  public Digest() {
    try {
      sha = MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException("every Java platform has SHA-256", impossible);
    }
  }

  /** Takes in these bytes. */
  public Digest add(byte[] bytes) {
    sha.update(bytes);
    return this;
  }

  /** Takes in what remains of the buffer. */
  public Digest add(ByteBuffer bytes) {
    sha.update(bytes);
    return this;
  }

  /** Takes in a text as UTF-8. */
  public Digest add(String text) {
    return add(text.getBytes(StandardCharsets.UTF_8));
  }

  /** All of it, as 64 hexadecimal digits; after that it begins anew. */
  public String hex() {
    return HexFormat.of().formatHex(sha.digest());
  }

  /** The first 32 digits of {@link #hex}: enough to tell things apart that nobody forges. */
  public String shortHex() {
    return hex().substring(0, 32);
  }
}
