package dev.hebb.spark;

import java.io.IOException;
import java.io.Serializable;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.apache.spark.SparkContext;
import org.apache.spark.broadcast.Broadcast;

/** A model file on the driver. */
final class ModelBytes implements Serializable {
  private static final long serialVersionUID = 1;

  private final ModelId id;
  private final byte[] bytes;

  // Kept, so that what was sent stays there as long as somebody has the model.
  @SuppressWarnings("unused")
  private transient Broadcast<byte[]> sent;

  private ModelBytes(ModelId id, byte[] bytes) {
    this.id = id;
    this.bytes = bytes;
  }

  static ModelBytes read(Path file) {
    try {
      byte[] bytes = Files.readAllBytes(file);
      byte[] digest = MessageDigest.getInstance("SHA-256").digest(bytes);
      String hex = HexFormat.of().formatHex(digest);
      return new ModelBytes(new ModelId(file.getFileName().toString(), hex), bytes);
    } catch (NoSuchFileException missing) {
      throw new ScoringException(file + ": there is no such file on the driver.", missing);
    } catch (IOException failure) {
      throw new UncheckedIOException(
          file + ": could not be read: " + failure.getMessage(), failure);
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  ModelId id() {
    return id;
  }

  /** Sends it to the executors of a context, unless it is there already. */
  synchronized SentModel in(SparkContext context) {
    Broadcast<byte[]> there = Sent.in(context, id.digest(), bytes);
    sent = there;
    return new SentModel(id, there);
  }
}
