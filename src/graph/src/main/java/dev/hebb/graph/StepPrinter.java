package dev.hebb.graph;

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
 * Puts a node that reads steps into the step graph: as it is where it does the same to each step by
 * itself, with a state where it looks back, and not at all where it looks ahead.
 */
record StepPrinter(StepNode at) implements OpVisitor<Void> {
  @Override
  public Void activate(Activate op) {
    return new StepElements(at).activate(op);
  }

  @Override
  public Void argMax(ArgMax op) {
    return new StepElements(at).overLast();
  }

  @Override
  public Void topK(TopK op) {
    return new StepElements(at).overLast();
  }

  @Override
  public Void oneHot(OneHot op) {
    return new StepElements(at).each();
  }

  @Override
  public Void cast(Cast op) {
    return new StepElements(at).each();
  }

  @Override
  public Void batchNormalization(BatchNormalization op) {
    return new StepElements(at).batchNormalization();
  }

  @Override
  public Void lrn(Lrn op) {
    return new StepElements(at).lrn();
  }

  @Override
  public Void arithmetic(Arithmetic op) {
    return new StepProducts(at).arithmetic();
  }

  @Override
  public Void gather(Gather op) {
    return new StepProducts(at).gather(op);
  }

  @Override
  public Void gatherElements(GatherElements op) {
    return new StepProducts(at).gatherElements();
  }

  @Override
  public Void gemm(Gemm op) {
    return new StepProducts(at).gemm();
  }

  @Override
  public Void matMul(MatMul op) {
    return new StepProducts(at).matMul();
  }

  @Override
  public Void gru(Gru op) {
    return new StepRecurrence(at).gru(op);
  }

  @Override
  public Void lstm(Lstm op) {
    return new StepRecurrence(at).lstm(op);
  }

  @Override
  public Void rnn(Rnn op) {
    return new StepRecurrence(at).rnn(op);
  }

  @Override
  public Void scan(Scan op) {
    return new StepScan(at, op).step();
  }

  @Override
  public Void generate(Generate op) {
    throw at.refusal("it writes whole rows itself", "Stream the network that it is made of");
  }

  @Override
  public Void conv(Conv op) {
    return new StepWindow(at).conv(op);
  }

  @Override
  public Void convTranspose(ConvTranspose op) {
    return new StepWindow(at).convTranspose(op);
  }

  @Override
  public Void pool(Pool op) {
    return new StepWindow(at).pool(op);
  }

  @Override
  public Void resize(Resize op) {
    return new StepWindow(at).resize(op);
  }

  @Override
  public Void concat(Concat op) {
    return new StepAxes(at).concat(op);
  }

  @Override
  public Void mergeBatch(MergeBatch op) {
    return new StepAxes(at).mergeBatch();
  }

  @Override
  public Void pad(Pad op) {
    return new StepAxes(at).pad(op);
  }

  @Override
  public Void range(Range op) {
    return new StepAxes(at).range(op);
  }

  @Override
  public Void reduce(Reduce op) {
    return new StepAxes(at).reduce(op);
  }

  @Override
  public Void reshape(Reshape op) {
    return new StepAxes(at).reshape(op);
  }

  @Override
  public Void expand(Expand op) {
    throw at.refusal("it repeats what it is given over axes of others", "Leave it out");
  }

  @Override
  public Void view(View op) {
    return new StepAxes(at).view(op);
  }

  @Override
  public Void where(Where op) {
    return new StepProducts(at).where();
  }

  @Override
  public Void fill(Fill op) {
    return new StepAxes(at).padding(op.axis());
  }

  @Override
  public Void ragged(Ragged op) {
    return new StepAxes(at).padding(op.axis());
  }

  @Override
  public Void sequenceMask(SequenceMask op) {
    return new StepAxes(at).padding(op.axis());
  }

  @Override
  public Void slice(Slice op) {
    return new StepAxes(at).slice(op);
  }

  @Override
  public Void splitBatch(SplitBatch op) {
    return new StepAxes(at).splitBatch();
  }

  @Override
  public Void transpose(Transpose op) {
    return new StepAxes(at).transpose(op);
  }

  @Override
  public Void affineSample(AffineSample op) {
    throw at.refusal("it is for training only", "Choose with WhenTraining");
  }

  @Override
  public Void random(Random op) {
    throw at.refusal("it is for training only", "Choose with WhenTraining");
  }

  @Override
  public Void whenTraining(WhenTraining op) {
    throw new IllegalStateException("the phase was not decided before");
  }

  @Override
  public Void constant(Constant op) {
    throw new IllegalStateException("a constant reads nothing");
  }
}
