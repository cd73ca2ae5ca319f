package dev.hebb.network.zoo;

import static dev.hebb.network.Layers.conv2d;
import static dev.hebb.network.Layers.dense;
import static dev.hebb.network.Layers.embedding;
import static dev.hebb.network.Layers.flatten;
import static dev.hebb.network.Layers.image;
import static dev.hebb.network.Layers.lstm;
import static dev.hebb.network.Layers.network;
import static dev.hebb.network.Layers.sequence;
import static dev.hebb.network.Layers.tokens;
import static dev.hebb.network.Layers.vector;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hebb.graph.DataType;
import dev.hebb.graph.FormatException;
import dev.hebb.graph.Matching;
import dev.hebb.graph.Model;
import dev.hebb.graph.Pretrained;
import dev.hebb.graph.Safetensors;
import dev.hebb.graph.Tensor;
import dev.hebb.graph.Weights;
import dev.hebb.graph.WeightsFile;
import dev.hebb.network.Network;
import dev.hebb.network.Rank.Vector;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Weights of another library, by name, by shape, or refused. */
class PretrainedTest {
  private static final Network<Vector, Vector> TWO =
      network("two", vector(3)).then("a", dense(2)).then("b", dense(2)).build();

  @TempDir Path folder;

  private static Tensor counted(int first, long... dims) {
    float[] values = new float[Math.toIntExact(Tensor.elements(dims))];
    for (int i = 0; i < values.length; i++) {
      values[i] = first + i;
    }
    return Tensor.of(values, dims);
  }

  /** A file as PyTorch would have it of {@code TWO}. */
  private static Map<String, Tensor> two(String a, String b) {
    Map<String, Tensor> file = new LinkedHashMap<>();
    file.put(a + ".weight", counted(0, 2, 3));
    file.put(a + ".bias", counted(10, 2));
    file.put(b + ".weight", counted(20, 2, 2));
    file.put(b + ".bias", counted(30, 2));
    return file;
  }

  private Path write(String name, Map<String, Tensor> tensors) {
    Path path = folder.resolve(name);
    new Safetensors(new Weights(tensors), Map.of("format", "pt")).write(path);
    return path;
  }

  @Test
  void denseKernelsAreTurnedSquareOnesToo() {
    Model model = Pretrained.of(TWO).from(write("two.safetensors", two("a", "b")));
    assertThat(model.weights().get("a/kernel"))
        .isEqualTo(Tensor.of(new float[] {0, 3, 1, 4, 2, 5}, 3, 2));
    assertThat(model.weights().get("b/kernel"))
        .isEqualTo(Tensor.of(new float[] {20, 22, 21, 23}, 2, 2));
    assertThat(model.weights().get("b/bias")).isEqualTo(Tensor.of(new float[] {30, 31}, 2));
    assertThat(model.notes()).containsEntry("weights.from", "two.safetensors");
  }

  @Test
  void byRoleAndShapeInOrderWhereNoNameMatches() {
    Matching matching =
        Pretrained.of(TWO)
            .match(WeightsFile.read(write("x.safetensors", two("layer9", "layer10"))));
    assertThat(matching.isWhole()).isTrue();
    assertThat(matching.matched())
        .containsEntry("a/bias", "layer9.bias")
        .containsEntry("b/bias", "layer10.bias");
    assertThat(matching)
        .hasToString(
            """
            x.safetensors -> two: 0 matched by name, 4 by shape in order, 0 of another shape, 0 missing, 0 not used
              by shape: layer9.weight for a/kernel [3, 2]
              by shape: layer9.bias for a/bias [2]
              by shape: layer10.bias for b/bias [2]
              by shape: layer10.weight for b/kernel [2, 2]
            """);
  }

  @Test
  void oneMoreOfAShapeOnOneSideIsNoOrder() {
    Map<String, Tensor> file = two("x", "y");
    file.put("z.bias", counted(0, 2));
    assertThatThrownBy(() -> Pretrained.of(TWO).from(write("more.safetensors", file)))
        .isInstanceOf(FormatException.class)
        .hasMessage(
            "more.safetensors: expected the 4 weights of two, got 2 of them; missing: a.bias [2], b.bias [2];"
                + " not used: x.bias [2], y.bias [2], z.bias [2]. Declare the network that the file is of,"
                + " leave layers out with without(\"...\"), or take what fits with partial().");
  }

  @Test
  void whatFitsIsTakenIfAskedFor() {
    Map<String, Tensor> file = two("a", "b");
    file.remove("b.bias");
    file.put("b.weight", counted(0, 7, 2));
    file.put("c.bias", counted(0, 9));
    Pretrained partial = Pretrained.of(TWO).partial().seed(3);
    Matching matching = partial.match(WeightsFile.read(write("part.safetensors", file)));
    assertThat(matching.misfits()).containsExactly("b.weight [7, 2] for b.weight [2, 2]");
    assertThat(matching.missing()).containsExactly("b.bias [2]");
    assertThat(matching.unused()).containsExactly("c.bias [9]");
    Model model = partial.from(folder.resolve("part.safetensors"));
    assertThat(model.weights().get("a/bias")).isEqualTo(counted(10, 2));
    assertThat(model.weights().get("b/kernel"))
        .isEqualTo(Weights.initial(TWO.graph(), 3).get("b/kernel"));
  }

  @Test
  void halvesAndDoublesBecomeFloats() {
    ByteBuffer halves = ByteBuffer.allocate(12).order(ByteOrder.LITTLE_ENDIAN);
    // 1, -2, 65504, the least normal, the least, -0.333
    for (int bits : new int[] {0x3c00, 0xc000, 0x7bff, 0x0400, 0x0001, 0xb555}) {
      halves.putShort((short) bits);
    }
    ByteBuffer doubles = ByteBuffer.allocate(16).order(ByteOrder.LITTLE_ENDIAN);
    doubles.putDouble(0.1).putDouble(-7);
    Map<String, Tensor> file = two("a", "b");
    file.put("a.weight", Tensor.wrap(DataType.FLOAT16, halves.flip(), 2, 3));
    file.put("a.bias", Tensor.wrap(DataType.FLOAT64, doubles.flip(), 2));
    Model model = Pretrained.of(TWO).from(write("types.safetensors", file));
    assertThat(model.weights().get("a/kernel").toFloats())
        .containsExactly(1f, 0x1p-14f, -2f, 0x1p-24f, 65504f, -0.33325195f);
    assertThat(model.weights().get("a/bias").toFloats()).containsExactly(0.1f, -7f);
  }

  @Test
  void twoOfOneNameAreTold() {
    Map<String, Tensor> file = two("a", "b");
    file.put("module.a.bias", counted(0, 2));
    Matching matching =
        Pretrained.of(TWO).match(WeightsFile.read(write("twice.safetensors", file)));
    assertThat(matching.matched()).containsEntry("a/bias", "a.bias");
    assertThat(matching.unused()).containsExactly("module.a.bias [2]");
  }

  @Test
  void embeddingsKeepTheirLayout() {
    var words = network("w", tokens(3)).then("words", embedding(5, 2)).then(flatten()).build();
    Path file = write("w.safetensors", Map.of("words.weight", counted(0, 5, 2)));
    assertThat(Pretrained.of(words).from(file).weights().get("words/embeddings"))
        .isEqualTo(counted(0, 5, 2));
  }

  @Test
  void gatesAreNeverGuessed() {
    Network<?, Vector> gates = network("g", sequence(5, 2)).then(lstm(3)).build();
    Map<String, Tensor> file = Map.of("rnn.weight", counted(0, 12, 2));
    Matching matching = Pretrained.of(gates).match(WeightsFile.read(write("g.safetensors", file)));
    assertThat(matching.matched()).isEmpty();
    assertThat(matching.unused()).containsExactly("rnn.weight [12, 2]");
  }

  @Test
  void aModelOfHebbsOwnIsRefused() {
    Path file = folder.resolve("two.hebb");
    Model.initial(TWO, 1).save(file);
    assertThatThrownBy(() -> Pretrained.of(TWO).from(file))
        .isInstanceOf(FormatException.class)
        .hasMessage(
            file
                + ": expected weights that another library wrote, got a model of Hebb. Read it with"
                + " Model.load, and take its weights over with Model.with or Model.in.");
  }

  @Test
  void aPartTakesItsWeightsAndAnotherIsRefused() {
    Model two = Model.initial(TWO, 1);
    Network<Vector, Vector> whole = network("whole", vector(3)).then(TWO).then(dense(4)).build();
    Model model = Model.initial(whole, 2).with(two);
    assertThat(model.weights().get("two/a/kernel")).isEqualTo(two.weights().get("a/kernel"));
    assertThat(model.weights().get("dense/kernel"))
        .isEqualTo(Weights.initial(whole.graph(), 2).get("dense/kernel"));
    Network<Vector, Vector> three = network("three", vector(3)).then(dense(1)).build();
    assertThatThrownBy(() -> model.with(Model.initial(three, 1)))
        .hasMessage(
            "whole: expected a part named \"three\", got a network without. Chain it as a layer, or"
                + " give it the name it has there.");
    Network<Vector, Vector> wider =
        network("two", vector(3)).then("a", dense(5)).then("b", dense(2)).build();
    assertThatThrownBy(() -> model.with(Model.initial(wider, 1)))
        .hasMessage(
            "two: expected a weight \"a/kernel\" of [3, 2], got [3, 5]. Declare both networks alike.");
    assertThatThrownBy(() -> two.in(three))
        .hasMessage(
            "two: expected a weight \"dense/kernel\" of [3, 1], got none of that name. Declare both networks alike.");
  }

  @Test
  void convolutionsKeepTheirLayout() {
    var net = network("n", image(4, 4, 2)).then("c", conv2d(3, 2)).then(flatten()).build();
    Map<String, Tensor> file = Map.of("c.weight", counted(0, 3, 2, 2, 2), "c.bias", counted(50, 3));
    Model model = Pretrained.of(net).from(write("c.safetensors", file));
    assertThat(model.weights().get("c/kernel")).isEqualTo(counted(0, 3, 2, 2, 2));
  }
}
