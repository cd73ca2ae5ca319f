package dev.hebb.graph;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.BeforeContainer;

class SafetensorsRoundTripTest {
  private static Path file;

  @BeforeContainer
  static void makeAFile() throws IOException {
    file = Files.createTempFile("round", ".safetensors");
  }

  @AfterContainer
  static void removeIt() throws IOException {
    Files.delete(file);
  }

  @Property(tries = 300)
  void whateverIsWrittenIsRead(
      @ForAll("tensors") Map<String, Tensor> tensors,
      @ForAll("metadata") Map<String, String> metadata) {
    Safetensors content = new Safetensors(new Weights(tensors), metadata);
    content.write(file);
    assertThat(Safetensors.read(file)).isEqualTo(content);
  }

  @Provide
  Arbitrary<Map<String, String>> metadata() {
    return Arbitraries.maps(text(), text()).ofMaxSize(4);
  }

  @Provide
  Arbitrary<Map<String, Tensor>> tensors() {
    return Arbitraries.maps(text().filter(name -> !name.equals(Safetensors.METADATA)), tensor())
        .ofMaxSize(5);
  }

  // Everything a Java string can hold but half a surrogate pair, which is no text in UTF-8.
  private static Arbitrary<String> text() {
    return Arbitraries.strings()
        .withCharRange('\u0000', '\ud7ff')
        .withCharRange('\ue000', '\uffff')
        .ofMaxLength(12);
  }

  private static Arbitrary<Tensor> tensor() {
    Arbitrary<List<Long>> dims = Arbitraries.longs().between(0, 4).list().ofMaxSize(4);
    return Combinators.combine(
            Arbitraries.of(DataType.class), dims, Arbitraries.randomValue(r -> r))
        .as(
            (type, lengths, random) -> {
              long[] sizes = lengths.stream().mapToLong(Long::longValue).toArray();
              byte[] bytes = new byte[(int) Tensor.elements(sizes) * type.bytes()];
              random.nextBytes(bytes);
              return Tensor.wrap(type, ByteBuffer.wrap(bytes), sizes);
            });
  }
}
