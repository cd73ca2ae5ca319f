package dev.hebb.graph.op;

/** One method an operator: each backend's table of contents. */
public interface OpVisitor<R> {
  R activate(Activate op);

  R affineSample(AffineSample op);

  R argMax(ArgMax op);

  R arithmetic(Arithmetic op);

  R batchNormalization(BatchNormalization op);

  R cast(Cast op);

  R concat(Concat op);

  R constant(Constant op);

  R conv(Conv op);

  R convTranspose(ConvTranspose op);

  R expand(Expand op);

  R fill(Fill op);

  R gather(Gather op);

  R gatherElements(GatherElements op);

  R gemm(Gemm op);

  R generate(Generate op);

  R gru(Gru op);

  R lrn(Lrn op);

  R lstm(Lstm op);

  R matMul(MatMul op);

  R mergeBatch(MergeBatch op);

  R oneHot(OneHot op);

  R pad(Pad op);

  R pool(Pool op);

  R ragged(Ragged op);

  R random(Random op);

  R range(Range op);

  R reduce(Reduce op);

  R reshape(Reshape op);

  R resize(Resize op);

  R rnn(Rnn op);

  R scan(Scan op);

  R sequenceMask(SequenceMask op);

  R slice(Slice op);

  R splitBatch(SplitBatch op);

  R topK(TopK op);

  R transpose(Transpose op);

  R view(View op);

  R whenTraining(WhenTraining op);

  R where(Where op);
}
