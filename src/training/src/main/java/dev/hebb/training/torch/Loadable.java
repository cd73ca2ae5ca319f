package dev.hebb.training.torch;

import java.io.IOException;
import java.nio.file.Path;

/** What PyTorch can load. */
interface Loadable {
  /** Writes the archive. */
  void write(Path file) throws IOException;

  /** Whose program it is. */
  String network();

  /** Whether its methods take gradients by PyTorch's autograd. */
  boolean autograd();

  /** What it is, for whoever reads why it was refused. */
  String text();
}
