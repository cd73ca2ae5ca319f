package dev.hebb.onnx;

import static dev.hebb.network.Layers.cropping2d;
import static dev.hebb.network.Layers.image;
import static dev.hebb.network.Layers.network;
import static dev.hebb.network.Layers.rescaling;
import static dev.hebb.network.Layers.resizing;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hebb.graph.DataType;
import dev.hebb.graph.Engine;
import dev.hebb.graph.Model;
import dev.hebb.graph.PictureInput;
import dev.hebb.graph.Tensor;
import dev.hebb.network.Network;
import dev.hebb.network.Rank.Image;
import dev.hebb.network.layer.Resizing;
import dev.hebb.runtime.Predictor;
import dev.hebb.training.data.Images;
import dev.hebb.training.data.Pixels;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A file that takes pictures as they are sees what training sees. */
class PictureExportTest {
  private static final double UNIT = 1 / 255.0;
  private static final int[][] SIZES = {{1, 1}, {28, 20}, {37, 61}, {7, 300}, {300, 7}, {601, 402}};

  @TempDir Path folder;

  /** A network that gives back what it is fed. */
  private static Network<Image, Image> eye(int channels) {
    return network("eye", image(28, 20, channels).named("picture"))
        .then(rescaling(1, 0))
        .output("seen", "")
        .build();
  }

  /** What a file sees of a picture. */
  private static float[] seen(Predictor file, Tensor picture) {
    int height = (int) picture.dims()[0];
    int width = (int) picture.dims()[1];
    file.bind("height", height, "width", width);
    file.input().put(0, bytes(picture));
    file.run();
    float[] values = new float[file.output().rowLength()];
    file.output().get(0, values);
    return values;
  }

  private static byte[] bytes(Tensor picture) {
    byte[] bytes = new byte[Math.toIntExact(picture.size())];
    float[] values = picture.toFloats();
    for (int i = 0; i < bytes.length; i++) {
      bytes[i] = (byte) (int) values[i];
    }
    return bytes;
  }

  private static Tensor noise(int height, int width) {
    SplittableRandom random = new SplittableRandom(1000L * height + width);
    float[] values = new float[height * width * 3];
    for (int i = 0; i < values.length; i++) {
      values[i] = random.nextInt(256);
    }
    return Tensor.of(values, height, width, 3);
  }

  private static double largest(float[] a, float[] b) {
    assertThat(a).hasSameSizeAs(b);
    double largest = 0;
    for (int i = 0; i < a.length; i++) {
      largest = Math.max(largest, Math.abs(a[i] - b[i]));
    }
    return largest;
  }

  @Test
  void theFileSeesWhatTrainingSees() {
    PictureInput rgb = PictureInput.rgb();
    List<PictureInput> ways =
        List.of(
            rgb.resized(28, 20).scaled(UNIT),
            rgb.resized(28, 20).antialias().bicubic().scaled(UNIT),
            rgb.resized(40, 33).cropped(28, 20).bicubic().scaled(UNIT),
            rgb.resized(33)
                .cropped(28, 20)
                .antialias()
                .scaled(UNIT)
                .normalised(List.of(0.485, 0.456, 0.406), List.of(0.229, 0.224, 0.225)),
            PictureInput.grey().resized(28, 20).scaled(UNIT));
    for (PictureInput how : ways) {
      Path file = folder.resolve("eye.onnx");
      Onnx.export(Model.initial(eye(how.channels()), 1)).pictures("picture", how).to(file);
      try (Predictor predictor = Predictor.open(file)) {
        assertThat(predictor.proven()).isTrue();
        for (int[] size : SIZES) {
          Path png = folder.resolve("picture.png");
          Images.write(noise(size[0], size[1]), Pixels.BYTE, png);
          float[] trained = Images.read(png, how).toFloats();
          double delta = largest(seen(predictor, Images.read(png)), trained);
          assertThat(delta).as("%s of %s x %s", how, size[0], size[1]).isLessThan(1e-5);
        }
      }
    }
  }

  @Test
  void resizingIsThatOfTheLayers() {
    Tensor picture = noise(61, 37);
    Resizing stretched = resizing(28, 20);
    same(picture, PictureInput.rgb().resized(28, 20), stretched);
    same(picture, PictureInput.rgb().resized(28, 20).antialias(), stretched.antialias());
    same(picture, PictureInput.rgb().resized(28, 20).bicubic(), stretched.bicubic());
    same(
        picture,
        PictureInput.rgb().resized(28, 20).bicubic().antialias(),
        stretched.bicubic().antialias());
  }

  @Test
  void theMiddleIsCutOutOfTheWhole() {
    Tensor picture = noise(61, 37);
    // 61·31/37 = 51.1; (51 - 28)/2 = 11.5, to the even side 12; (31 - 20)/2 = 5.5, to 6.
    Network<Image, Image> whole =
        network("eye", image(61, 37, 3).named("picture"))
            .then(resizing(51, 31).antialias())
            .then(cropping2d(12, 11, 6, 5))
            .build();
    same(picture, PictureInput.rgb().resized(31).cropped(28, 20).antialias(), whole);
  }

  private void same(Tensor picture, PictureInput how, Resizing layer) {
    same(picture, how, network("eye", image(61, 37, 3).named("picture")).then(layer).build());
  }

  private void same(Tensor picture, PictureInput how, Network<Image, Image> layers) {
    Path file = folder.resolve("eye.onnx");
    Onnx.export(Model.initial(eye(3), 1)).pictures("picture", how).to(file);
    String output = layers.graph().outputs().get(0).value().name();
    try (Predictor predictor = Predictor.open(file);
        Engine.Session torch =
            Engine.find().orElseThrow().open(Model.initial(layers, 1), List.of(output))) {
      Tensor batch = picture.reshaped(1, 61, 37, 3);
      float[] wanted = torch.run(Map.of("picture", batch)).get(output).toFloats();
      assertThat(largest(seen(predictor, picture), wanted)).as("%s", how).isLessThan(2e-4);
    }
  }

  @Test
  void aBatchIsOfPicturesOfOneSize() {
    Path file = folder.resolve("eye.onnx");
    PictureInput how = PictureInput.rgb().resized(28, 20);
    Onnx.export(Model.initial(eye(3), 1)).pictures("picture", how).to(file);
    Tensor one = noise(9, 13);
    Tensor other = Tensor.of(noise(13, 9).toFloats(), 9, 13, 3);
    try (Predictor predictor = Predictor.open(file)) {
      float[] alone = seen(predictor, other);
      predictor.bind(Map.of("batch", 2, "height", 9, "width", 13));
      predictor.input().put(0, bytes(one));
      predictor.input().put(1, bytes(other));
      predictor.run();
      float[] second = new float[alone.length];
      predictor.output().get(1, second);
      assertThat(second).containsExactly(alone);
    }
  }

  @Test
  void everyOpsetTakesPictures() {
    PictureInput how = PictureInput.grey().resized(31).cropped(28, 20).bicubic();
    for (int opset = Opset.LEAST; opset <= Opset.MOST; opset++) {
      Path file = folder.resolve("eye%d.onnx".formatted(opset));
      Export export = Onnx.export(Model.initial(eye(1), 1)).opset(opset).pictures("picture", how);
      assertThat(export.to(file).maxAbsDiff()).isLessThan(1e-6);
    }
  }

  @Test
  void samplesAreBytes() {
    Path file = folder.resolve("eye.onnx");
    Tensor sample = Tensor.wrap(DataType.UINT8, ByteBuffer.wrap(bytes(noise(5, 4))), 1, 5, 4, 3);
    Onnx.export(Model.initial(eye(3), 1))
        .pictures("picture", PictureInput.rgb().resized(28, 20))
        .sample(Map.of("picture", sample))
        .to(file);
    try (Predictor predictor = Predictor.open(file)) {
      assertThat(predictor.metadata())
          .containsEntry("hebb.picture.picture", "rgb().resized(28, 20)")
          .containsEntry("hebb.golden.1.dims", "batch=1,height=5,width=4");
    }
  }

  @Test
  void mistakesAreNamed() {
    Export export = Onnx.export(Model.initial(eye(3), 1));
    assertThatThrownBy(() -> export.pictures("photo", PictureInput.rgb()))
        .isInstanceOf(ExportException.class)
        .hasMessage(
            "not written: eye/photo (rgb()): expected an input, of [picture], got none. Name one of"
                + " them.");
    Tensor floats = Tensor.zeros(1, 28, 20, 3);
    assertThatThrownBy(
            () -> export.sample(Map.of("picture", floats)).pictures("picture", PictureInput.rgb()))
        .isInstanceOf(ExportException.class)
        .hasMessage(
            "eye: pictures(\"picture\"): expected no samples yet, got 1 of what the network was fed"
                + " so far. Give samples of bytes behind it.");
  }
}
