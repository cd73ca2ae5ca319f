package dev.hebb.onnx;

import static dev.hebb.network.Layers.conv2d;
import static dev.hebb.network.Layers.dense;
import static dev.hebb.network.Layers.flatten;
import static dev.hebb.network.Layers.image;
import static dev.hebb.network.Layers.network;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.assertj.core.api.Assertions.withinPercentage;

import dev.hebb.graph.DataType;
import dev.hebb.graph.Model;
import dev.hebb.graph.PictureInput;
import dev.hebb.graph.Samples;
import dev.hebb.graph.Tensor;
import dev.hebb.graph.op.Activation;
import dev.hebb.onnx.precision.Precision;
import dev.hebb.runtime.Predictor;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Files that take pictures as they are, in every other form. */
class PictureFormsTest {
  private static final int HEIGHT = 1400;
  private static final int WIDTH = 301;
  private static final PictureInput HOW =
      PictureInput.rgb().resized(36).cropped(32).antialias().scaled(1 / 255.0);

  @TempDir Path folder;

  private static Export export() {
    Model model =
        Models.of(
            network("pets", image(32, 32, 3).named("photo"))
                .then(conv2d(4, 3).stride(3).activation(Activation.RELU))
                .then(flatten())
                .then(dense(3))
                .output("pet", "")
                .build());
    return Onnx.export(model).pictures("photo", HOW).tolerance(1e-5);
  }

  // Large enough for half precision to lose its places.
  private static int number(int row, int column, int channel) {
    return column * 255 / WIDTH ^ row * 7 % 13 ^ channel * 50;
  }

  private float[] said(boolean planes, UnaryOperator<Export> form) {
    Path file = folder.resolve("pets.onnx");
    form.apply(export()).to(file);
    byte[] picture = new byte[HEIGHT * WIDTH * 3];
    for (int row = 0; row < HEIGHT; row++) {
      for (int column = 0; column < WIDTH; column++) {
        for (int channel = 0; channel < 3; channel++) {
          int at =
              planes
                  ? (channel * HEIGHT + row) * WIDTH + column
                  : (row * WIDTH + column) * 3 + channel;
          picture[at] = (byte) number(row, column, channel);
        }
      }
    }
    try (Predictor predictor = Predictor.open(file)) {
      assertThat(predictor.proven()).isTrue();
      if (!form.apply(export()).form().lengths().containsKey("height")) {
        predictor.bind("height", HEIGHT, "width", WIDTH);
      }
      predictor.input().put(0, picture);
      predictor.run();
      float[] pet = new float[predictor.output("pet").rowLength()];
      predictor.output("pet").get(0, pet);
      return pet;
    }
  }

  @Test
  void theyAllSeeTheSamePicture() {
    float[] usual = said(false, each -> each);
    assertThat(said(false, each -> each.batch(1))).containsExactly(usual, within(1e-5f));
    assertThat(said(false, each -> each.dim("height", HEIGHT).dim("width", WIDTH)))
        .containsExactly(usual, within(1e-5f));
    assertThat(said(false, each -> each.topK(2))).containsExactly(usual, within(1e-5f));
    assertThat(said(true, Export::channelsFirst)).containsExactly(usual, within(1e-5f));
    float[] shares = said(false, each -> each.softmax("pet"));
    assertThat(shares[0] / shares[1])
        .isCloseTo((float) Math.exp(usual[0] - usual[1]), withinPercentage(0.1));
  }

  @Test
  void whereToLookIsNotRounded() {
    float[] usual = said(false, each -> each);
    float largest = Math.max(Math.abs(usual[0]), Math.max(Math.abs(usual[1]), Math.abs(usual[2])));
    for (Precision precision : List.of(Precision.float16(), Precision.dynamicInt8())) {
      assertThat(said(false, each -> each.precision(precision)))
          .as("%s", precision)
          .containsExactly(usual, within(0.02f * largest));
    }
  }

  @Test
  void smallerNumbersSayTheSameWithTheirChannelsFirst() {
    float[] usual = said(false, each -> each);
    float largest = Math.max(Math.abs(usual[0]), Math.max(Math.abs(usual[1]), Math.abs(usual[2])));
    List<Samples> pictures = List.of(sample(70, 41), sample(36, 90));
    for (Precision precision :
        List.of(Precision.float16(), Precision.dynamicInt8(), Precision.staticInt8(pictures))) {
      float[] last = said(false, each -> each.precision(precision));
      assertThat(last).as(precision.text()).containsExactly(usual, within(0.02f * largest));
      assertThat(last).as(precision.text()).isNotEqualTo(usual);
      assertThat(said(true, each -> each.precision(precision).channelsFirst()))
          .as(precision.text())
          .containsExactly(last, within(1e-5f));
      assertThat(said(false, each -> each.precision(precision).batch(1)))
          .as(precision.text())
          .containsExactly(last, within(1e-5f));
    }
  }

  private static Samples sample(int height, int width) {
    byte[] picture = new byte[height * width * 3];
    for (int i = 0; i < picture.length; i++) {
      picture[i] =
          (byte) number(i / 3 / width * HEIGHT / height, i / 3 % width * WIDTH / width, i % 3);
    }
    ByteBuffer bytes = ByteBuffer.wrap(picture);
    return Samples.of(Tensor.wrap(DataType.UINT8, bytes, 1, height, width, 3));
  }
}
