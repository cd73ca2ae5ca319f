package dev.hebb.gallery;

import dev.hebb.graph.Tensor;
import dev.hebb.training.data.Idx;
import dev.hebb.training.data.Pixels;

/** 800 small drawings of all kinds of things; see SOURCE.md beside the file. */
final class Emoji {
  private Emoji() {}

  /** In colour, from 0 to 1: {@code [800, 60, 80, 3]}. */
  static Tensor pictures() {
    return Idx.images(Emoji.class.getResource("emoji/emoji-60x80.idx.gz"), Pixels.UNIT);
  }
}
