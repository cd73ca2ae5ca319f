package dev.hebb.training.data;

import static dev.hebb.network.Layers.dense;
import static dev.hebb.network.Layers.flatten;
import static dev.hebb.network.Layers.image;
import static dev.hebb.network.Layers.network;
import static dev.hebb.training.Losses.sparseCategoricalCrossentropy;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hebb.graph.DeclarationException;
import dev.hebb.graph.PictureInput;
import dev.hebb.graph.op.Activation;
import dev.hebb.training.Trainer;
import dev.hebb.training.TrainingException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ImageFolderTest {
  @TempDir Path pets;

  private Path picture(String name, int grey) {
    return Png.plain(pets.resolve(name), 2, 3, grey);
  }

  private static void refused(ThrowingCallable call, String message) {
    assertThatThrownBy(call).isInstanceOf(TrainingException.class).hasMessage(message);
  }

  /** Two of dogs, four of cats. */
  private void six() {
    for (int i = 0; i < 4; i++) {
      picture("cat/" + i + ".png", 10 + i);
    }
    picture("dog/a.png", 100);
    picture("dog/deeper/b.PNG", 101);
  }

  @Test
  void classesAreNumberedByNameAndMixed() throws IOException {
    six();
    picture(".hidden/c.png", 1);
    picture("cat/.d.png", 1);
    Files.writeString(pets.resolve("cat/notes.txt"), "no picture");
    LabelledImages images = ImageFolder.of(pets).grey().open();
    assertThat(images.labels()).containsExactly("cat", "dog");
    assertThat(images.inputSpecs()).hasToString("[FLOAT32[2, 3, 1]]");
    assertThat(images.targetSpecs()).containsExactly(TensorSpec.labels(2));
    Dataset all = images.toDataset();
    assertThat(all.targets().get(0).toLongs()).containsExactly(0, 1, 0, 0, 1, 0);
    assertThat(all.inputs().get(0).dims()).containsExactly(6, 2, 3, 1);
    float[] greys = all.inputs().get(0).toFloats();
    assertThat(IntStream.range(0, 6).mapToObj(row -> greys[row * 6]))
        .containsExactly(10f, 100f, 11f, 12f, 101f, 13f);
    assertThat(images.file(1)).isEqualTo(pets.resolve("dog/a.png"));
    assertThat(images.last(0.5).toDataset().targets().get(0).toLongs()).containsExactly(0, 1, 0);
  }

  @Test
  void whatANetworkIsFedIsSaidOnce() {
    six();
    picture("cat/large.png", 255);
    PictureInput how = PictureInput.grey().resized(4).cropped(2, 3).antialias().scaled(0.1);
    LabelledImages images = ImageFolder.of(pets).through(how).open();
    assertThat(images.inputSpecs()).hasToString("[FLOAT32[2, 3, 1]]");
    assertThat(images.input()).isEqualTo(how);
    float[] greys = images.toDataset().inputs().get(0).toFloats();
    assertThat(greys[0]).isEqualTo(1f);
    assertThatThrownBy(() -> ImageFolder.of(pets).through(PictureInput.rgb().resized(4)))
        .isInstanceOf(DeclarationException.class)
        .hasMessage(
            "expected the middle of it, as the longer side is of any length, got resized(4) alone."
                + " Say cropped(4).");
  }

  @Test
  void aModelSaysHowItsPicturesWereRead() {
    six();
    PictureInput how = PictureInput.grey().resized(2, 3).scaled(0.1);
    LabelledImages images = ImageFolder.of(pets).through(how).open();
    Trainer trainer =
        Trainer.of(
                network("pets", image(2, 3, 1).named("photo"))
                    .then(flatten())
                    .then(dense(2).activation(Activation.SOFTMAX))
                    .build())
            .loss(sparseCategoricalCrossentropy())
            .batchSize(2)
            .epochs(1);
    assertThat(trainer.validationSplit(0.3).fit(images).model().notes())
        .containsEntry("prepared.photo", how.toString());
    assertThat(trainer.fit(images.map((example, random) -> example)).model().notes())
        .as("what a map does nobody knows")
        .doesNotContainKey("prepared.photo");
  }

  @Test
  void sizesColoursAndLimits() {
    six();
    picture("cat/large.png", 255);
    Png.plain(pets.resolve("cat/large.png"), 9, 9, 255);
    LabelledImages images = ImageFolder.of(pets).size(4, 5).unit().limit(3).open();
    assertThat(images.rows()).isEqualTo(3);
    assertThat(images.inputSpecs()).hasToString("[FLOAT32[4, 5, 3]]");
    assertThat(images.example(0).input().toFloats()).hasSize(60).containsOnly(10 / 255f);
    assertThat(images).hasToString("3 pictures of 2 classes in " + pets);
  }

  @Test
  void differentSizesWithoutOne() {
    six();
    Png.plain(pets.resolve("dog/a.png"), 9, 8, 1);
    refused(
        () -> ImageFolder.of(pets).open(),
        pets
            + ": expected pictures of one size, got 2 x 3 (height x width) in cat/0.png and 9 x 8 in dog/a.png. Give"
            + " the size they are to have: size(height, width).");
  }

  @Test
  void foldersThatAreNoClasses() throws IOException {
    Path none = pets.resolve("none");
    refused(
        () -> ImageFolder.of(none).open(),
        none + ": expected a folder with one sub-folder a class, got no folder.");
    String advice = ". Put the pictures of each class into a folder of its own.";
    refused(
        () -> ImageFolder.of(pets).open(),
        pets + ": expected at least two sub-folders, one a class, got none" + advice);
    picture("cat/a.png", 1);
    refused(
        () -> ImageFolder.of(pets).open(),
        pets + ": expected at least two sub-folders, one a class, got \"cat\" only" + advice);
    Path dog = Files.createDirectory(pets.resolve("dog"));
    refused(
        () -> ImageFolder.of(pets).open(),
        dog
            + ": expected pictures (PNG, JPEG, GIF or BMP), got none. Add some, or remove the folder.");
  }

  @Test
  void unreadableFilesAreNamedAndCounted() throws IOException {
    six();
    Path first = Files.writeString(pets.resolve("cat/1.png"), "no picture");
    String why = ": could not be read as a picture: it begins like none of PNG, JPEG, GIF and BMP.";
    String advice = " Remove it, or use skipUnreadable().";
    refused(() -> ImageFolder.of(pets).open(), first + why + advice);
    Files.writeString(pets.resolve("cat/3.png"), "");
    refused(
        () -> ImageFolder.of(pets).open(), first + why + " So it is with 1 other file." + advice);
    Path earlier = Files.writeString(pets.resolve("dog/a.png"), "no picture");
    refused(
        () -> ImageFolder.of(pets).open(),
        earlier + why + " So it is with 2 other files." + advice);
    LabelledImages rest = ImageFolder.of(pets).skipUnreadable().open();
    assertThat(rest.rows()).isEqualTo(3);
    assertThat(rest.skipped()).isEqualTo(3);
    for (String name : List.of("cat/0.png", "cat/2.png", "dog/deeper/b.PNG")) {
      Files.writeString(pets.resolve(name), "no picture");
    }
    Path zero = pets.resolve("cat/0.png");
    refused(
        () -> ImageFolder.of(pets).skipUnreadable().open(),
        zero + why + " So it is with 5 other files. Give other files.");
  }

  @Test
  void aPictureThatIsDamagedLaterIsFoundWhenItIsDecoded() throws IOException {
    six();
    Path cut = pets.resolve("cat/2.png");
    byte[] bytes = Files.readAllBytes(cut);
    Files.write(cut, Arrays.copyOf(bytes, 45)); // Signature, header, the beginning of the pixels.
    LabelledImages images = ImageFolder.of(pets).open();
    assertThatThrownBy(() -> images.toDataset())
        .isInstanceOf(TrainingException.class)
        .hasMessageStartingWith(cut + ": could not be read as a picture: ");
    LabelledImages rest = ImageFolder.of(pets).skipUnreadable().open();
    assertThat(rest.skipped()).isEqualTo(1);
    assertThat(rest.toDataset().rows()).isEqualTo(5);
  }
}
