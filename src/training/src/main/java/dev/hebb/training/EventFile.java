package dev.hebb.training;

import com.google.protobuf.CodedOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.util.Locale;
import java.util.zip.CRC32C;

/**
 * A file of TensorBoard's events: records of length, checksum, bytes, checksum (TFRecord), each the
 * bytes of an {@code Event} message. Each record is written as soon as it is there.
 */
record EventFile(Path file, Clock clock) {
  // Numbers of fields in TensorFlow's event.proto and summary.proto.
  private static final int WALL_TIME = 1;
  private static final int STEP = 2;
  private static final int FILE_VERSION = 3;
  private static final int SUMMARY = 5;
  private static final int SESSION_LOG = 7;
  private static final int VALUE = 1;
  private static final int TAG = 1;
  private static final int SIMPLE_VALUE = 2;
  private static final int STATUS = 1;
  private static final int START = 1;
  // Checksums of checksums are weak: they are turned, and this is added.
  private static final int MASK = 0xa282ead8;

  /** What writes a message. */
  private interface Message {
    void to(CodedOutputStream out) throws IOException;
  }

  /**
   * A new file.
   *
   * @param from the first epoch that will be in it
   */
  static EventFile create(Path folder, Clock clock, int from) {
    String name =
        String.format(
            Locale.ROOT,
            "events.out.tfevents.%010d.hebb.%d.%d",
            clock.millis() / 1000,
            ProcessHandle.current().pid(),
            System.nanoTime());
    EventFile created = new EventFile(folder.resolve(name), clock);
    try {
      Files.createDirectories(folder);
      Files.createFile(created.file);
    } catch (IOException failure) {
      throw new UncheckedIOException(
          created.file + ": could not be written: " + failure.getMessage(), failure);
    }
    created.event(0, out -> out.writeString(FILE_VERSION, "brain.Event:2"));
    byte[] start = bytes(out -> out.writeEnum(STATUS, START));
    created.event(from, out -> out.writeByteArray(SESSION_LOG, start));
    return created;
  }

  /** One figure of one epoch. */
  void scalar(String tag, double value, History.Epoch epoch) {
    byte[] inner =
        bytes(
            out -> {
              out.writeString(TAG, tag);
              out.writeFloat(SIMPLE_VALUE, (float) value);
            });
    byte[] summary = bytes(out -> out.writeByteArray(VALUE, inner));
    event(epoch.number(), out -> out.writeByteArray(SUMMARY, summary));
  }

  private void event(long step, Message what) {
    byte[] event =
        bytes(
            out -> {
              out.writeDouble(WALL_TIME, clock.millis() / 1e3);
              if (step != 0) {
                out.writeInt64(STEP, step);
              }
              what.to(out);
            });
    ByteBuffer record =
        ByteBuffer.allocate(event.length + 2 * Long.BYTES).order(ByteOrder.LITTLE_ENDIAN);
    record.putLong(event.length);
    record.putInt(masked(record.array(), Long.BYTES));
    record.put(event);
    record.putInt(masked(event, event.length));
    try {
      Files.write(file, record.array(), StandardOpenOption.APPEND);
    } catch (IOException failure) {
      throw new UncheckedIOException(
          file + ": could not be written: " + failure.getMessage(), failure);
    }
  }

  private static int masked(byte[] bytes, int length) {
    CRC32C crc = new CRC32C();
    crc.update(bytes, 0, length);
    return Integer.rotateRight((int) crc.getValue(), 15) + MASK;
  }

  private static byte[] bytes(Message message) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try {
      CodedOutputStream out = CodedOutputStream.newInstance(bytes);
      message.to(out);
      out.flush();
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
    return bytes.toByteArray();
  }
}
