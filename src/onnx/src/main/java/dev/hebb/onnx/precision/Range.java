package dev.hebb.onnx.precision;

/** From where to where numbers reach. */
record Range(float least, float most) {
  static final Range NONE = new Range(Float.POSITIVE_INFINITY, Float.NEGATIVE_INFINITY);

  /** The step and the zero of unsigned bytes over this range, which is stretched to reach 0. */
  Scale unsigned() {
    double low = Math.min(least, 0);
    double high = Math.max(most, 0);
    float step = (float) ((high - low) / 255);
    return step > 0 && Float.isFinite(step)
        ? new Scale(step, (int) Math.max(0, Math.min(255, Math.rint(-low / step))))
        : new Scale(1, 0);
  }

  /**
   * Whole numbers for floats: {@code (q - zero) * step}.
   *
   * @param zero what stands for 0
   */
  record Scale(float step, int zero) {}
}
