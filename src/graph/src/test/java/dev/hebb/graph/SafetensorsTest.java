package dev.hebb.graph;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SafetensorsTest {
  @TempDir Path folder;

  private static Safetensors content() {
    Map<String, Tensor> tensors = new LinkedHashMap<>();
    tensors.put("b", Tensor.of(new float[] {1, 2}, 2, 1));
    tensors.put("a", Tensor.wrap(DataType.INT64, ByteBuffer.allocate(8)));
    return new Safetensors(new Weights(tensors), Map.of("note", "naïve \"quotes\"\n"));
  }

  @Test
  void theFileIsALengthAJsonHeaderAndTheNumbers() throws IOException {
    Path file = folder.resolve("a.safetensors");
    content().write(file);
    ByteBuffer bytes = ByteBuffer.wrap(Files.readAllBytes(file)).order(ByteOrder.LITTLE_ENDIAN);
    int length = Math.toIntExact(bytes.getLong());
    byte[] header = new byte[length];
    bytes.get(header);
    assertThat(new String(header, StandardCharsets.UTF_8))
        .isEqualToIgnoringWhitespace(
            "{\"__metadata__\":{\"note\":\"naïve \\\"quotes\\\"\\n\"},"
                + "\"a\":{\"dtype\":\"I64\",\"shape\":[],\"data_offsets\":[0,8]},"
                + "\"b\":{\"dtype\":\"F32\",\"shape\":[2,1],\"data_offsets\":[8,16]}}");
    assertThat(bytes.position() % 8).isZero();
    assertThat(bytes.getLong()).isZero();
    assertThat(bytes.getFloat()).isEqualTo(1);
    assertThat(bytes.getFloat()).isEqualTo(2);
    assertThat(bytes.hasRemaining()).isFalse();
  }

  @Test
  void equalContentsAreEqualBytes() throws IOException {
    Map<String, Tensor> turned = new LinkedHashMap<>();
    for (String name : Arrays.asList("a", "b")) {
      turned.put(name, content().weights().get(name));
    }
    content().write(folder.resolve("1"));
    new Safetensors(new Weights(turned), content().metadata()).write(folder.resolve("2"));
    assertThat(folder.resolve("1")).hasSameBinaryContentAs(folder.resolve("2"));
  }

  @Test
  void whatIsReadIsWhatWasWritten() {
    Path file = folder.resolve("a.safetensors");
    content().write(file);
    assertThat(Safetensors.read(file)).isEqualTo(content());
  }

  @Test
  void tensorsMayStandInAnotherOrderThanTheirNames() throws IOException {
    String header =
        "{\"a\":{\"dtype\":\"F32\",\"shape\":[1],\"data_offsets\":[4,8]},"
            + "\"b\":{\"dtype\":\"F32\",\"shape\":[1],\"data_offsets\":[0,4]}}";
    Path file =
        ForeignFile.write(folder.resolve("x"), header, new byte[] {0, 0, 0, 0, 0, 0, 0x40, 0x40});
    assertThat(Safetensors.read(file).weights().get("a").toFloats()).containsExactly(3);
    assertThat(Safetensors.read(file).weights().get("b").toFloats()).containsExactly(0);
    assertThat(Safetensors.read(file).metadata()).isEmpty();
  }
}
