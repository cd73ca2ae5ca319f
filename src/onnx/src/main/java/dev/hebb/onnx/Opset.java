package dev.hebb.onnx;

/**
 * Which version of ONNX a file speaks.
 *
 * @param version of the operator set, 13 to 22
 */
record Opset(int version) {
  static final int LEAST = 13;
  static final int MOST = 22;
  static final Opset DEFAULT = new Opset(17);

  Opset {
    if (version < LEAST || version > MOST) {
      throw new ExportException(
          "opset: expected "
              + LEAST
              + " to "
              + MOST
              + ", got "
              + version
              + ". 17 is read by every ONNX Runtime since 1.12.");
    }
  }

  /** The format version that came with the operator set. */
  int ir() {
    if (version <= 14) {
      return 7;
    }
    return version <= 18 ? 8 : version <= 20 ? 9 : 10;
  }
}
