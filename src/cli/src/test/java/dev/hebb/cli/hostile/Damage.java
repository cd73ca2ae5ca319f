package dev.hebb.cli.hostile;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.BiFunction;

/** What can be done to the bytes of any file. */
final class Damage {
  private static final long[] NUMBERS = {
    0,
    1,
    -1,
    127,
    128,
    255,
    256,
    65_535,
    1 << 20,
    Integer.MAX_VALUE,
    Integer.MIN_VALUE,
    1L << 32,
    1L << 40,
    Long.MAX_VALUE,
    Long.MIN_VALUE,
    Long.MAX_VALUE / 4
  };
  private static final List<BiFunction<byte[], SplittableRandom, byte[]>> WAYS =
      List.of(
          Damage::truncated,
          Damage::flipped,
          Damage::flipped,
          Damage::several,
          Damage::number,
          Damage::number,
          Damage::copied,
          Damage::cut,
          Damage::doubled,
          Damage::zeroed,
          Damage::digits,
          Damage::longVarint);

  private Damage() {}

  /** One to three of them. */
  static byte[] of(byte[] file, SplittableRandom random) {
    byte[] bytes = file.clone();
    int times = 1 + random.nextInt(3);
    for (int i = 0; i < times && bytes.length > 16; i++) {
      bytes = WAYS.get(random.nextInt(WAYS.size())).apply(bytes, random);
    }
    return bytes;
  }

  // Where headers are is hit more often.
  private static int place(byte[] bytes, SplittableRandom random) {
    int end = random.nextBoolean() ? bytes.length : Math.min(bytes.length, 4096);
    return random.nextInt(end);
  }

  private static byte[] truncated(byte[] bytes, SplittableRandom random) {
    return Arrays.copyOf(bytes, place(bytes, random));
  }

  private static byte[] flipped(byte[] bytes, SplittableRandom random) {
    bytes[place(bytes, random)] ^= (byte) (1 << random.nextInt(8));
    return bytes;
  }

  private static byte[] several(byte[] bytes, SplittableRandom random) {
    for (int i = random.nextInt(16); i >= 0; i--) {
      bytes[place(bytes, random)] = (byte) random.nextInt();
    }
    return bytes;
  }

  private static byte[] number(byte[] bytes, SplittableRandom random) {
    ByteOrder order = random.nextBoolean() ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN;
    ByteBuffer buffer = ByteBuffer.wrap(bytes).order(order);
    int at = Math.min(place(bytes, random), bytes.length - 8);
    long number = NUMBERS[random.nextInt(NUMBERS.length)];
    if (random.nextBoolean()) {
      buffer.putLong(at, number);
    } else {
      buffer.putInt(at, (int) number);
    }
    return bytes;
  }

  private static byte[] copied(byte[] bytes, SplittableRandom random) {
    int from = place(bytes, random);
    int to = place(bytes, random);
    int length = Math.min(random.nextInt(1, 64), bytes.length - Math.max(from, to));
    System.arraycopy(bytes, from, bytes, to, length);
    return bytes;
  }

  private static byte[] cut(byte[] bytes, SplittableRandom random) {
    int from = place(bytes, random);
    int to = Math.min(bytes.length, from + random.nextInt(1, 200));
    byte[] less = Arrays.copyOf(bytes, bytes.length - (to - from));
    System.arraycopy(bytes, to, less, from, bytes.length - to);
    return less;
  }

  private static byte[] doubled(byte[] bytes, SplittableRandom random) {
    int from = place(bytes, random);
    int length = Math.min(random.nextInt(1, 2000), bytes.length - from);
    byte[] more = Arrays.copyOf(bytes, bytes.length + length);
    System.arraycopy(bytes, from, more, from + length, bytes.length - from);
    return more;
  }

  private static byte[] zeroed(byte[] bytes, SplittableRandom random) {
    int from = place(bytes, random);
    int to = Math.min(bytes.length, from + random.nextInt(1, 64));
    Arrays.fill(bytes, from, to, (byte) (random.nextBoolean() ? 0 : 0xff));
    return bytes;
  }

  // A number that is written out, in JSON or a note, becomes another.
  private static byte[] digits(byte[] bytes, SplittableRandom random) {
    int at = place(bytes, random);
    for (int i = 0; i < bytes.length; i++) {
      int here = (at + i) % bytes.length;
      if (bytes[here] >= '0' && bytes[here] <= '9') {
        byte[] number = "%s".formatted(text(random)).getBytes(StandardCharsets.US_ASCII);
        int end = here;
        while (end < bytes.length && bytes[end] >= '0' && bytes[end] <= '9') {
          end++;
        }
        byte[] changed = Arrays.copyOf(bytes, bytes.length - (end - here) + number.length);
        System.arraycopy(number, 0, changed, here, number.length);
        System.arraycopy(bytes, end, changed, here + number.length, bytes.length - end);
        return changed;
      }
    }
    return bytes;
  }

  private static String text(SplittableRandom random) {
    return switch (random.nextInt(6)) {
      case 0 -> "1e999999999";
      case 1 -> "-0";
      case 2 -> "9".repeat(5000);
      case 3 -> "[".repeat(100_000);
      default -> Long.toString(NUMBERS[random.nextInt(NUMBERS.length)]);
    };
  }

  // Ten bytes that all say that more comes.
  private static byte[] longVarint(byte[] bytes, SplittableRandom random) {
    int at = Math.min(place(bytes, random), bytes.length - 10);
    Arrays.fill(bytes, at, at + 9, (byte) 0xff);
    bytes[at + 9] = (byte) (random.nextBoolean() ? 0x01 : 0x7f);
    return bytes;
  }
}
