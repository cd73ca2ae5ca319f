package dev.hebb.graph.op;

import dev.hebb.graph.Value;
import java.util.List;

/**
 * One operator: a value that knows its shape rule. The set is closed, so that a backend which
 * forgets one does not compile; layers, which lower themselves to these, are open.
 */
public sealed interface Op
    permits Activate,
        AffineSample,
        ArgMax,
        Arithmetic,
        BatchNormalization,
        Cast,
        Concat,
        Constant,
        Conv,
        ConvTranspose,
        Expand,
        Fill,
        Gather,
        GatherElements,
        Gemm,
        Generate,
        Gru,
        Lrn,
        Lstm,
        MatMul,
        MergeBatch,
        OneHot,
        Pad,
        Pool,
        Ragged,
        Random,
        Range,
        Reduce,
        Reshape,
        Resize,
        Rnn,
        Scan,
        SequenceMask,
        Slice,
        SplitBatch,
        TopK,
        Transpose,
        View,
        WhenTraining,
        Where {

  /**
   * Type and shape of what comes out, in order.
   *
   * @param inputs in the operator's order
   * @throws dev.hebb.graph.DeclarationException when the inputs do not fit: expected, got, remedy
   */
  List<Output> infer(List<Value> inputs);

  /** Where it mixes the places of an axis, so that padding there must be neutral. */
  default List<Mixing> mixings(List<Value> inputs) {
    return List.of();
  }

  /** Calls the visitor's method for this operator. */
  <R> R accept(OpVisitor<R> visitor);

  /** This operator where nothing may change in training; itself, unless it keeps statistics. */
  default Op freeze() {
    return this;
  }

  /** The ONNX operator's name. */
  default String type() {
    return getClass().getSimpleName();
  }
}
