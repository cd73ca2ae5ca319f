package dev.hebb.training;

/** In which numbers a training computes. Validation and the trained model are in float32. */
public enum Precision {
  /** All in float32. */
  FLOAT32,
  /**
   * Products of matrices, convolutions and recurrences in bfloat16, forwards and backwards, all
   * else in float32; the weights stay float32, and so does what the optimizer remembers. As
   * PyTorch's autocast does; Keras's {@code mixed_bfloat16} keeps what lies between layers in
   * bfloat16 too. It pays on GPUs.
   */
  MIXED_BFLOAT16
}
