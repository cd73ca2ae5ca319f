package dev.hebb.onnx.in;

import java.util.List;

/** What one ONNX operator is in the graph. */
@FunctionalInterface
interface Translator {
  /** What the node puts out, in order; the last ones may be missing where nobody reads them. */
  List<Item> translate(Call at);
}
