package dev.hebb.onnx;

import ai.onnx.proto.OnnxMl;
import dev.hebb.graph.DataType;
import dev.hebb.graph.Node;
import dev.hebb.graph.Shape;
import dev.hebb.graph.Value;
import dev.hebb.graph.op.Activate;
import dev.hebb.graph.op.AffineSample;
import dev.hebb.graph.op.ArgMax;
import dev.hebb.graph.op.Arithmetic;
import dev.hebb.graph.op.BatchNormalization;
import dev.hebb.graph.op.Concat;
import dev.hebb.graph.op.Constant;
import dev.hebb.graph.op.Conv;
import dev.hebb.graph.op.ConvTranspose;
import dev.hebb.graph.op.Gather;
import dev.hebb.graph.op.Gemm;
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
import dev.hebb.graph.op.Random;
import dev.hebb.graph.op.Reduce;
import dev.hebb.graph.op.Reduction;
import dev.hebb.graph.op.Reshape;
import dev.hebb.graph.op.Resize;
import dev.hebb.graph.op.Rnn;
import dev.hebb.graph.op.Slice;
import dev.hebb.graph.op.SplitBatch;
import dev.hebb.graph.op.Transpose;
import dev.hebb.graph.op.WhenTraining;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.LongStream;

/** Prints the nodes of a graph as NodeProtos; nearly a transcription. */
final class NodePrinter implements OpVisitor<Void> {
  private final OnnxMl.GraphProto.Builder graph;
  private final Map<String, String> names;
  private final Constants constants;
  private final Map<String, Value> values;
  private final Opset opset;
  private Node node;
  private Set<String> needed;

  NodePrinter(
      OnnxMl.GraphProto.Builder graph,
      Map<String, String> names,
      Constants constants,
      Map<String, Value> values,
      Opset opset) {
    this.graph = graph;
    this.names = names;
    this.constants = constants;
    this.values = values;
    this.opset = opset;
  }

  void print(Node each, Set<String> read) {
    node = each;
    needed = read;
    each.op().accept(this);
  }

  private String in(int index) {
    return constants.param(names.get(node.inputs().get(index)));
  }

  private String out() {
    return names.get(node.outputs().get(0).name());
  }

  private NodeWriter write(String operator) {
    return new NodeWriter(graph, node.name(), operator);
  }

  // The node with all its inputs and its one output.
  private NodeWriter plain(String operator) {
    NodeWriter writer = write(operator);
    for (int i = 0; i < node.inputs().size(); i++) {
      writer.in(in(i));
    }
    return writer.out(out());
  }

  @Override
  public Void activate(Activate op) {
    new ActivationPrinter(graph, constants, opset, node.name())
        .print(op.activation(), in(0), out());
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
            .formatted(node.name(), what));
  }

  @Override
  public Void argMax(ArgMax op) {
    return plain("ArgMax").attribute("axis", -1L).attribute("keepdims", 0L).done();
  }

  @Override
  public Void arithmetic(Arithmetic op) {
    if (op.operator() == Operator.EQUAL || op.operator() == Operator.GREATER) {
      String holds = node.name() + "/holds";
      write(op.type()).in(in(0)).in(in(1)).out(holds).done();
      return new NodeWriter(graph, node.name() + "/cast", "Cast")
          .in(holds)
          .out(out())
          .attribute("to", (long) ModelPrinter.type(DataType.FLOAT32))
          .done();
    }
    return plain(op.type()).done();
  }

  @Override
  public Void constant(Constant op) {
    float[] values = new float[op.values().size()];
    for (int i = 0; i < values.length; i++) {
      values[i] = op.values().get(i).floatValue();
    }
    if (values.length == 1) {
      constants.scalar(out(), values[0]);
    } else {
      constants.vector(out(), values);
    }
    return null;
  }

  @Override
  public Void conv(Conv op) {
    return plain("Conv")
        .longs("strides", op.strides())
        .longs("pads", concat(op.begin(), op.end()))
        .longs("dilations", op.dilations())
        .attribute("group", op.groups())
        .done();
  }

  private static List<Integer> concat(List<Integer> begin, List<Integer> end) {
    return java.util.stream.Stream.concat(begin.stream(), end.stream()).toList();
  }

  @Override
  public Void batchNormalization(BatchNormalization op) {
    int last = node.inputs().size() - 1;
    int channels = Math.toIntExact(constants.size(node.inputs().get(last)));
    String gamma = op.scale() ? in(1) : constants.vector(node.name() + "/ones", channels, 1);
    String beta =
        op.center()
            ? in(op.scale() ? 2 : 1)
            : constants.vector(node.name() + "/zeros", channels, 0);
    return write("BatchNormalization")
        .in(in(0))
        .in(gamma)
        .in(beta)
        .in(in(last - 1))
        .in(in(last))
        .out(out())
        .attribute("epsilon", op.epsilon())
        .done();
  }

  @Override
  public Void concat(Concat op) {
    return plain("Concat").attribute("axis", (long) op.axis()).done();
  }

  @Override
  public Void convTranspose(ConvTranspose op) {
    return plain("ConvTranspose")
        .longs("strides", op.strides())
        .longs("pads", concat(op.begin(), op.end()))
        .longs("output_padding", op.more())
        .longs("dilations", op.dilations())
        .attribute("group", (long) op.groups())
        .done();
  }

  @Override
  public Void lrn(Lrn op) {
    return plain("LRN")
        .attribute("size", (long) op.size())
        .attribute("alpha", op.alpha())
        .attribute("beta", op.beta())
        .attribute("bias", op.bias())
        .done();
  }

  @Override
  public Void mergeBatch(MergeBatch op) {
    return write("Reshape")
        .in(in(0))
        .in(constants.longs(node.name() + "/shape", tail(-1)))
        .out(out())
        .done();
  }

  @Override
  public Void splitBatch(SplitBatch op) {
    String like = node.name() + "/like";
    String front = node.name() + "/front";
    String shape = node.name() + "/shape";
    new NodeWriter(graph, like, "Shape").in(in(1)).out(like).done();
    new NodeWriter(graph, front, "Slice")
        .in(like)
        .in(constants.longs(front + "/starts", 0))
        .in(constants.longs(front + "/ends", 2))
        .out(front)
        .done();
    new NodeWriter(graph, shape, "Concat")
        .in(front)
        .in(constants.longs(shape + "/rest", tail()))
        .out(shape)
        .attribute("axis", 0L)
        .done();
    return write("Reshape").in(in(0)).in(shape).out(out()).done();
  }

  // These, then the fixed lengths of the output behind its batch axes.
  private long[] tail(long... first) {
    Shape shape = node.outputs().get(0).shape();
    LongStream rest =
        shape.dims().stream()
            .skip(first.length == 0 ? 2 : 1)
            .mapToLong(dim -> dim.size().fixed().orElseThrow());
    return LongStream.concat(LongStream.of(first), rest).toArray();
  }

  @Override
  public Void oneHot(OneHot op) {
    return write("OneHot")
        .in(in(0))
        .in(constants.longs(node.name() + "/depth", op.depth()))
        .in(constants.vector(node.name() + "/values", new float[] {0, 1}))
        .out(out())
        .done();
  }

  @Override
  public Void pad(Pad op) {
    long[] pads = concat(op.begin(), op.end()).stream().mapToLong(pad -> pad).toArray();
    return write("Pad")
        .in(in(0))
        .in(constants.longs(node.name() + "/pads", pads))
        .out(out())
        .done();
  }

  @Override
  public Void pool(Pool op) {
    NodeWriter writer =
        plain(op.type())
            .longs("kernel_shape", op.window().kernel())
            .longs("strides", op.window().strides())
            .longs("pads", concat(op.window().begin(), op.window().end()));
    return op.reduction() == Reduction.MAX
        ? writer.longs("dilations", op.window().dilations()).done()
        : writer.attribute("count_include_pad", 0L).done();
  }

  @Override
  public Void resize(Resize op) {
    Shape from = values.get(node.inputs().get(0)).shape();
    return new ResizePrinter(graph, constants, node, op).print(in(0), from, out());
  }

  @Override
  public Void gather(Gather op) {
    return plain("Gather").done();
  }

  @Override
  public Void gemm(Gemm op) {
    return plain("Gemm").done();
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
    return new RecurrencePrinter(graph, names, constants, node, needed);
  }

  @Override
  public Void matMul(MatMul op) {
    return plain("MatMul").done();
  }

  @Override
  public Void random(Random op) {
    throw training("random numbers");
  }

  @Override
  public Void reduce(Reduce op) {
    // The axes became an input at 13 for the sum, at 18 for the others.
    boolean asInput = op.reduction() == Reduction.SUM || opset.version() >= 18;
    NodeWriter writer = write(op.type()).in(in(0));
    if (!op.axes().isEmpty() && asInput) {
      long[] axes = op.axes().stream().mapToLong(axis -> axis).toArray();
      writer.in(constants.longs(node.name() + "/axes", axes));
    } else if (!op.axes().isEmpty()) {
      writer.longs("axes", op.axes());
    }
    return writer.out(out()).attribute("keepdims", op.keep() ? 1L : 0L).done();
  }

  @Override
  public Void reshape(Reshape op) {
    long[] dims =
        LongStream.concat(LongStream.of(0), op.dims().stream().mapToLong(dim -> dim)).toArray();
    return write("Reshape")
        .in(in(0))
        .in(constants.longs(node.name() + "/shape", dims))
        .out(out())
        .done();
  }

  @Override
  public Void slice(Slice op) {
    long start = op.reversed() ? -1 : op.start();
    long end = op.reversed() ? Long.MIN_VALUE : op.end();
    return write("Slice")
        .in(in(0))
        .in(constants.longs(node.name() + "/starts", start))
        .in(constants.longs(node.name() + "/ends", end))
        .in(constants.longs(node.name() + "/axes", op.axis()))
        .in(constants.longs(node.name() + "/steps", op.reversed() ? -1 : 1))
        .out(out())
        .done();
  }

  @Override
  public Void transpose(Transpose op) {
    return plain("Transpose").longs("perm", op.permutation()).done();
  }

  @Override
  public Void whenTraining(WhenTraining op) {
    throw new IllegalStateException("the phase was not decided before printing");
  }
}
