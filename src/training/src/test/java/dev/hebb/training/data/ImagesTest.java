package dev.hebb.training.data;

import static dev.hebb.network.Layers.image;
import static dev.hebb.network.Layers.network;
import static dev.hebb.network.Layers.upSampling2d;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.hebb.graph.Engine;
import dev.hebb.graph.Model;
import dev.hebb.graph.Tensor;
import dev.hebb.training.TrainingException;
import dev.hebb.training.torch.TorchEngine;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ImagesTest {
  @TempDir Path folder;

  @Test
  void redGreenAndBlueInThisOrder() {
    Path file = Png.write(folder.resolve("a.png"), 1, 2, Png.RGB, 8, 10, 20, 30, 250, 128, 7);
    Tensor picture = Images.read(file);
    assertThat(picture.dims()).containsExactly(1, 2, 3);
    assertThat(picture.toFloats()).containsExactly(10, 20, 30, 250, 128, 7);
    assertThat(Images.read(file, ImageOptions.rgb().unit()).toFloats())
        .containsExactly(10 / 255f, 20 / 255f, 30 / 255f, 250 / 255f, 128 / 255f, 7 / 255f);
  }

  @Test
  void greyIsTheLumaOfColourAndTheSamplesOfGrey() {
    Path colour = Png.write(folder.resolve("c.png"), 1, 1, Png.RGB, 8, 100, 50, 200);
    assertThat(Images.read(colour, ImageOptions.grey()).toFloats()[0])
        .isCloseTo(0.299f * 100 + 0.587f * 50 + 0.114f * 200, within(1e-4f));
    Path grey = Png.write(folder.resolve("g.png"), 1, 3, Png.GREY, 8, 0, 100, 255);
    assertThat(Images.read(grey, ImageOptions.grey()).toFloats()).containsExactly(0, 100, 255);
    assertThat(Images.read(grey).toFloats()).containsExactly(0, 0, 0, 100, 100, 100, 255, 255, 255);
    Path deep = Png.write(folder.resolve("d.png"), 1, 2, Png.GREY, 16, 0x80, 0x80, 0xff, 0xff);
    assertThat(Images.read(deep, ImageOptions.grey()).toFloats()).containsExactly(128, 255);
    Path few = Png.write(folder.resolve("f.png"), 1, 2, Png.GREY, 1, 0b01000000);
    assertThat(Images.read(few, ImageOptions.grey()).toFloats()).containsExactly(0, 255);
  }

  @Test
  void whatIsTransparentLiesOnWhite() {
    int[] clearHalfAndFull = {10, 20, 30, 0, 10, 20, 30, 51, 10, 20, 30, 255};
    Path file = Png.write(folder.resolve("t.png"), 1, 3, Png.RGBA, 8, clearHalfAndFull);
    float[] seen = Images.read(file).toFloats(); // 51/255 is a fifth.
    float[] wanted = {255, 255, 255, 206, 208, 210, 10, 20, 30};
    assertThat(seen).containsExactly(wanted, within(1e-3f));
    Path grey = Png.write(folder.resolve("u.png"), 1, 2, Png.GREY_ALPHA, 8, 100, 51, 100, 255);
    assertThat(Images.read(grey, ImageOptions.grey()).toFloats())
        .containsExactly(new float[] {224, 100}, within(1e-3f));
  }

  @Test
  void resizingIsThatOfPyTorch() {
    float[] values = new float[5 * 3 * 2];
    for (int i = 0; i < values.length; i++) {
      values[i] = (i * 37) % 101;
    }
    var up = network("up", image(5, 3, 2)).then(upSampling2d(2).bilinear()).build();
    String output = up.graph().outputs().get(0).value().name();
    String input = up.graph().inputs().get(0).name();
    try (Engine.Session torch = new TorchEngine().open(Model.initial(up, 1), List.of(output))) {
      float[] wanted =
          torch.run(Map.of(input, Tensor.of(values, 1, 5, 3, 2))).get(output).toFloats();
      Tensor seen = Images.resized(Tensor.of(values, 5, 3, 2), 10, 6);
      assertThat(seen.dims()).containsExactly(10, 6, 2);
      assertThat(seen.toFloats()).containsExactly(wanted, within(1e-4f));
    }
  }

  @Test
  void shrinkingReadsBetweenTheTwoNearest() {
    Tensor row = Tensor.of(new float[] {0, 10, 100, 1000}, 1, 4, 1);
    // Of 4 to 3: read at (x + 0.5)·4/3 - 0.5 = 1/6, 3/2, 17/6.
    assertThat(Images.resized(row, 1, 3).toFloats())
        .containsExactly(new float[] {10 / 6f, 55, 100 + 900 * 5 / 6f}, within(1e-3f));
    assertThat(Images.resized(row, 1, 2).toFloats()).containsExactly(5, 550);
    assertThat(Images.resized(row, 1, 1).toFloats()).containsExactly(55);
    Path file = Png.write(folder.resolve("r.png"), 2, 2, Png.GREY, 8, 0, 10, 20, 30);
    Tensor read = Images.read(file, ImageOptions.grey().size(1, 4));
    assertThat(read.dims()).containsExactly(1, 4, 1);
    assertThat(read.toFloats()).containsExactly(10, 12.5f, 17.5f, 20);
  }

  @Test
  void whatIsWrittenIsReadAgain() throws IOException {
    Path grey = folder.resolve("new/grey.png");
    Images.write(Tensor.of(new float[] {0, 0.5f, -3, 7}, 2, 2, 1), Pixels.UNIT, grey);
    assertThat(Images.read(grey, ImageOptions.grey()).toFloats()).containsExactly(0, 128, 0, 255);
    Path colour = folder.resolve("colour.png");
    float[] values = {1, 2, 3, 200.4f, 150.5f, 99.6f};
    Images.write(Tensor.of(values, 2, 1, 3), Pixels.BYTE, colour);
    assertThat(Images.read(colour).toFloats()).containsExactly(1, 2, 3, 200, 151, 100);
    Path jpeg = folder.resolve("plain.jpg");
    float[] plain = new float[16 * 16 * 3];
    for (int i = 0; i < plain.length; i++) {
      plain[i] = 60 + 40 * (i % 3);
    }
    Images.write(Tensor.of(plain, 16, 16, 3), Pixels.BYTE, jpeg);
    assertThat(Files.readAllBytes(jpeg)).startsWith(0xff, 0xd8);
    assertThat(Images.read(jpeg).toFloats()).containsExactly(plain, within(3f));
    try (var left = Files.list(folder)) {
      assertThat(left.map(path -> path.getFileName().toString()))
          .containsExactlyInAnyOrder("new", "colour.png", "plain.jpg");
    }
  }

  @Test
  void errorsNameTheFile() throws IOException {
    Path text = Files.writeString(folder.resolve("a.png"), "no picture");
    refused(
        () -> Images.read(text),
        text + ": could not be read as a picture: it begins like none of PNG, JPEG, GIF and BMP.");
    Path none = folder.resolve("b.png");
    refused(
        () -> Images.read(none), none + ": could not be read as a picture: there is no such file.");
    refused(
        () -> Images.write(Tensor.zeros(1, 4, 4, 3), Pixels.BYTE, none),
        none
            + ": expected a picture FLOAT32[height, width, 3] or [height, width, 1], got"
            + " FLOAT32[1, 4, 4, 3]. Reshape it, or take one row.");
    refused(
        () -> ImageOptions.rgb().size(0, 5),
        "size(0, 5): expected a height and a width of at least 1.");
  }

  private static void refused(
      org.assertj.core.api.ThrowableAssert.ThrowingCallable call, String message) {
    assertThatThrownBy(call).isInstanceOf(TrainingException.class).hasMessage(message);
  }
}
