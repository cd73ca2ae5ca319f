package dev.hebb.stream;

import ai.onnxruntime.OrtException;
import java.nio.FloatBuffer;

/**
 * Computes the ticks of one stream, and holds its states twice: those that the next tick reads, and
 * a spare set that it writes. After a tick the two change places; nothing is copied.
 */
interface Stepper {
  /** One tick; if it fails, the states are as before. */
  void step() throws OrtException;

  /** The state of that index, as the next tick reads it. */
  FloatBuffer state(int index);

  /** The other memory for it. */
  FloatBuffer spare(int index);

  /** Makes the spare set the one that the next tick reads. */
  void swap();

  /** Frees what is not the garbage collector's. */
  void close();
}
