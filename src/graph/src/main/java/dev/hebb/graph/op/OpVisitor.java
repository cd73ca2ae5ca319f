package dev.hebb.graph.op;

/** One method an operator: each backend's table of contents. */
public interface OpVisitor<R> {
  R activate(Activate op);

  R arithmetic(Arithmetic op);

  R constant(Constant op);

  R conv(Conv op);

  R dropout(Dropout op);

  R gemm(Gemm op);

  R gru(Gru op);

  R lstm(Lstm op);

  R matMul(MatMul op);

  R reduceMean(ReduceMean op);

  R reshape(Reshape op);

  R rnn(Rnn op);

  R slice(Slice op);

  R transpose(Transpose op);
}
