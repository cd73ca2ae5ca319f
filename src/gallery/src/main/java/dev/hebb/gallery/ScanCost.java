package dev.hebb.gallery;

import dev.hebb.graph.Graph;
import dev.hebb.graph.Multiplications;
import dev.hebb.runtime.Predictor;
import java.nio.FloatBuffer;
import java.nio.file.Path;
import java.util.Map;

/**
 * A photo looked at patch by patch, and scanned at once: whether both say the same, and what each
 * takes.
 *
 * @param patches how many
 * @param delta the largest difference, relative to what is more than 1
 * @param least the least that is said of a patch
 * @param most the most
 * @param byPatch patch by patch: cut out, 16 a run
 * @param atOnce scanned
 */
record ScanCost(
    int patches, double delta, double least, double most, Effort byPatch, Effort atOnce) {
  // Patches a run: with many more, memory is asked of the system anew in each.
  private static final int BATCH = 16;

  /** What it takes on one thread, without loading the model. */
  record Effort(double seconds, long multiplications) {}

  /** Both with the runtime. */
  static ScanCost of(Graph patch, Path patchFile, Graph scan, Path scanFile, Photo photo) {
    int across = photo.width() - Faces.SIDE + 1;
    int down = photo.height() - Faces.SIDE + 1;
    float[] each = new float[down * across];
    float[] map = new float[down * across];
    double[] seconds = new double[2];
    try (Predictor predictor = Predictor.with().batch(BATCH).open(patchFile)) {
      long start = System.nanoTime();
      FloatBuffer said = predictor.output().floats();
      for (int at = 0; at < each.length; at++) {
        predictor.input().put(at % BATCH, photo.patch(at / across, at % across, Faces.SIDE));
        if (at % BATCH == BATCH - 1 || at == each.length - 1) {
          predictor.run();
          said.get(0, each, at / BATCH * BATCH, at % BATCH + 1);
        }
      }
      seconds[0] = (System.nanoTime() - start) / 1e9;
    }
    try (Predictor predictor =
        Predictor.with()
            .batch(1)
            .dim("height", photo.height())
            .dim("width", photo.width())
            .open(scanFile)) {
      long start = System.nanoTime();
      predictor.input().put(photo.grey());
      predictor.run();
      predictor.output().get(0, map);
      seconds[1] = (System.nanoTime() - start) / 1e9;
    }
    double delta = 0;
    double least = Double.POSITIVE_INFINITY;
    double most = Double.NEGATIVE_INFINITY;
    for (int i = 0; i < map.length; i++) {
      delta = Math.max(delta, Math.abs(map[i] - each[i]) / Math.max(1, Math.abs(each[i])));
      least = Math.min(least, map[i]);
      most = Math.max(most, map[i]);
    }
    long one = Multiplications.of(patch, Map.of("batch", 1L));
    long all =
        Multiplications.of(
            scan,
            Map.of("batch", 1L, "height", (long) photo.height(), "width", (long) photo.width()));
    return new ScanCost(
        map.length,
        delta,
        least,
        most,
        new Effort(seconds[0], one * map.length),
        new Effort(seconds[1], all));
  }

  /** How many times as fast a scan is. */
  double faster() {
    return byPatch.seconds() / atOnce.seconds();
  }

  /** How many times fewer multiplications a scan takes. */
  double fewer() {
    return (double) byPatch.multiplications() / atOnce.multiplications();
  }
}
