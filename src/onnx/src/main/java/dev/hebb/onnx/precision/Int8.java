package dev.hebb.onnx.precision;

import ai.onnx.proto.OnnxMl;
import java.util.Arrays;
import java.util.List;

/**
 * Weights as signed bytes around zero, with a scale for each index of one axis: {@code value *
 * scale}.
 */
final class Int8 {
  /** The largest value; -128 is not used, so that both sides are alike. */
  static final int MOST = 127;

  /** Half of it, for processors that would else add up 8-bit products in too few bits. */
  static final int REDUCED = 63;

  private final byte[] values;
  private final float[] scales;
  private final List<Long> dims;
  private final int axis;

  private Int8(byte[] values, float[] scales, List<Long> dims, int axis) {
    this.values = values;
    this.scales = scales;
    this.dims = List.copyOf(dims);
    this.axis = axis;
  }

  static Int8 of(OnnxMl.TensorProto weights, int axis, int most) {
    return of(Draft.floats(weights), weights.getDimsList(), axis, most);
  }

  static Int8 of(float[] weights, List<Long> dims, int axis, int most) {
    int inner = size(dims.subList(axis + 1, dims.size()));
    int channels = Math.toIntExact(dims.get(axis));
    float[] scales = new float[channels];
    for (int i = 0; i < weights.length; i++) {
      int channel = i / inner % channels;
      scales[channel] = Math.max(scales[channel], Math.abs(weights[i]));
    }
    for (int channel = 0; channel < channels; channel++) {
      scales[channel] = scales[channel] > 0 ? (float) (scales[channel] / (double) most) : 1;
    }
    byte[] values = new byte[weights.length];
    for (int i = 0; i < weights.length; i++) {
      double value = Math.rint(weights[i] / scales[i / inner % channels]);
      values[i] = (byte) Math.max(-most, Math.min(most, value));
    }
    return new Int8(values, scales, dims, axis);
  }

  private static int size(List<Long> dims) {
    return Math.toIntExact(dims.stream().reduce(1L, Math::multiplyExact));
  }

  /** A scale for each index; a copy. */
  float[] scales() {
    return scales.clone();
  }

  /** The bytes. */
  OnnxMl.TensorProto tensor(String name) {
    return Draft.tensor(name, Draft.INT8, values, array(dims));
  }

  /** The scales side by side. */
  OnnxMl.TensorProto vector(String name) {
    return Draft.tensor(name, scales, scales.length);
  }

  /** The scales along their axis of the weights. */
  OnnxMl.TensorProto along(String name) {
    long[] ones = new long[dims.size()];
    Arrays.fill(ones, 1);
    ones[axis] = scales.length;
    return Draft.tensor(name, scales, ones);
  }

  /** A zero for each scale. */
  OnnxMl.TensorProto zeros(String name) {
    return Draft.tensor(name, Draft.INT8, new byte[scales.length], scales.length);
  }

  private static long[] array(List<Long> dims) {
    return dims.stream().mapToLong(Long::longValue).toArray();
  }
}
