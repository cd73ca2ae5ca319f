package dev.hebb.onnx;

import dev.hebb.graph.DataType;
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
import dev.hebb.graph.op.Operator;
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

/** Prints the nodes of a graph as NodeProtos; nearly a transcription. */
record NodePrinter(Place at) implements OpVisitor<Void> {
  @Override
  public Void activate(Activate op) {
    new ActivationPrinter(at.graph(), at.constants(), at.opset(), at.node().name())
        .print(op.activation(), at.in(0), at.out());
    return null;
  }

  @Override
  public Void affineSample(AffineSample op) {
    throw training("affine maps");
  }

  // Nothing of this is seen in prediction, unless a layer forgot to say what it is then.
  private ExportException training(String what) {
    return new ExportException(
        "%s: expected %s in training only, got them in prediction. Choose between them and something certain with WhenTraining."
            .formatted(at.node().name(), what));
  }

  @Override
  public Void argMax(ArgMax op) {
    return at.plain("ArgMax").attribute("axis", -1L).attribute("keepdims", 0L).done();
  }

  @Override
  public Void arithmetic(Arithmetic op) {
    if (op.operator() == Operator.EQUAL || op.operator() == Operator.GREATER) {
      String holds = at.node().name() + "/holds";
      at.write(op.type()).in(at.in(0)).in(at.in(1)).out(holds).done();
      return new NodeWriter(at.graph(), at.node().name() + "/cast", "Cast")
          .in(holds)
          .out(at.out())
          .attribute("to", (long) ModelPrinter.type(DataType.FLOAT32))
          .done();
    }
    return at.plain(op.type()).done();
  }

  @Override
  public Void constant(Constant op) {
    float[] values = new float[op.values().size()];
    for (int i = 0; i < values.length; i++) {
      values[i] = op.values().get(i).floatValue();
    }
    if (values.length == 1) {
      at.constants().scalar(at.out(), values[0]);
    } else {
      at.constants().vector(at.out(), values);
    }
    return null;
  }

  @Override
  public Void cast(Cast op) {
    return at.plain("Cast").attribute("to", (long) ModelPrinter.type(op.to())).done();
  }

  @Override
  public Void concat(Concat op) {
    return at.plain("Concat").attribute("axis", (long) op.axis()).done();
  }

  @Override
  public Void oneHot(OneHot op) {
    return at.write("OneHot")
        .in(at.in(0))
        .in(at.constants().longs(at.node().name() + "/depth", op.depth()))
        .in(at.constants().vector(at.node().name() + "/values", new float[] {0, 1}))
        .out(at.out())
        .done();
  }

  @Override
  public Void gather(Gather op) {
    return at.plain("Gather").attribute("axis", (long) op.axis()).done();
  }

  @Override
  public Void gatherElements(GatherElements op) {
    return new AxisPrinter(at).gatherElements();
  }

  @Override
  public Void gemm(Gemm op) {
    return at.plain("Gemm").done();
  }

  @Override
  public Void generate(Generate op) {
    return new GeneratePrinter(at, op).print();
  }

  @Override
  public Void gru(Gru op) {
    return recurrence().gru(op);
  }

  @Override
  public Void lstm(Lstm op) {
    return recurrence().lstm(op);
  }

  @Override
  public Void rnn(Rnn op) {
    return recurrence().rnn(op);
  }

  private RecurrencePrinter recurrence() {
    return new RecurrencePrinter(at.graph(), at.names(), at.constants(), at.node(), at.needed());
  }

  @Override
  public Void matMul(MatMul op) {
    return at.plain("MatMul").done();
  }

  @Override
  public Void ragged(Ragged op) {
    return at.write("Identity").in(at.in(0)).out(at.out()).done();
  }

  @Override
  public Void random(Random op) {
    throw training("random numbers");
  }

  @Override
  public Void topK(TopK op) {
    return at.write("TopK")
        .in(at.in(0))
        .in(at.constants().longs(at.node().name() + "/k", op.k()))
        .out(at.out())
        .out(at.names().get(at.node().outputs().get(1).name()))
        .attribute("axis", -1L)
        .done();
  }

  @Override
  public Void transpose(Transpose op) {
    return at.plain("Transpose").longs("perm", op.permutation()).done();
  }

  @Override
  public Void whenTraining(WhenTraining op) {
    throw new IllegalStateException("the phase was not decided before printing");
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
  public Void pad(Pad op) {
    return new SpatialPrinter(at).pad(op);
  }

  @Override
  public Void pool(Pool op) {
    return new SpatialPrinter(at).pool(op);
  }

  @Override
  public Void resize(Resize op) {
    return new SpatialPrinter(at).resize(op);
  }

  @Override
  public Void expand(Expand op) {
    return new LengthsPrinter(at).expand(op);
  }

  @Override
  public Void view(View op) {
    return new LengthsPrinter(at).view(op);
  }

  @Override
  public Void where(Where op) {
    String holds = at.node().name() + "/holds";
    new NodeWriter(at.graph(), holds, "Cast")
        .in(at.in(0))
        .out(holds)
        .attribute("to", (long) ModelPrinter.type(DataType.BOOL))
        .done();
    return at.write("Where").in(holds).in(at.in(1)).in(at.in(2)).out(at.out()).done();
  }

  @Override
  public Void fill(Fill op) {
    return new AxisPrinter(at).fill(op);
  }

  @Override
  public Void sequenceMask(SequenceMask op) {
    return new AxisPrinter(at).sequenceMask(op);
  }

  @Override
  public Void mergeBatch(MergeBatch op) {
    return new AxisPrinter(at).mergeBatch(op);
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
  public Void scan(Scan op) {
    return new ScanPrinter(at, op).print();
  }

  @Override
  public Void slice(Slice op) {
    return new AxisPrinter(at).slice(op);
  }

  @Override
  public Void splitBatch(SplitBatch op) {
    return new AxisPrinter(at).splitBatch(op);
  }
}
