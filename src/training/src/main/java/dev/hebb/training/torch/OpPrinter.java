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

/** Prints a node: which operator is printed where. */
record OpPrinter(Place at) implements OpVisitor<Void> {
  @Override
  public Void activate(Activate op) {
    return new PointwisePrinter(at).activate(op);
  }

  @Override
  public Void arithmetic(Arithmetic op) {
    return new PointwisePrinter(at).arithmetic(op);
  }

  @Override
  public Void constant(Constant op) {
    return new PointwisePrinter(at).constant(op);
  }

  @Override
  public Void cast(Cast op) {
    return new PointwisePrinter(at).cast(op);
  }

  @Override
  public Void where(Where op) {
    return new PointwisePrinter(at).where();
  }

  @Override
  public Void argMax(ArgMax op) {
    return new IndexPrinter(at).argMax();
  }

  @Override
  public Void gather(Gather op) {
    return new IndexPrinter(at).gather(op);
  }

  @Override
  public Void gatherElements(GatherElements op) {
    return new IndexPrinter(at).gatherElements();
  }

  @Override
  public Void oneHot(OneHot op) {
    return new IndexPrinter(at).oneHot(op);
  }

  @Override
  public Void topK(TopK op) {
    return new IndexPrinter(at).topK(op);
  }

  @Override
  public Void gemm(Gemm op) {
    return new ProductPrinter(at).gemm();
  }

  @Override
  public Void matMul(MatMul op) {
    return new ProductPrinter(at).matMul();
  }

  @Override
  public Void gru(Gru op) {
    return new RecurrencePrinter(at).gru(op);
  }

  @Override
  public Void lstm(Lstm op) {
    return new RecurrencePrinter(at).lstm(op);
  }

  @Override
  public Void rnn(Rnn op) {
    return new RecurrencePrinter(at).rnn(op);
  }

  @Override
  public Void scan(Scan op) {
    return new ScanPrinter(at, op).print();
  }

  @Override
  public Void generate(Generate op) {
    return new GeneratePrinter(at, op).print();
  }

  @Override
  public Void affineSample(AffineSample op) {
    return new SpatialPrinter(at).affineSample(op);
  }

  @Override
  public Void batchNormalization(BatchNormalization op) {
    return new SpatialPrinter(at).batchNormalization(op);
  }

  @Override
  public Void conv(Conv op) {
    return new SpatialPrinter(at).conv(op);
  }

  @Override
  public Void convTranspose(ConvTranspose op) {
    return new SpatialPrinter(at).convTranspose(op);
  }

  @Override
  public Void lrn(Lrn op) {
    return new SpatialPrinter(at).lrn(op);
  }

  @Override
  public Void pool(Pool op) {
    return new SpatialPrinter(at).pool(op);
  }

  @Override
  public Void resize(Resize op) {
    return new ResizePrinter(at, op).print();
  }

  @Override
  public Void random(Random op) {
    return new RandomPrinter(at).random(op);
  }

  @Override
  public Void pad(Pad op) {
    return new AxisPrinter(at).pad(op);
  }

  @Override
  public Void ragged(Ragged op) {
    return new AxisPrinter(at).ragged(op);
  }

  @Override
  public Void concat(Concat op) {
    return new AxisPrinter(at).concat(op);
  }

  @Override
  public Void expand(Expand op) {
    return new AxisPrinter(at).expand(op);
  }

  @Override
  public Void view(View op) {
    return new AxisPrinter(at).view(op);
  }

  @Override
  public Void fill(Fill op) {
    return new AxisPrinter(at).fill(op);
  }

  @Override
  public Void mergeBatch(MergeBatch op) {
    return new AxisPrinter(at).mergeBatch();
  }

  @Override
  public Void range(Range op) {
    return new AxisPrinter(at).range(op);
  }

  @Override
  public Void reduce(Reduce op) {
    return new AxisPrinter(at).reduce(op);
  }

  @Override
  public Void reshape(Reshape op) {
    return new AxisPrinter(at).reshape(op);
  }

  @Override
  public Void sequenceMask(SequenceMask op) {
    return new AxisPrinter(at).sequenceMask(op);
  }

  @Override
  public Void slice(Slice op) {
    return new AxisPrinter(at).slice(op);
  }

  @Override
  public Void splitBatch(SplitBatch op) {
    return new AxisPrinter(at).splitBatch();
  }

  @Override
  public Void transpose(Transpose op) {
    return new AxisPrinter(at).transpose(op);
  }

  @Override
  public Void whenTraining(WhenTraining op) {
    throw new IllegalStateException("the phase was not decided before printing");
  }
}
