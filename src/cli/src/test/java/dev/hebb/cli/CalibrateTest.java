package dev.hebb.cli;

import static dev.hebb.network.Layers.conv2d;
import static dev.hebb.network.Layers.dense;
import static dev.hebb.network.Layers.flatten;
import static dev.hebb.network.Layers.image;
import static dev.hebb.network.Layers.network;
import static dev.hebb.network.Layers.rescaling;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.onnx.proto.OnnxMl;
import dev.hebb.graph.Model;
import dev.hebb.graph.PictureInput;
import dev.hebb.graph.Samples;
import dev.hebb.graph.op.Activation;
import dev.hebb.onnx.Onnx;
import dev.hebb.onnx.precision.Precision;
import dev.hebb.training.data.ImageFolder;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Calibrating by a folder of pictures: each becomes what the trainer would have made of it. */
class CalibrateTest {
  private static final PictureInput HOW =
      PictureInput.rgb()
          .resized(17)
          .cropped(12, 10)
          .antialias()
          .scaled(1 / 255.0)
          .normalised(List.of(0.5, 0.4, 0.3), List.of(0.2, 0.25, 0.3));

  @TempDir private Path folder;
  private Path pictures;
  private Path out;

  @BeforeEach
  void draw() throws IOException {
    out = folder.resolve("small.onnx");
    pictures = folder.resolve("pictures");
    int[][] sizes = {{30, 20}, {18, 41}, {12, 10}, {64, 64}};
    for (String kind : List.of("cat", "dog")) {
      Files.createDirectories(pictures.resolve(kind));
      for (int i = 0; i < sizes.length; i++) {
        int type = i == 1 ? BufferedImage.TYPE_BYTE_GRAY : BufferedImage.TYPE_INT_RGB;
        BufferedImage image = new BufferedImage(sizes[i][1], sizes[i][0], type);
        SplittableRandom random = new SplittableRandom(kind.hashCode() + i);
        int bright = 60 + 45 * i;
        for (int y = 0; y < image.getHeight(); y++) {
          for (int x = 0; x < image.getWidth(); x++) {
            for (int band = 0; band < image.getRaster().getNumBands(); band++) {
              image.getRaster().setSample(x, y, band, random.nextInt(bright) + 3 * y / 2 % 60);
            }
          }
        }
        ImageIO.write(image, "png", pictures.resolve(kind).resolve(i + ".png").toFile());
      }
    }
    Files.writeString(pictures.resolve("cat/notes.txt"), "no picture");
    Files.writeString(Files.createDirectory(pictures.resolve(".cache")).resolve("a.png"), "none");
  }

  private static Model pets(int channels) {
    return Model.initial(
        network("pets", image(12, 10, channels).named("photo"))
            .then(conv2d(6, 3).activation(Activation.RELU))
            .then(conv2d(5, 3).stride(2).activation(Activation.RELU))
            .then(flatten())
            .then(dense(3))
            .build(),
        7);
  }

  private Path saved(Model model) {
    Path path = folder.resolve("pets.hebb");
    model.save(path);
    return path;
  }

  private Run calibrated(Model model, Object... more) {
    Object[] all = new Object[8 + more.length];
    Object[] first = {
      "export", saved(model), "-o", out, "--precision", "int8-static", "--calibrate", pictures
    };
    System.arraycopy(first, 0, all, 0, first.length);
    System.arraycopy(more, 0, all, first.length, more.length);
    return Run.of(all);
  }

  /** What the trainer's own pictures come to. */
  private Map<String, Float> expected(Model model, PictureInput how) throws IOException {
    Path file = folder.resolve("expected.onnx");
    Samples rows = ImageFolder.of(pictures).through(how).open().toDataset();
    Onnx.export(model).precision(Precision.staticInt8(rows)).to(file);
    return scales(file);
  }

  private static Map<String, Float> scales(Path file) throws IOException {
    Map<String, Float> scales = new TreeMap<>();
    OnnxMl.ModelProto model = OnnxMl.ModelProto.parseFrom(Files.readAllBytes(file));
    for (OnnxMl.TensorProto each : model.getGraph().getInitializerList()) {
      if (each.getName().endsWith("/scale") && each.getDimsCount() == 0) {
        scales.put(
            each.getName(),
            each.getRawData().asReadOnlyByteBuffer().order(ByteOrder.LITTLE_ENDIAN).getFloat());
      }
    }
    return scales;
  }

  private static void same(Map<String, Float> got, Map<String, Float> expected) {
    assertThat(got.keySet()).isEqualTo(expected.keySet()).hasSizeGreaterThan(2);
    got.forEach(
        (name, scale) -> assertThat(scale).as(name).isCloseTo(expected.get(name), within(1e-6f)));
  }

  @Test
  void picturesAreReadAsTrainingReadThem() throws IOException {
    Model model = pets(3).noted("prepared.photo", HOW.toString());
    Run run = calibrated(model);
    assertThat(run.err()).isEmpty();
    assertThat(run.status()).isZero();
    same(scales(out), expected(model, HOW));
    assertThat(Run.of("verify", out).status()).isZero();
    verifiedAgainst(folder.resolve("pets.hebb"));
    for (String precision : List.of("fp16", "int8-dynamic")) {
      Run other =
          Run.of("export", folder.resolve("pets.hebb"), "-o", out, "--precision", precision);
      assertThat(other.err()).isEmpty();
      verifiedAgainst(folder.resolve("pets.hebb"));
    }
    Model.initial(model.graph(), 8).save(folder.resolve("other.hebb"));
    assertThat(Run.of("verify", out, "--against", folder.resolve("other.hebb")).status())
        .isEqualTo(1);
  }

  // On what the file carries: what was rounded was measured on nothing else.
  private void verifiedAgainst(Path hebb) {
    Run run = Run.of("verify", out, "--against", hebb);
    assertThat(run.out()).containsPattern("ok  parity +\\d runs? against the trainer");
    assertThat(run.status()).isZero();
  }

  @Test
  void elseStretchedToTheRangeThatTrainingSaw() throws IOException {
    Model bytes =
        Model.initial(
                network("pets", image(12, 10, 1).named("photo"))
                    .then(rescaling(1 / 255.0, 0))
                    .then(conv2d(6, 3).activation(Activation.RELU))
                    .then(flatten())
                    .then(dense(3))
                    .build(),
                7)
            .noted("range.photo", "0.0 255.0");
    assertThat(calibrated(bytes).err()).isEmpty();
    PictureInput stretched = PictureInput.grey().resized(12, 10);
    same(scales(out), expected(bytes, stretched));
    Model unit = pets(1).noted("range.photo", "0.0 1.0");
    assertThat(calibrated(unit, "--batch", "2", "--calibration", "entropy").err()).isEmpty();
    assertThat(calibrated(unit, "--batch", "2").err()).isEmpty();
    Map<String, Float> shares = scales(out);
    same(shares, expected(unit, stretched.scaled(1 / 255.0)));
    Model silent = pets(1);
    assertThat(calibrated(silent, "--scale", 1 / 255.0).err()).isEmpty();
    same(scales(out), shares);
  }

  @Test
  void aModelThatTakesPicturesGetsThemAsTheyAre() throws IOException {
    Model model = pets(3);
    assertThat(calibrated(Onnx.export(model).pictures("photo", HOW).model()).err()).isEmpty();
    Map<String, Float> got = scales(out);
    Map<String, Float> wanted = expected(model, HOW);
    got.keySet().retainAll(wanted.keySet());
    assertThat(got).hasSizeGreaterThan(1);
    got.forEach(
        (name, scale) -> assertThat(scale).as(name).isCloseTo(wanted.get(name), within(1e-6f)));
    assertThat(Run.of("predict", out, "--image", pictures.resolve("dog/3.png")).status()).isZero();
    Path again = folder.resolve("again.onnx");
    Run fromOnnx =
        Run.of(
            "export",
            written(model),
            "-o",
            again,
            "--precision",
            "int8-static",
            "--calibrate",
            pictures);
    assertThat(fromOnnx.err()).isEmpty();
    Map<String, Float> read = scales(again);
    assertThat(read.values().stream().filter(got::containsValue)).hasSizeGreaterThan(1);
    assertThat(Run.of("predict", again, "--image", pictures.resolve("dog/3.png")).out())
        .isEqualTo(Run.of("predict", out, "--image", pictures.resolve("dog/3.png")).out());
  }

  private Path written(Model model) {
    Path path = folder.resolve("whole.onnx");
    Onnx.export(model).pictures("photo", HOW).to(path);
    return path;
  }

  @Test
  void mistakesAreOneLine() throws IOException {
    Model model = pets(3).noted("range.photo", "0.0 1.0");
    Path broken = Files.writeString(pictures.resolve("dog/4.png"), "not one");
    assertThat(calibrated(model))
        .isEqualTo(
            new Run(
                3,
                "",
                "hebb: dog/4.png: expected a picture (PNG, JPEG, GIF or BMP), got something else. Convert it.\n"));
    Files.delete(broken);
    Path whole = pictures;
    pictures = Files.createDirectories(folder.resolve("empty/cat"));
    assertThat(calibrated(model))
        .isEqualTo(
            new Run(
                3,
                "",
                "hebb: %s: expected pictures (PNG, JPEG, GIF or BMP), here or in folders within, got none. Put some hundred there that are like those to come.\n"
                    .formatted(pictures)));
    pictures = whole.resolve("dog/1.png");
    assertThat(calibrated(model).err())
        .isEqualTo(
            "hebb: 1.png: expected a table or a folder of pictures, got one picture. Give its folder.\n");
    pictures = whole;
    assertThat(calibrated(pets(3)).err())
        .isEqualTo(
            "hebb: pets: expected to know what the numbers of a picture, 0 to 255, become for \"photo\", got a model that does not say it. Say --scale, such as 0.003921569 for 0 to 1; or calibrate by a table.\n");
    assertThat(calibrated(pets(3).noted("range.photo", "-2.0 2.5")).err())
        .contains("got a model that saw -2.0 to 2.5. Say --scale");
    assertThat(calibrated(pets(3).noted("prepared.photo", "rgb()")).err())
        .isEqualTo("hebb: cat/0.png: expected a picture of 10 x 12, got 20 x 30. Scale it.\n");
    Model asTheyAre = Onnx.export(pets(3)).pictures("photo", HOW).model();
    assertThat(calibrated(asTheyAre, "--dim", "height=30").err())
        .isEqualTo(
            "hebb: cat/1.png: expected a picture of any x 30, got 41 x 18. Scale it, or leave --dim out.\n");
    assertThat(calibrated(asTheyAre, "--scale", "1").err())
        .isEqualTo("hebb: --scale: \"photo\" takes pictures as they are. Leave it out.\n");
    saved(asTheyAre);
    Path table = Files.writeString(folder.resolve("t.csv"), "a\n1\n");
    assertThat(
            Run.of(
                    "export",
                    folder.resolve("pets.hebb"),
                    "-o",
                    out,
                    "--precision",
                    "int8-static",
                    "--calibrate",
                    table)
                .err())
        .isEqualTo(
            "hebb: t.csv: \"photo\" takes pictures as they are, which no table has. Calibrate by a folder of them.\n");
    assertThat(
            Run.of(
                    "export",
                    Models.write(folder.resolve("prices.hebb"), 1),
                    "-o",
                    out,
                    "--precision",
                    "int8-static",
                    "--calibrate",
                    pictures)
                .err())
        .isEqualTo(
            "hebb: %s: expected a model with one input, of pictures, to calibrate by a folder of them, got [prices[batch, time, features=2]]. Calibrate by a table.\n"
                .formatted(pictures));
    assertThat(calibrated(model, "--precision", "fp16").status()).isEqualTo(2);
    assertThat(out).doesNotExist();
  }
}
