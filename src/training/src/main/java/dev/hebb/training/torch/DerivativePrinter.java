package dev.hebb.training.torch;

import dev.hebb.graph.op.Activate;
import dev.hebb.graph.op.AffineSample;
import dev.hebb.graph.op.ArgMax;
import dev.hebb.graph.op.Arithmetic;
import dev.hebb.graph.op.BatchNormalization;
import dev.hebb.graph.op.Cast;
import dev.hebb.graph.op.Concat;
import dev.hebb.graph.op.Constant;
import dev.hebb.graph.op.Conv;
import dev.hebb.graph.op.ConvTranspose;
import dev.hebb.graph.op.Expand;
import dev.hebb.graph.op.Fill;
import dev.hebb.graph.op.Gather;
import dev.hebb.graph.op.GatherElements;
import dev.hebb.graph.op.Gemm;
import dev.hebb.graph.op.Generate;
import dev.hebb.graph.op.Gru;
import dev.hebb.graph.op.Lrn;
import dev.hebb.graph.op.Lstm;
import dev.hebb.graph.op.MatMul;
import dev.hebb.graph.op.MergeBatch;
import dev.hebb.graph.op.OneHot;
import dev.hebb.graph.op.OpVisitor;
import dev.hebb.graph.op.Pad;
import dev.hebb.graph.op.Pool;
import dev.hebb.graph.op.Ragged;
import dev.hebb.graph.op.Random;
import dev.hebb.graph.op.Range;
import dev.hebb.graph.op.Reduce;
import dev.hebb.graph.op.Reshape;
import dev.hebb.graph.op.Resize;
import dev.hebb.graph.op.Rnn;
import dev.hebb.graph.op.Scan;
import dev.hebb.graph.op.SequenceMask;
import dev.hebb.graph.op.Slice;
import dev.hebb.graph.op.SplitBatch;
import dev.hebb.graph.op.TopK;
import dev.hebb.graph.op.Transpose;
import dev.hebb.graph.op.View;
import dev.hebb.graph.op.WhenTraining;
import dev.hebb.graph.op.Where;

/**
 * Prints the gradients of what a node reads, from that of what it puts out: which operator is
 * printed where. False: its derivative is not known.
 */
record DerivativePrinter(Back back) implements OpVisitor<Boolean> {
  @Override
  public Boolean activate(Activate op) {
    return new PointwiseDerivative(back).activate(op);
  }

  @Override
  public Boolean affineSample(AffineSample op) {
    return false;
  }

  @Override
  public Boolean argMax(ArgMax op) {
    return true;
  }

  @Override
  public Boolean arithmetic(Arithmetic op) {
    return new PointwiseDerivative(back).arithmetic(op);
  }

  @Override
  public Boolean batchNormalization(BatchNormalization op) {
    return new SpatialDerivative(back).batchNormalization(op);
  }

  @Override
  public Boolean cast(Cast op) {
    return back.give(0, back.gradient());
  }

  @Override
  public Boolean concat(Concat op) {
    return new AxisDerivative(back).concat(op);
  }

  @Override
  public Boolean constant(Constant op) {
    return true;
  }

  @Override
  public Boolean conv(Conv op) {
    return new SpatialDerivative(back).conv(op);
  }

  @Override
  public Boolean convTranspose(ConvTranspose op) {
    return new SpatialDerivative(back).convTranspose(op);
  }

  @Override
  public Boolean expand(Expand op) {
    return new AxisDerivative(back).expand();
  }

  @Override
  public Boolean fill(Fill op) {
    return new AxisDerivative(back).fill(op);
  }

  @Override
  public Boolean gather(Gather op) {
    return new IndexDerivative(back).gather(op);
  }

  @Override
  public Boolean gatherElements(GatherElements op) {
    return new IndexDerivative(back).gatherElements();
  }

  @Override
  public Boolean gemm(Gemm op) {
    return new ProductDerivative(back).gemm();
  }

  @Override
  public Boolean generate(Generate op) {
    return false;
  }

  @Override
  public Boolean gru(Gru op) {
    return new ProductDerivative(back).recurrence(op.direction());
  }

  @Override
  public Boolean lrn(Lrn op) {
    return new SpatialDerivative(back).lrn(op);
  }

  @Override
  public Boolean lstm(Lstm op) {
    return LstmKernel.derivative(back, op);
  }

  @Override
  public Boolean matMul(MatMul op) {
    return new ProductDerivative(back).matMul();
  }

  @Override
  public Boolean mergeBatch(MergeBatch op) {
    return new AxisDerivative(back).reshaped();
  }

  @Override
  public Boolean oneHot(OneHot op) {
    return true;
  }

  @Override
  public Boolean pad(Pad op) {
    return new AxisDerivative(back).pad(op);
  }

  @Override
  public Boolean pool(Pool op) {
    return new SpatialDerivative(back).pool(op);
  }

  @Override
  public Boolean ragged(Ragged op) {
    return back.give(0, back.gradient());
  }

  @Override
  public Boolean random(Random op) {
    return true;
  }

  @Override
  public Boolean range(Range op) {
    return true;
  }

  @Override
  public Boolean reduce(Reduce op) {
    return new AxisDerivative(back).reduce(op);
  }

  @Override
  public Boolean reshape(Reshape op) {
    return new AxisDerivative(back).reshaped();
  }

  @Override
  public Boolean resize(Resize op) {
    return new ResizeDerivative(back).resize(op);
  }

  @Override
  public Boolean rnn(Rnn op) {
    return new ProductDerivative(back).recurrence(op.direction());
  }

  @Override
  public Boolean scan(Scan op) {
    return false;
  }

  @Override
  public Boolean sequenceMask(SequenceMask op) {
    return true;
  }

  @Override
  public Boolean slice(Slice op) {
    return new AxisDerivative(back).slice(op);
  }

  @Override
  public Boolean splitBatch(SplitBatch op) {
    return new AxisDerivative(back).reshaped();
  }

  @Override
  public Boolean topK(TopK op) {
    return false;
  }

  @Override
  public Boolean transpose(Transpose op) {
    return new AxisDerivative(back).transpose(op);
  }

  @Override
  public Boolean view(View op) {
    return new AxisDerivative(back).reshaped();
  }

  @Override
  public Boolean whenTraining(WhenTraining op) {
    return false;
  }

  @Override
  public Boolean where(Where op) {
    return new PointwiseDerivative(back).where();
  }
}
