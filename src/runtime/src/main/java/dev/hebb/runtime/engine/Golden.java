package dev.hebb.runtime.engine;

import dev.hebb.runtime.Element;
import java.nio.Buffer;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.Base64;
import java.util.Map;
import java.util.TreeMap;

/**
 * One pair of inputs and outputs that the exporter computed twice and found equal, as it stands in
 * the notes of the file.
 *
 * <p>{@code hebb.golden.<i>.dims} is {@code batch=2,time=60}. {@code hebb.golden.<i>.in.<name>} and
 * {@code hebb.golden.<i>.out.<name>} are base64 of the raw values, little-endian and row-major, in
 * the tensor's own type.
 */
public record Golden(int index, Metadata metadata, Binding binding) {
  public static final String PREFIX = "hebb.golden.";

  public static Golden of(int index, Metadata metadata) {
    String key = PREFIX + index + ".dims";
    Map<String, Integer> sizes = new TreeMap<>();
    for (String part : metadata.value(key).split(",", 0)) {
      int equals = part.lastIndexOf('=');
      try {
        if (!part.isBlank()) {
          sizes.put(
              part.substring(0, Math.max(equals, 0)).strip(),
              Integer.parseInt(part.substring(equals + 1).strip()));
        }
      } catch (NumberFormatException e) {
        throw metadata.malformed(key, "sizes like batch=2,time=60");
      }
    }
    return new Golden(index, metadata, new Binding(sizes));
  }

  /** The sizes an input has in this pair. */
  public long[] sizes(Declared input) {
    return binding
        .sizesOf(input)
        .orElseThrow(
            () ->
                metadata.malformed(
                    PREFIX + index + ".dims", "a size for each symbol of " + input.name()));
  }

  /** The values of an input in this pair, as many as it takes. */
  public Buffer inputValues(Declared input) {
    Buffer values = values(input);
    long length = Arrays.stream(sizes(input)).reduce(1, (a, b) -> a * b);
    if (values.limit() != length) {
      throw metadata.malformed(key(input), input.type().count(length));
    }
    return values;
  }

  /** The values of an input or output in this pair. */
  public Buffer values(Declared declared) {
    if (declared.type() == Element.STRING) {
      throw metadata.malformed(key(declared), "numbers");
    }
    try {
      byte[] raw = Base64.getDecoder().decode(metadata.value(key(declared)));
      return declared.type().view(ByteBuffer.wrap(raw).order(ByteOrder.LITTLE_ENDIAN));
    } catch (IllegalArgumentException e) {
      throw metadata.malformed(key(declared), "base64");
    }
  }

  /** "golden 0 (batch=2, time=60)". */
  @Override
  public String toString() {
    return binding.sizes().isEmpty() ? "golden " + index : "golden " + index + " (" + binding + ")";
  }

  private String key(Declared declared) {
    return PREFIX + index + (declared.isInput() ? ".in." : ".out.") + declared.name();
  }
}
