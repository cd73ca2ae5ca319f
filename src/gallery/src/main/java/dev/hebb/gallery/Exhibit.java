package dev.hebb.gallery;

/** One system of the course: it declares, trains, exports, predicts, and proves what it claims. */
interface Exhibit {
  /** What it is called by: {@code scripts/gallery NAME}. */
  String name();

  /** What it shows, in one line. */
  String line();

  /** Runs it: says figures, draws pictures into the show's folder, and makes its claims. */
  void run(Show show);
}
