package dev.hebb.graph;

/** The type of one element. */
public enum DataType {
  FLOAT32(4, "F32"),
  FLOAT64(8, "F64"),
  FLOAT16(2, "F16"),
  INT64(8, "I64"),
  INT32(4, "I32"),
  UINT8(1, "U8"),
  BOOL(1, "BOOL");

  private final int bytes;
  private final String safetensors;

  DataType(int bytes, String safetensors) {
    this.bytes = bytes;
    this.safetensors = safetensors;
  }

  /** Bytes of one element. */
  public int bytes() {
    return bytes;
  }

  /** The name in a safetensors header. */
  public String safetensors() {
    return safetensors;
  }
}
