package dev.hebb.training.data;

/** What the brightness of a picture runs through. */
public enum Pixels {
  /** 0 to 255, as in the file and as Keras reads pictures. */
  BYTE(1),
  /** 0 to 1, as PyTorch reads them: the byte divided by 255. */
  UNIT(255);

  private final float white;

  Pixels(float divisor) {
    white = divisor;
  }

  /** A brightness of 0 to 255 in this range. */
  float of(float brightness) {
    return brightness / white;
  }

  /** The number for each byte. */
  float[] table() {
    float[] table = new float[256];
    for (int i = 0; i < table.length; i++) {
      table[i] = of(i);
    }
    return table;
  }
}
