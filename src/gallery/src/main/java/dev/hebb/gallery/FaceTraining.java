package dev.hebb.gallery;

import dev.hebb.graph.Model;
import dev.hebb.graph.Tensor;
import dev.hebb.network.Network;
import dev.hebb.network.Rank.Image;
import dev.hebb.network.Rank.Vector;
import dev.hebb.training.Adam;
import dev.hebb.training.Losses;
import dev.hebb.training.Progress;
import dev.hebb.training.Trained;
import dev.hebb.training.Trainer;
import dev.hebb.training.data.Dataset;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/**
 * Teaches a network what a face is.
 *
 * @param epochs of each training
 * @param times how many variations of each picture are made
 */
record FaceTraining(int epochs, int times, long seed) {
  private static final int AT_RANDOM = 20;
  private static final int STEP = 2;

  /** A network that was trained, and on how many patches of photos. */
  record Mined(Trained trained, int patches) {}

  /** On pictures alone. */
  Trained fit(Network<Image, Vector> network, Faces pictures) {
    return fit(Model.initial(network, seed), pictures.varied(times, seed));
  }

  private Trained fit(Model start, Faces varied) {
    return Trainer.of(start)
        .loss(Losses.binaryCrossentropy().labelSmoothing(0.2))
        .optimizer(Adam.adam())
        .epochs(epochs)
        .batchSize(32)
        .seed(seed)
        .progress(Progress.silent())
        .fit(data(varied));
  }

  /**
   * On patches of photos without faces as well: on some at random and then, as a photo has
   * thousands of patches, on those that it took for faces (hard negatives; Sung and Poggio 1998).
   *
   * @param rounds how often it is shown the photos
   * @param most how many mistakes are kept each time
   */
  Mined fit(
      Network<Image, Vector> network, Faces pictures, List<Photo> without, int rounds, int most) {
    SplittableRandom random = new SplittableRandom(seed);
    List<Photo> levels =
        without.stream().flatMap(photo -> photo.pyramid(1, 2 * Faces.SIDE).stream()).toList();
    List<float[]> patches = new ArrayList<>();
    for (Photo level : levels) {
      for (int i = 0; i < AT_RANDOM; i++) {
        int top = random.nextInt(level.height() - Faces.SIDE + 1);
        int left = random.nextInt(level.width() - Faces.SIDE + 1);
        patches.add(level.patch(top, left, Faces.SIDE));
      }
    }
    Faces varied = pictures.varied(times, seed);
    Trained trained = fit(Model.initial(network, seed), varied.and(patches));
    for (int round = 0; round < rounds; round++) {
      List<float[]> mistakes = mistakes(network, trained, levels);
      for (int i = 0; i < most && !mistakes.isEmpty(); i++) {
        patches.add(mistakes.remove(random.nextInt(mistakes.size())));
      }
      trained = fit(trained.model(), varied.and(patches));
    }
    return new Mined(trained, patches.size());
  }

  /** The patches of these, two pixels apart, that it takes for faces. */
  static List<float[]> mistakes(
      Network<Image, Vector> network, Trained trained, List<Photo> without) {
    Model model = PatchNetworks.scanning(network, trained.model(), STEP);
    Trained scan = new Trained(model, trained.history(), trained.loss(), List.of());
    List<float[]> mistakes = new ArrayList<>();
    without.forEach(photo -> mistakes.addAll(mistakes(scan, photo)));
    return mistakes;
  }

  private static List<float[]> mistakes(Trained scan, Photo photo) {
    float[] map = scan.predict(photo.tensor()).toFloats();
    int across = (photo.width() - Faces.SIDE) / STEP + 1;
    List<float[]> mistakes = new ArrayList<>();
    for (int i = 0; i < map.length; i++) {
      if (map[i] > 0.5) {
        mistakes.add(photo.patch(i / across * STEP, i % across * STEP, Faces.SIDE));
      }
    }
    return mistakes;
  }

  /** The share of pictures, from 0 to 1, that it takes for what they are. */
  static double accuracy(Trained trained, Faces pictures) {
    float[] said = trained.predict(data(pictures).inputs().get(0)).toFloats();
    int right = 0;
    for (int i = 0; i < said.length; i++) {
      right += (said[i] > 0.5) == (i < pictures.faces().size()) ? 1 : 0;
    }
    return (double) right / said.length;
  }

  private static Dataset data(Faces pictures) {
    List<float[]> all = new ArrayList<>(pictures.faces());
    all.addAll(pictures.others());
    int pixels = Faces.SIDE * Faces.SIDE;
    float[] values = new float[all.size() * pixels];
    float[] labels = new float[all.size()];
    for (int i = 0; i < labels.length; i++) {
      System.arraycopy(all.get(i), 0, values, i * pixels, pixels);
      labels[i] = i < pictures.faces().size() ? 1 : 0;
    }
    int rows = labels.length;
    return Dataset.of(
        Tensor.of(values, rows, Faces.SIDE, Faces.SIDE, 1), Tensor.of(labels, rows, 1));
  }
}
