package dev.hebb.onnx.in;

/** What a value of an ONNX file is to the graph. */
enum Kind {
  FLOAT,
  /** Whole numbers of any width; int64 in the graph. */
  WHOLE,
  /** True or false; in the graph floats, 1 or 0. */
  TRUTH
}
