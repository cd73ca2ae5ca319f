package dev.hebb.serving;

/** In which order the bytes of a pixel lie. */
public enum PixelFormat {
  RGB(3, 0, 1, 2),
  BGR(3, 2, 1, 0),
  RGBA(4, 0, 1, 2),
  BGRA(4, 2, 1, 0),
  ARGB(4, 1, 2, 3),
  ABGR(4, 3, 2, 1),
  GRAY(1, 0, 0, 0);

  final int bytes;
  final int red;
  final int green;
  final int blue;

  PixelFormat(int bytes, int red, int green, int blue) {
    this.bytes = bytes;
    this.red = red;
    this.green = green;
    this.blue = blue;
  }

  /** Bytes that a pixel takes. */
  public int bytes() {
    return bytes;
  }
}
