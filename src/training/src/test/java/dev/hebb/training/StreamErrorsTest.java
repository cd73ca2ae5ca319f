package dev.hebb.training;

import static dev.hebb.network.Layers.dense;
import static dev.hebb.network.Layers.flatten;
import static dev.hebb.network.Layers.image;
import static dev.hebb.network.Layers.network;
import static dev.hebb.network.Layers.vector;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hebb.graph.DataType;
import dev.hebb.graph.GraphSource;
import dev.hebb.graph.Seed;
import dev.hebb.graph.Tensor;
import dev.hebb.training.data.Example;
import dev.hebb.training.data.ExampleSpec;
import dev.hebb.training.data.Examples;
import dev.hebb.training.data.ImageFolder;
import dev.hebb.training.data.Images;
import dev.hebb.training.data.LabelledImages;
import dev.hebb.training.data.Pixels;
import dev.hebb.training.data.TensorSpec;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.IntFunction;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What goes wrong on a reading thread is said by {@code fit}, and the thread is gone. */
class StreamErrorsTest {
  private static final GraphSource PAIR = network("pair", vector(2)).then(dense(1)).build();

  @TempDir Path folder;

  private static Trainer trainer(GraphSource source) {
    return Trainer.of(source).batchSize(4).readers(2).progress(Progress.silent());
  }

  private static void refused(ThrowingCallable call, String message) {
    assertThatThrownBy(call).isInstanceOf(TrainingException.class).hasMessage(message);
  }

  private static Examples rows(IntFunction<Tensor> input) {
    return Examples.of(20, row -> Example.of(input.apply(row), Tensor.zeros(1)));
  }

  @AfterEach
  void noThreadIsLeft() {
    assertThat(Thread.getAllStackTraces().keySet())
        .noneMatch(thread -> thread.getName().equals("hebb-reader"));
  }

  @Test
  void whatUserCodeThrows() {
    Examples rows =
        rows(
            row -> {
              if (row == 13) {
                throw new IllegalStateException("the disk is on fire");
              }
              return Tensor.zeros(2);
            });
    String message =
        "data: row 13 could not be read: java.lang.IllegalStateException: the disk is on fire. Mend what reads it, or"
            + " leave the row out.";
    refused(() -> trainer(PAIR).fit(rows), message);
    refused(() -> trainer(PAIR).validation(rows).fit(rows.rows(0, 8)), message);
    Trained trained = trainer(PAIR).fit(rows.rows(0, 8));
    refused(() -> trained.evaluate(rows), message);
  }

  @Test
  void numbersThatAreNone() {
    refused(
        () ->
            trainer(PAIR)
                .fit(rows(row -> Tensor.of(new float[] {row, row == 9 ? Float.NaN : 1}, 2))),
        "data: input row 9, column 1 is NaN. Remove the row or fill the gap before training.");
  }

  @Test
  void rowsOfDifferentShape() {
    refused(
        () -> trainer(PAIR).fit(rows(row -> Tensor.zeros(row == 5 ? 3 : 2))),
        "data: row 5: expected inputs [FLOAT32[2]] as in row 0, got [FLOAT32[3]]. Give rows of one shape and type.");
  }

  @Test
  void aSourceThatReadsTooLittle() {
    Examples lazy =
        new Examples() {
          @Override
          public int rows() {
            return 8;
          }

          @Override
          public ExampleSpec spec() {
            return ExampleSpec.of(
                TensorSpec.of(DataType.FLOAT32, 2), TensorSpec.of(DataType.FLOAT32, 1));
          }

          @Override
          public void read(int row, Seed seed, List<ByteBuffer> into) {
            into.get(0).putFloat(1).putFloat(2);
          }
        };
    assertThatThrownBy(() -> trainer(PAIR).inOrder().fit(lazy))
        .isInstanceOf(TrainingException.class)
        .hasMessage(
            "data: row 0: expected 4 bytes for tensor 1 (FLOAT32[1]), got 0. Mend what reads it.");
  }

  @Test
  void dataThatDoesNotFitTheNetwork() {
    refused(
        () -> trainer(PAIR).fit(rows(row -> Tensor.zeros(3))),
        "pair: input \"input\": expected [batch, features=2], got [20, 3]. Reshape the data, or declare the network for"
            + " it.");
  }

  private Path pictures() {
    for (int i = 0; i < 12; i++) {
      Path file = folder.resolve("class" + i % 3).resolve(i + ".png");
      Images.write(Tensor.zeros(4, 4, 1), Pixels.BYTE, file);
    }
    return folder;
  }

  @Test
  void aDamagedPictureIsNamed() throws IOException {
    LabelledImages images = ImageFolder.of(pictures()).grey().open();
    Path damaged = Files.writeString(folder.resolve("class1/7.png"), "no picture");
    GraphSource net = network("net", image(4, 4, 1)).then(flatten()).then(dense(1)).build();
    Examples labelled = images.map((example, random) -> example.withTarget(Tensor.zeros(1)));
    refused(
        () -> trainer(net).fit(labelled),
        damaged
            + ": could not be read as a picture: it begins like none of PNG, JPEG, GIF and BMP. Remove it, or use"
            + " skipUnreadable().");
  }

  @Test
  void moreClassesThanUnits() {
    LabelledImages images = ImageFolder.of(pictures()).grey().open();
    GraphSource net = network("net", image(4, 4, 1)).then(flatten()).then(dense(2)).build();
    refused(
        () -> trainer(net).fit(images),
        "net: target for output \"dense\": expected labels of at most 2 classes, one for each unit of the output, got 3"
            + " classes. Declare as many units as there are classes.");
  }

  @Test
  void aLabelBeyondTheUnitsIsNamedWhenItIsRead() {
    Examples labelled =
        Examples.of(20, row -> Example.of(Tensor.zeros(2), row == 17 ? 3 : row % 3));
    GraphSource net = network("net", vector(2)).then(dense(3)).build();
    Trainer trainer = trainer(net).loss(Losses.sparseCategoricalCrossentropy().ofLogits());
    String message =
        "data: target row 17: expected whole numbers from 0 to 2, got 3. Number from 0, or declare more of them.";
    refused(() -> trainer.fit(labelled), message);
    Trained trained = trainer.fit(labelled.rows(0, 16));
    refused(() -> trained.evaluate(labelled), message);
  }

  @Test
  void aTargetThatIsNoLabel() {
    refused(
        () -> rows(row -> Tensor.zeros(2)).example(3).label(),
        "data: expected a class label, which is one INT64, got a target FLOAT32[1]. Use target().");
    refused(
        () -> Examples.of(0, row -> Example.of(Tensor.zeros(1), 0)),
        "data: expected at least one row, got 0.");
  }
}
