package dev.hebb.gallery;

import static dev.hebb.network.Layers.dense;
import static dev.hebb.network.Layers.flatten;
import static dev.hebb.network.Layers.image;
import static dev.hebb.network.Layers.lstm;
import static dev.hebb.network.Layers.network;
import static dev.hebb.network.Layers.sequence;
import static dev.hebb.network.Layers.vector;
import static org.assertj.core.api.Assertions.assertThat;

import dev.hebb.graph.Model;
import dev.hebb.network.Network;
import dev.hebb.network.Rank.Image;
import dev.hebb.network.Rank.Sequence;
import dev.hebb.network.Rank.Vector;
import dev.hebb.onnx.Onnx;
import dev.hebb.runtime.Predictor;
import dev.hebb.runtime.Predictors;
import dev.hebb.serving.Answer;
import dev.hebb.serving.Batcher;
import dev.hebb.serving.Deployment;
import dev.hebb.serving.Label;
import dev.hebb.serving.Named;
import dev.hebb.serving.PixelFormat;
import dev.hebb.serving.PixelInput;
import dev.hebb.serving.Ranker;
import dev.hebb.serving.Ranking;
import dev.hebb.serving.Swap;
import dev.hebb.serving.Typed;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
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
}
