package dev.hebb.gallery;

import static dev.hebb.graph.op.Activation.RELU;
import static dev.hebb.graph.op.Activation.SOFTMAX;
import static dev.hebb.network.Layers.conv2d;
import static dev.hebb.network.Layers.dense;
import static dev.hebb.network.Layers.flatten;
import static dev.hebb.network.Layers.image;
import static dev.hebb.network.Layers.lstm;
import static dev.hebb.network.Layers.network;
import static dev.hebb.network.Layers.sequence;
import static dev.hebb.network.Layers.vector;
import static dev.hebb.training.Losses.sparseCategoricalCrossentropy;
import static dev.hebb.training.Metrics.accuracy;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.hebb.graph.Model;
import dev.hebb.graph.PictureInput;
import dev.hebb.graph.Tensor;
import dev.hebb.network.Network;
import dev.hebb.network.Rank.Image;
import dev.hebb.network.Rank.Sequence;
import dev.hebb.network.Rank.Vector;
import dev.hebb.onnx.Exported;
import dev.hebb.onnx.Onnx;
import dev.hebb.onnx.precision.Calibration;
import dev.hebb.onnx.precision.Precision;
import dev.hebb.runtime.Predictor;
import dev.hebb.runtime.Predictors;
import dev.hebb.serving.Answer;
import dev.hebb.serving.Batcher;
import dev.hebb.serving.Deployment;
import dev.hebb.serving.Label;
import dev.hebb.serving.Named;
import dev.hebb.serving.Pictures;
import dev.hebb.serving.PixelFormat;
import dev.hebb.serving.PixelInput;
import dev.hebb.serving.Ranker;
import dev.hebb.serving.Ranking;
import dev.hebb.serving.Swap;
import dev.hebb.serving.Typed;
import dev.hebb.training.Trained;
import dev.hebb.training.Trainer;
import dev.hebb.training.data.Dataset;
import dev.hebb.training.data.ImageFolder;
import dev.hebb.training.data.Images;
import dev.hebb.training.data.LabelledImages;
import dev.hebb.training.data.Pixels;
import java.io.File;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The code of the README's section on serving; it runs. */
@SuppressWarnings("ArrayRecordComponent") // as users have them
class ReadmeServingTest {
  @TempDir private Path folder;

  // spotless:off
  record Wine(float[] features) {}

  record Kind(@Named("dense") float[] scores) {}

  // spotless:on

  @Test
  void versions() {
    Network<Sequence, Vector> net =
        network("stock", sequence(30, 1)).then(lstm(4)).then(dense(1)).build();
    Path file = folder.resolve("stock.onnx");
    Path newer = folder.resolve("newer.onnx");
    Onnx.export(Model.initial(net, 1)).to(file);
    Onnx.export(Model.initial(net, 2)).to(newer);
    float[] window = new float[30];
    window[0] = 1;
    // spotless:off
    try (Deployment stock = Deployment.open(file); // or Predictors.open(file), for one version
        Batcher batcher = Batcher.with().maximumSize(64).over(stock)) {
      float next =
          stock.call(
              p -> {
                p.input().put(0, window);
                p.run();
                return p.output().get(0);
              });

      Answer answer = batcher.predict(window); // from many threads: one run
      CompletableFuture<Answer> later = batcher.submitWithin(Duration.ofMillis(20), window);

      Swap swap = stock.swap(newer); // opened, checked, warmed up beside the old one; nobody waits
      // spotless:on
      assertThat(batcher.predict(window).version()).isEqualTo(swap.to());
      assertThat(batcher.predict(window).floats()[0]).isNotEqualTo(next);
      // spotless:off
      stock.rollBack();
      // spotless:on
      assertThat(answer.floats()).containsExactly(next);
      assertThat(answer.version()).isEqualTo(swap.from()).isEqualTo(stock.version());
      assertThat(batcher.predict(window).floats()).containsExactly(next);
      try {
        assertThat(later.join().floats()).hasSize(1);
      } catch (CompletionException e) {
        assertThat(e).hasMessageContaining("expected an answer within 20 ms, got none.");
      }
    }
  }

  @Test
  void otherForms() {
    Network<Image, Image> encoder =
        network("encoder", image(32, 32, 3)).then(conv2d(4, 3).same()).build();
    Model autoencoder =
        Model.initial(
            network("autoencoder", encoder.input()).then(encoder).then(conv2d(3, 3).same()).build(),
            1);
    Network<Image, Vector> kinds =
        network("clothes", image(8, 8, 1))
            .then(conv2d(6, 3))
            .then(flatten())
            .then(dense(5))
            .build();
    Model clothes = Model.initial(kinds, 2);
    Path file = folder.resolve("encoder.onnx");
    Path best = folder.resolve("best.onnx");
    Path small = folder.resolve("small.onnx");
    float[] pixels = new float[600 * 64];
    long[] wanted = new long[600];
    for (int i = 0; i < pixels.length; i++) {
      pixels[i] = i * 37 % 101 / 101f;
    }
    Dataset training = Dataset.of(Tensor.of(pixels, 600, 8, 8, 1), Tensor.of(wanted, 600));
    Dataset held = training.rows(500, 600);
    // spotless:off
    Onnx.export(autoencoder)
        .part("encoder")
        .batch(1)
        .channelsFirst()
        .to(file); // [1, 3, 32, 32] goes in
    Onnx.export(clothes)
        .softmax()
        .topK(3)
        .to(best); // beside "dense": "dense_values" and "dense_indices"
    // spotless:on
    try (Predictor p = Predictor.open(file);
        Predictor q = Predictor.open(best)) {
      assertThat(p.input().dims()).containsExactly(1, 3, 32, 32);
      assertThat(q.output("dense_indices").dims()).containsExactly(1, 3);
    }
    // spotless:off
    Exported smaller =
        Onnx.export(clothes)
            .precision(
                Precision.staticInt8(training.rows(0, 500))
                    .calibration(Calibration.percentile(99.99)))
            .gate(accuracy(), held, 0.01) // any metric, held rows, by how much it may be worse
            .to(small);
    smaller
        .quantized()
        .orElseThrow()
        .lines()
        .forEach(System.out::println); // bytes, latency, figures; what stayed
    // spotless:on
    assertThat(smaller.quantized().orElseThrow().judged()).hasSize(1);
  }

  @Test
  void recordsPicturesLabels() {
    Network<Vector, Vector> table =
        network("wine", vector(3).named("features")).then(dense(2)).build();
    Network<Image, Vector> seen =
        network("seen", image(2, 2, 3)).then(flatten()).then(dense(2)).build();
    Path wine = folder.resolve("wine.onnx");
    Path file = folder.resolve("seen.onnx");
    Onnx.export(Model.initial(table, 1)).to(wine);
    Model model = Model.initial(seen, 1);
    // spotless:off
    Onnx.export(model).labels("dense", List.of("cat", "dog")).threshold("dense", 0.7).to(file);
    // spotless:on
    float[] features = {1, 2, 3};
    try (Predictors predictors = Predictors.open(wine)) {
      // spotless:off
      Typed<Wine, Kind> wines = Typed.of(predictors, Wine.class, Kind.class);
      float[] kinds = wines.predict(new Wine(features)).scores();
      // spotless:on
      assertThat(kinds).hasSize(2);
    }
    ByteBuffer frame = ByteBuffer.allocateDirect(32);
    int stride = 16;
    try (Predictor p = Predictor.open(file)) {
      // spotless:off
      PixelInput pixels = PixelInput.of(p.input()).scale(1 / 255f);
      pixels.put(p.input(), 0, frame, stride, PixelFormat.BGRA); // or a BufferedImage: Pictures.put
      p.run();
      Ranking ranking = Ranker.of(p).rank(p.output(), 0); // best(), top(5), passed() its threshold
      // spotless:on
      Label label = ranking.best();
      assertThat(label.name()).isIn("cat", "dog");
      assertThat(ranking.passed().contains(label)).isEqualTo(label.score() >= 0.7);
    }
  }

  @Test
  void wholePictures() throws IOException {
    Path file = folder.resolve("pets.onnx");
    Path folder = this.folder.resolve("pets");
    for (int i = 0; i < 32; i++) {
      String name = (i % 2 == 0 ? "cat/" : "dog/") + i + ".png";
      Path png = Files.createDirectories(folder.resolve(name).getParent()).resolve(i + ".png");
      float[] brightness = new float[(40 + i) * 70 * 3];
      for (int pixel = 0; pixel < brightness.length; pixel++) {
        brightness[pixel] = (pixel * 31 + i * 57) % 200 + (i % 2) * 55;
      }
      Images.write(Tensor.of(brightness, 40 + i, 70, 3), Pixels.BYTE, png);
    }
    Network<Image, Vector> net =
        network("pets", image(32, 32, 3).named("photo"))
            .then(conv2d(4, 3).stride(3).activation(RELU))
            .then(flatten())
            .then(dense(2).activation(SOFTMAX))
            .output("pet", "")
            .build();
    // spotless:off
    PictureInput eye =
        PictureInput.rgb()
            .resized(36) // the shorter side
            .cropped(32)
            .antialias()
            .scaled(1 / 255.0)
            .normalised(List.of(0.485, 0.456, 0.406), List.of(0.229, 0.224, 0.225));
    LabelledImages pets = ImageFolder.of(folder).through(eye).open();
    Trained trained =
        Trainer.of(net).loss(sparseCategoricalCrossentropy()).metrics(accuracy()).fit(pets);
    Onnx.export(trained.model()).pictures("photo", eye).labels("pet", pets.labels()).to(file);
    // spotless:on
    float[] wanted = trained.predict(pets.toDataset().inputs().get(0)).toFloats();
    try (Predictor p = Predictor.open(file)) {
      for (int row = 0; row < pets.rows(); row++) {
        File cat = pets.file(row).toFile();
        // spotless:off
        Pictures.put(p, ImageIO.read(cat)); // binds its height and width
        p.run();
        String pet = Ranker.of(p).rank(p.output(), 0).best().name();
        // spotless:on
        assertThat(p.output().get(0)).isCloseTo(wanted[2 * row], within(1e-5f));
        assertThat(pet).isEqualTo(wanted[2 * row] > 0.5 ? "cat" : "dog");
      }
    }
  }
}
