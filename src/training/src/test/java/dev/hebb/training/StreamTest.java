package dev.hebb.training;

import static dev.hebb.network.Layers.conv2d;
import static dev.hebb.network.Layers.dense;
import static dev.hebb.network.Layers.dropout;
import static dev.hebb.network.Layers.flatten;
import static dev.hebb.network.Layers.image;
import static dev.hebb.network.Layers.maxPool2d;
import static dev.hebb.network.Layers.network;
import static dev.hebb.network.Layers.standardScaler;
import static dev.hebb.network.Layers.vector;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hebb.graph.DataType;
import dev.hebb.graph.GraphSource;
import dev.hebb.graph.Tensor;
import dev.hebb.graph.Weights;
import dev.hebb.training.data.Dataset;
import dev.hebb.training.data.Example;
import dev.hebb.training.data.Examples;
import dev.hebb.training.data.Idx;
import dev.hebb.training.data.ImageFolder;
import dev.hebb.training.data.Pixels;
import dev.hebb.training.loss.MeanAbsoluteError;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BiFunction;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StreamTest {
  private static final int ROWS = 150;
  @TempDir static Path folder;
  private static Path images;
  private static Path labels;

  @BeforeAll
  static void write() {
    byte[] pixels = new byte[ROWS * 8 * 6];
    new Random(1).nextBytes(pixels);
    byte[] classes = new byte[ROWS];
    for (int i = 0; i < ROWS; i++) {
      classes[i] = (byte) (i % 3);
    }
    images = folder.resolve("images");
    labels = folder.resolve("labels");
    Idx.write(Tensor.wrap(DataType.UINT8, ByteBuffer.wrap(pixels), ROWS, 8, 6), images);
    Idx.write(Tensor.wrap(DataType.UINT8, ByteBuffer.wrap(classes), ROWS), labels);
  }

  private static Example oneHot(Example labelled) {
    float[] hot = new float[3];
    hot[(int) labelled.label()] = 1;
    return labelled.withTarget(Tensor.of(hot, 3));
  }

  private static Examples stream() {
    return Idx.mapped(images, labels, Pixels.UNIT).map((example, random) -> oneHot(example));
  }

  private static GraphSource classifier() {
    return network("digits", image(8, 6, 1))
        .then(conv2d(4, 3))
        .then(maxPool2d(2))
        .then(flatten())
        .then(standardScaler("scaler"))
        .then(dropout(0.2))
        .then(dense(3))
        .build();
  }

  private static Trainer trainer(GraphSource source) {
    return Trainer.of(source)
        .epochs(3)
        .batchSize(16)
        .metrics(new MeanAbsoluteError())
        .seed(5)
        .progress(Progress.silent());
  }

  private static List<Thread> readers() {
    return Thread.getAllStackTraces().keySet().stream()
        .filter(thread -> thread.getName().equals("hebb-reader"))
        .toList();
  }

  @Test
  void theSameBitsInMemoryAndStreamedByAnyNumberOfReaders() {
    Dataset memory = Idx.dataset(images, labels, Pixels.UNIT);
    Tensor hot = stream().toDataset().targets().get(0);
    Dataset data = Dataset.of(memory.inputs().get(0), hot);
    Trained one = trainer(classifier()).validationSplit(0.2).fit(data);
    for (int readers : new int[] {1, 3}) {
      Trained other = trainer(classifier()).validationSplit(0.2).readers(readers).fit(stream());
      assertThat(other.model().weights()).isEqualTo(one.model().weights());
      assertThat(other.history().of("val_loss")).isEqualTo(one.history().of("val_loss"));
      assertThat(other.history().of("loss")).isEqualTo(one.history().of("loss"));
      Map<String, String> notes = new TreeMap<>(one.model().notes());
      assertThat(notes.remove("training.data")).hasSize(32);
      assertThat(other.model().notes()).isEqualTo(notes).containsEntry("range.input", "0.0 1.0");
      assertThat(other.history().last().times().data())
          .isBetween(1e-9, other.history().last().seconds());
      assertThat(one.history().last().times().data()).isZero();
      assertThat(other.evaluate(stream())).isEqualTo(one.evaluate(data));
      assertThat(other.predict(stream())).isEqualTo(one.predict(memory.inputs().get(0)));
    }
    assertThat(readers()).isEmpty();
    assertThat(trainer(classifier()).validation(stream()).fit(data).history().of("val_loss"))
        .isEqualTo(trainer(classifier()).validation(data).fit(stream()).history().of("val_loss"));
  }

  @Test
  void labelsAreTargets() {
    Dataset data = Idx.dataset(images, labels, Pixels.UNIT);
    Examples mapped = Idx.mapped(images, labels, Pixels.UNIT);
    Trainer trainer =
        trainer(classifier())
            .loss(Losses.sparseCategoricalCrossentropy().ofLogits())
            .metrics(Metrics.accuracy())
            .validationSplit(0.2);
    Trained streamed = trainer.fit(mapped);
    assertThat(streamed.model().weights()).isEqualTo(trainer.fit(data).model().weights());
    assertThat(streamed.evaluate(mapped))
        .isEqualTo(streamed.evaluate(data))
        .containsKey("accuracy");
  }

  @Test
  void picturesOfAFolderTrainAsThoseOfMemory() {
    Path pictures = folder.resolve("pictures");
    Tensor all = Idx.images(images);
    for (int i = 0; i < 40; i++) {
      Path file = pictures.resolve("class " + i % 3).resolve(i + ".png");
      dev.hebb.training.data.Images.write(all.rows(i, i + 1).reshaped(8, 6, 1), Pixels.BYTE, file);
    }
    Examples streamed =
        ImageFolder.of(pictures).grey().unit().open().map((example, random) -> oneHot(example));
    Dataset data = streamed.toDataset();
    assertThat(trainer(classifier()).fit(streamed).model().weights())
        .isEqualTo(trainer(classifier()).fit(data).model().weights());
  }

  @Test
  void whatChangesAtRandomIsDecidedBySeedEpochAndRow() {
    Map<Double, Set<Double>> seen = new ConcurrentHashMap<>(); // By row, what was drawn.
    BiFunction<Example, RandomGenerator, Example> noisy =
        (example, random) -> {
          double drawn = random.nextDouble();
          double row = example.input().floats().get(0);
          seen.computeIfAbsent(row, any -> ConcurrentHashMap.newKeySet()).add(drawn);
          return example.withInput(Tensor.of(new float[] {(float) (row + drawn)}, 1));
        };
    Examples rows =
        Examples.of(20, row -> Example.of(Tensor.of(new float[] {row}, 1), Tensor.zeros(1)));
    GraphSource one = network("one", vector(1)).then(dense(1)).build();
    Weights first = trainer(one).readers(1).batchSize(4).fit(rows.map(noisy)).model().weights();
    assertThat(seen).hasSize(20);
    assertThat(seen.get(7.0)).as("another number each epoch").hasSize(3);
    assertThat(seen.values().stream().flatMap(Set::stream).distinct().count())
        .as("another for each row, and one for looking what a row is")
        .isEqualTo(61);
    Weights again = trainer(one).readers(4).batchSize(4).fit(rows.map(noisy)).model().weights();
    assertThat(again).isEqualTo(first);
    assertThat(seen.get(7.0)).as("the same ones again").hasSize(3);
    Weights other = trainer(one).seed(6).batchSize(4).fit(rows.map(noisy)).model().weights();
    assertThat(other).isNotEqualTo(first);
    assertThat(seen.get(7.0)).hasSize(6);
  }

  @Test
  void statisticsAreMeasuredOnTheTrainingSplitOfAStream() {
    float[] x = {1, 2, 3, 6, 1000};
    Examples rows =
        Examples.of(5, row -> Example.of(Tensor.of(new float[] {x[row]}, 1), Tensor.zeros(1)));
    GraphSource scaled = network("n", vector(1)).then(standardScaler("s")).then(dense(1)).build();
    Trained trained = trainer(scaled).batchSize(2).validationSplit(0.2).fit(rows);
    assertThat(trained.model().weights().get("s/center").toFloats()).containsExactly(3f);
    assertThat(trained.model().weights().get("s/scale").toFloats())
        .containsExactly((float) Math.sqrt(3.5));
    assertThat(trained.model().notes())
        .containsEntry("range." + scaled.graph().inputs().get(0).name(), "1.0 6.0")
        .containsEntry("training.rows", "4");
  }

  @Test
  void shuffledAndCut() {
    Examples rows =
        Examples.of(10, row -> Example.of(Tensor.of(new float[] {row}, 1), Tensor.zeros(1)));
    Dataset shuffled = rows.shuffled(3).toDataset();
    assertThat(shuffled.inputs().get(0).toFloats())
        .containsExactlyInAnyOrder(0, 1, 2, 3, 4, 5, 6, 7, 8, 9)
        .isNotEqualTo(rows.toDataset().inputs().get(0).toFloats());
    assertThat(rows.toDataset().shuffled(3)).isEqualTo(shuffled);
    assertThat(rows.rows(2, 8).last(0.5).toDataset().inputs().get(0).toFloats())
        .containsExactly(5, 6, 7);
    assertThatThrownBy(() -> rows.rows(5, 11))
        .isInstanceOf(IndexOutOfBoundsException.class)
        .hasMessage("rows 5 to 11 of 10 examples");
  }

  @Test
  void wholeNumbersAreData() {
    Dataset data = Idx.dataset(images, labels, Pixels.BYTE);
    assertThat(data.targets().get(0).type()).isEqualTo(DataType.INT64);
    assertThat(data.rows(3, 5).targets().get(0).toLongs()).containsExactly(0, 1);
    assertThat(data.targetSpecs()).hasToString("[INT64[]]");
    assertThat(data.example(4).label()).isEqualTo(1);
  }
}
