package dev.hebb.onnx.precision;

import ai.onnx.proto.OnnxMl;
import dev.hebb.graph.Model;
import dev.hebb.graph.Samples;
import java.util.List;
import java.util.Optional;

/** How the numbers of a file are kept, and computed with. */
public sealed interface Precision permits Float32, Float16, DynamicInt8, StaticInt8 {
  /** As they were trained. */
  static Precision float32() {
    return new Float32();
  }

  /**
   * Weights of 16 bits, cast back to 32 when the file is loaded: half the size, the same speed.
   * Biases and statistics too; what float16 cannot hold stays.
   */
  static Precision float16() {
    return new Float16();
  }

  /**
   * Weights of 8 bits, a scale a column; what is fed to a layer is brought to 8 bits as it comes.
   * Dense layers, embeddings and LSTMs: a quarter of the size, and where layers are wide faster.
   */
  static DynamicInt8 dynamicInt8() {
    return new DynamicInt8(List.of());
  }

  /**
   * Weights of 8 bits, a scale a filter or column; what layers are fed is brought to 8 bits by
   * scales that these samples show, which are like those that the file will be fed. For
   * convolutions: a quarter of the size, and faster.
   *
   * @param samples some hundred rows, not those that are judged by
   */
  static StaticInt8 staticInt8(Samples samples) {
    return staticInt8(List.of(samples));
  }

  /**
   * The same by rows of several sizes, such as pictures as they are. They are asked for one after
   * the other, and once more where the {@link Calibration} looks twice.
   */
  static StaticInt8 staticInt8(List<Samples> samples) {
    return new StaticInt8(samples, Calibration.minMax(), false, List.of());
  }

  /** What the file says of itself. */
  String text();

  /** The model whose numbers the file has exactly: with rounded weights, where that is all. */
  default Model prepared(Model model) {
    return model;
  }

  /** Rows that are known to be like those that a file will be fed. */
  default Optional<Samples> known() {
    return Optional.empty();
  }

  /** Layers that stay in float32. */
  default List<String> keeping() {
    return List.of();
  }

  /** Whether a file says what {@link #prepared} says, rounding of sums apart. */
  boolean exact();

  /**
   * The printed model in this precision.
   *
   * @param runs how models are run, to see what they are fed
   */
  Rewritten rewrite(OnnxMl.ModelProto model, Runs runs);
}
