package dev.hebb.gallery;

import dev.hebb.graph.Tensor;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Pictures {@code [rows, 60, 80, 3]} from 0 to 1.
 *
 * @param training to learn from: drawings and pieces of photos
 * @param drawings that are held out
 * @param photos pieces of a photo that is held out
 */
record AutoencoderPictures(Tensor training, Tensor drawings, Tensor photos) {
  private static final int HELD = 8; // each eighth

  /** All of the bundled ones. */
  static AutoencoderPictures all() {
    return first(Integer.MAX_VALUE);
  }

  /** At most so many drawings. */
  static AutoencoderPictures first(int most) {
    Tensor drawings = Emoji.pictures();
    int count = (int) Math.min(most, drawings.dims()[0]);
    Tensor training =
        Rows.joined(
            List.of(
                Rows.of(drawings, IntStream.range(0, count).filter(i -> i % HELD != 0).toArray()),
                Crops.of("astronaut", 60, 80),
                Crops.of("coffee", 60, 80)));
    Tensor held = Rows.of(drawings, IntStream.range(0, count).filter(i -> i % HELD == 0).toArray());
    return new AutoencoderPictures(training, held, Crops.of("chelsea", 60, 80));
  }
}
