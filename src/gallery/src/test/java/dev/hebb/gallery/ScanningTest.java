package dev.hebb.gallery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.hebb.graph.Model;
import dev.hebb.graph.Multiplications;
import dev.hebb.network.Network;
import dev.hebb.network.Rank.Image;
import dev.hebb.network.Rank.Vector;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ScanningTest {
  private static final Path MODELS = Path.of("../../models");

  @TempDir Path folder;

  private Show show() {
    return new Show(
        folder, new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8));
  }

  @Test
  void distributionNeedsFewerWeights() {
    Show show = show();
    Scanning.parameters(show);
    assertThat(show.held())
        .containsExactly(
            "parameters: MLP 20,849; first layer on blocks 13,937; blocks of blocks 6,737; with 32,"
                + " 16 and 16 units in each");
    long mlp = (625 * 32 + 32) + (32 * 16 + 16) + (16 * 16 + 16) + (16 + 1);
    long two = (25 * 32 + 32) + (25 * 32 * 16 + 16) + (16 * 16 + 16) + (16 + 1);
    long three = (16 * 32 + 32) + (4 * 32 * 16 + 16) + (16 * 16 * 16 + 16) + (16 + 1);
    assertThat(PatchNetworks.all())
        .extracting(network -> network.graph().parameterCount())
        .containsExactly(mlp, two, three);
  }

  @Test
  void whatNeighboursShareIsMultipliedOnce() {
    Network<Image, Vector> network = PatchNetworks.threeLayers();
    long one = Multiplications.of(network.graph(), Map.of("batch", 1L));
    assertThat(one).isEqualTo(64 * 16 * 32 + 16 * 4 * 32 * 16 + 256 * 16 + 16);
    Model scan = PatchNetworks.scanning(network, Model.initial(network, 1), 1);
    long all = Multiplications.of(scan.graph(), Map.of("batch", 1L, "height", 40L, "width", 30L));
    // 4 x 4 blocks at 37 x 27 places, pairs of them 3 apart at 34 x 24, patches at 16 x 6.
    assertThat(all).isEqualTo(37 * 27 * 16 * 32 + 34 * 24 * 4 * 32 * 16 + 16 * 6 * (256 * 16 + 16));
  }

  @Test
  void theScanSaysWhatThePatchNetworkSays() {
    Show show = show();
    Faces pictures = Faces.bundled();
    Photo photo = Photo.bundled("astronaut.png").resized(64, 80);
    for (Network<Image, Vector> network : PatchNetworks.all()) {
      Model model = new FaceTraining(4, 4, 1).fit(network, pictures).model();
      Scanning.equality(show, network.name(), network, model, photo, pictures);
    }
    assertThat(show.broken()).isEmpty();
    assertThat(show.held()).hasSize(3).allMatch(claim -> claim.contains("each of 2,240 positions"));
  }

  @Test
  void cropsThatWereNotSeenAreToldApart() {
    Show show = show();
    Scanning.accuracy(show, Faces.bundled(), new FaceTraining(8, 6, 1), 4);
    assertThat(show.broken()).isEmpty();
    assertThat(show.held()).hasSize(3);
  }

  @Test
  void theFaceIsFoundByTheKeptModel() {
    Show show = show();
    Photo astronaut = Photo.bundled("astronaut.png");
    FaceFinder.Found found = Scanning.find(show, MODELS.resolve("scanning-faces.onnx"), astronaut);
    assertThat(show.broken()).isEmpty();
    assertThat(show.held()).hasSize(2);
    Box best = found.boxes().get(0);
    int row = (int) (best.top() + best.side() / 2);
    int column = (int) (best.left() + best.side() / 2);
    assertThat(found.heat().grey()[row * astronaut.width() + column])
        .isGreaterThan((float) FaceFinder.LEAST);
    assertThat(found.heat().grey()[0]).isZero();
  }

  @Test
  void mistakesOnPhotosAreUnlearnt() {
    List<Photo> photos = List.of(Photo.bundled("coffee.png").resized(80, 120));
    Network<Image, Vector> network = PatchNetworks.threeLayers();
    FaceTraining training = new FaceTraining(3, 2, 1);
    FaceTraining.Mined shown = training.fit(network, Faces.bundled(), photos, 0, 200);
    FaceTraining.Mined mined = training.fit(network, Faces.bundled(), photos, 2, 200);
    assertThat(mined.patches()).isGreaterThan(shown.patches());
    assertThat(FaceTraining.mistakes(network, mined.trained(), photos))
        .hasSizeLessThan(FaceTraining.mistakes(network, shown.trained(), photos).size());
  }

  @Test
  void boxesOverlapAndCrowd() {
    Box box = new Box(0, 0, 10, 0.5);
    Box beside = new Box(1, 0, 10, 0.75);
    Box apart = new Box(5, 10, 10, 0.9);
    assertThat(box.overlap(beside)).isCloseTo(90.0 / 110, within(1e-12));
    assertThat(box.overlap(apart)).isZero();
    assertThat(Box.surest(Box.crowds(List.of(box, beside, apart))))
        .containsExactly(new Box(0, 0, 10, 1.25), apart);
  }

  @Test
  void aPhotoTurnsAndShrinks() {
    Photo photo = new Photo(2, 3, new float[] {0, 1, 2, 3, 4, 255});
    assertThat(photo.turned().grey()).containsExactly(3, 0, 4, 1, 255, 2);
    assertThat(photo.turned().height()).isEqualTo(3);
    assertThat(photo.negative().grey()).containsExactly(255, 254, 253, 252, 251, 0);
    assertThat(photo.patch(0, 1, 2)).containsExactly(1, 2, 4, 255);
    assertThat(Photo.bundled("coffee.png").pyramid(0.5, 100))
        .extracting(Photo::height)
        .containsExactly(193, 161, 134, 112);
  }
}
