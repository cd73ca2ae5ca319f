package dev.hebb.gallery;

import dev.hebb.graph.Graph;
import dev.hebb.graph.Model;
import dev.hebb.graph.Tensor;
import dev.hebb.network.Network;
import dev.hebb.network.Rank.Image;
import dev.hebb.network.Rank.Vector;
import dev.hebb.training.Trained;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The course's scan: "look" for the target at each position. The same is done by an MLP, and by
 * networks whose first layers look at blocks of it: scanning with those is a convolutional network.
 */
final class Scanning implements Exhibit {
  /** Around the face in the astronaut's photo, from the hair to the chin; by hand. */
  static final Box TRUE = new Box(170, 68, 110, 1);

  /** So many patches must agree on a box; on the photos that were trained on fewer do. */
  static final double AGREEING = 5;

  private static final double EQUAL = 1e-6;

  // √625 roundings of float32: each unit of the MLP sums up 625 pixels, in whichever order.
  private static final double LONG_SUMS = 25 * 0x1p-23;

  private static final int FOLDS = 5;
  private static final int ROUNDS = 6;
  private static final int MISTAKES = 1000;
  private static final int COLUMNS = 16;
  private static final FaceTraining TRAINING = new FaceTraining(8, 10, 1);

  @Override
  public String name() {
    return "scanning";
  }

  @Override
  public String line() {
    return "An MLP looks for a face at each position; distributed over 2 and 3 layers the scan is a convolutional network.";
  }

  @Override
  public void run(Show show) {
    show.data(
        """
        100 faces and 100 other crops of 25 x 25 (`src/gallery`, SOURCE.md beside the file), ten variations of each: mirrored, \
        turned by up to 8 degrees, shifted, up to 15 %% larger or smaller, of another brightness and contrast. 100 crops are far \
        from all that a photo has. So `scanning-faces.onnx` was also trained on the faces turned by quarters and on hard \
        negatives: patches of the photos of a cat and of coffee and of 347 drawings of things that it took for faces, %d rounds \
        of at most %,d. The astronaut's photo was kept for the test; how many units, dropout and rounds was settled while \
        looking at it, so what is found there is shown, not an estimate of what another photo would give."""
            .formatted(ROUNDS, MISTAKES));
    Faces pictures = Faces.bundled();
    parameters(show);
    accuracy(show, pictures, TRAINING, FOLDS);
    FaceTraining.Mined mined =
        TRAINING.fit(
            PatchNetworks.threeLayers(),
            pictures.andTurned(),
            NoFaces.all(COLUMNS),
            ROUNDS,
            MISTAKES);
    show.figure("patches of photos without faces trained on: %,d", mined.patches());
    Photo photo = Photo.bundled("astronaut.png");
    Map<String, Model> trained = new LinkedHashMap<>();
    trained.put("mlp", TRAINING.fit(PatchNetworks.mlp(), pictures).model());
    trained.put("two-layers", TRAINING.fit(PatchNetworks.twoLayers(), pictures).model());
    trained.put("faces", mined.trained().model());
    Path scan = null;
    for (Network<Image, Vector> network : PatchNetworks.all()) {
      String name = network.name().equals("three-layers") ? "faces" : network.name();
      scan = equality(show, name, network, trained.get(name), photo, pictures);
    }
    show.figure(
        "patch by patch each pixel is rescaled up to 625 times, which takes most of the time there; in a scan once");
    FaceFinder.Found found = find(show, scan, photo);
    ScanPicture.draw(photo, found, trained, show.file("scanning.png"));
    show.picture("scanning.png", "What was found, how sure at each position, the first layers");
  }

  /** Counted; the course's reason to distribute a scan. */
  static void parameters(Show show) {
    List<Long> counts = new ArrayList<>();
    for (Network<Image, Vector> network : PatchNetworks.all()) {
      counts.add(network.graph().parameterCount());
    }
    show.claim(
        counts.get(0) > 1.4 * counts.get(1) && counts.get(1) > 2 * counts.get(2),
        "parameters: MLP %,d; first layer on blocks %,d; blocks of blocks %,d; with 32, 16 and 16 units in each",
        counts.get(0),
        counts.get(1),
        counts.get(2));
  }

  /** On crops that were not trained on, without any photo. */
  static void accuracy(Show show, Faces bundled, FaceTraining training, int folds) {
    Faces pictures = bundled.shuffled(training.seed());
    double template = 0;
    for (int fold = 0; fold < folds; fold++) {
      template += pictures.only(fold, folds).nearestMean(pictures.without(fold, folds)) / folds;
    }
    for (Network<Image, Vector> network : PatchNetworks.all()) {
      double mean = 0;
      for (int fold = 0; fold < folds; fold++) {
        Trained trained = training.fit(network, pictures.without(fold, folds));
        mean += FaceTraining.accuracy(trained, pictures.only(fold, folds)) / folds;
      }
      show.claim(
          mean >= 0.95 && mean > template,
          "%s: %.1f %% of 200 crops right, mean of %d folds (nearest mean picture %.1f %%, guessing 50 %%)",
          network.name(),
          100 * mean,
          folds,
          100 * template);
    }
  }

  /** Exports a patch network and the same weights scanning, and runs both over a photo. */
  static Path equality(
      Show show,
      String name,
      Network<Image, Vector> network,
      Model trained,
      Photo photo,
      Faces pictures) {
    Graph patch = network.graph();
    Model scan = PatchNetworks.scanning(network, trained, 1);
    Tensor face = Tensor.of(pictures.faces().get(0), 1, Faces.SIDE, Faces.SIDE, 1);
    Path patchFile = show.export("scanning-" + name + "-patch", trained, Map.of("grey", face));
    Path scanFile =
        show.export("scanning-" + name, scan, Map.of("grey", photo.resized(64, 64).tensor()));
    ScanCost cost = ScanCost.of(patch, patchFile, scan.graph(), scanFile, photo);
    double bound = name.equals("mlp") ? LONG_SUMS : EQUAL;
    show.claim(
        cost.delta() <= bound && cost.most() - cost.least() > 0.5,
        "%s: the scan says at each of %,d positions what the patch network says of the patch there, from %.3f to %.3f, max |Δ| %.1e (at most %.1e)",
        name,
        cost.patches(),
        cost.least(),
        cost.most(),
        cost.delta(),
        bound);
    show.figure(
        "%s: patch by patch %,d multiplications and %.2f s, scanned %,d and %.2f s: %.1f times fewer, %.1f times as fast (one run, one thread)",
        name,
        cost.byPatch().multiplications(),
        cost.byPatch().seconds(),
        cost.atOnce().multiplications(),
        cost.atOnce().seconds(),
        cost.fewer(),
        cost.faster());
    return scanFile;
  }

  /** In the astronaut's photo, with the exported file alone. */
  static FaceFinder.Found find(Show show, Path scan, Photo astronaut) {
    FaceFinder finder = new FaceFinder(scan);
    FaceFinder.Found found = finder.in(astronaut);
    Box best = found.boxes().get(0);
    show.claim(
        best.overlap(TRUE) >= 0.4,
        "astronaut: the best box, %s, lies on the face, %s: intersection over union %.2f",
        best,
        TRUE,
        best.overlap(TRUE));
    long wrong = found.above(AGREEING).stream().filter(box -> box.overlap(TRUE) < 0.4).count();
    show.claim(
        wrong <= 5,
        "astronaut: where %.0f patches and more agree, %d boxes are false, of %,d patches of 50 pixels and more",
        AGREEING,
        wrong,
        found.patches());
    show.figure(
        "agreeing patches (sum of what is above %.1f): face %.1f, the best false box %.1f",
        FaceFinder.LEAST,
        best.score(),
        found.boxes().stream()
            .filter(box -> box.overlap(TRUE) < 0.4)
            .mapToDouble(Box::score)
            .findFirst()
            .orElse(0));
    for (String file : List.of("chelsea.png", "coffee.png")) {
      show.figure(
          "%s (trained on, so no test): %d false boxes",
          file, finder.in(Photo.bundled(file)).above(AGREEING).size());
    }
    return found;
  }
}
