package dev.hebb.training.torch;

import dev.hebb.graph.DataType;
import dev.hebb.graph.Graph;
import dev.hebb.graph.Node;
import dev.hebb.graph.Shape;
import dev.hebb.graph.Size;
import dev.hebb.graph.Value;
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
import dev.hebb.graph.op.Op;
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
import dev.hebb.training.Precision;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * Prints the nodes of a graph, whose phase is decided, as TorchScript. Random numbers are drawn
 * from the generator {@code gen}, which the method around it must define.
 */
final class OpPrinter implements OpVisitor<Void> {
  private final Names names;
  private final Body body;
  private final RecurrencePrinter recurrences;
  private final SpatialPrinter spatial;
  private final boolean training;
  private final Cuts cuts;
  private final boolean mixed;
  private final Map<String, Shape> shapes = new HashMap<>();
  private final Set<String> used = new HashSet<>();
  private final Set<String> fed = new HashSet<>();
  private String device = "None";
  private Node node;
  // Whether the node at work is fed bfloat16, and gives it back.
  private boolean half;

  OpPrinter(Names names, Body body, boolean training) {
    this(names, body, training, Precision.FLOAT32, Cuts.none());
  }

  /** Also says where it cut. */
  OpPrinter(Names names, Body body, boolean training, Precision precision, Cuts cuts) {
    this.mixed = precision == Precision.MIXED_BFLOAT16;
    this.names = names;
    this.body = body;
    this.training = training;
    this.cuts = cuts;
    this.recurrences = new RecurrencePrinter(names, body, cuts);
    this.spatial = new SpatialPrinter(names, body, training);
  }

  /** Prints every node. */
  void print(Graph graph) {
    graph.inputs().stream()
        .findFirst()
        .ifPresent(port -> device = "ops.prim.device(%s)".formatted(names.of(port.value().name())));
    graph.inputs().forEach(port -> fed.add(port.value().name()));
    graph.values().forEach((name, value) -> shapes.put(name, value.shape()));
    used.addAll(graph.read());
    for (Node each : graph.nodes()) {
      node = each;
      half = mixed && product(each.op()) && !each.name().startsWith(TrainingModule.EXACT);
      each.op().accept(this);
      if (half) {
        String result = names.of(out(0).name());
        body.set(result, "torch.to(" + result + ", 6)");
      }
    }
  }

  private static boolean product(Op op) {
    return op instanceof MatMul
        || op instanceof Gemm
        || op instanceof Conv
        || op instanceof ConvTranspose;
  }

  private String in(int index) {
    String name = names.of(node.inputs().get(index));
    return half ? "torch.to(" + name + ", 15)" : name;
  }

  private List<String> inputs() {
    return IntStream.range(0, node.inputs().size()).mapToObj(this::in).toList();
  }

  private Value out(int index) {
    return node.outputs().get(index);
  }

  private Void set(String expression) {
    body.set(names.define(out(0).name()), expression);
    return null;
  }

  @Override
  public Void activate(Activate op) {
    return set(Functions.print(op.activation(), in(0)));
  }

  @Override
  public Void affineSample(AffineSample op) {
    return spatial.affineSample(op, inputs(), out(0));
  }

  @Override
  public Void argMax(ArgMax op) {
    return set("torch.argmax(" + in(0) + ", -1)");
  }

  @Override
  public Void arithmetic(Arithmetic op) {
    boolean whole = out(0).type() == DataType.INT64 && op.operator() == Operator.DIV;
    return set(
        whole
            ? "torch.div(%s, %s, rounding_mode=\"trunc\")".formatted(in(0), in(1))
            : Functions.print(op.operator(), in(0), in(1)));
  }

  @Override
  public Void constant(Constant op) {
    // One number goes with any device.
    return set(
        op.values().size() == 1
            ? "torch.full([], %s, dtype=6, layout=None, device=None, pin_memory=None)"
                .formatted(number(op.values().get(0)))
            : "torch.tensor(%s, dtype=6, device=%s, requires_grad=False)"
                .formatted(op.values().stream().map(OpPrinter::number).toList(), device));
  }

  @Override
  public Void batchNormalization(BatchNormalization op) {
    return spatial.batchNormalization(op, inputs(), out(0));
  }

  @Override
  public Void cast(Cast op) {
    return set("torch.to(%s, %s)".formatted(in(0), op.to() == DataType.INT64 ? 4 : 6));
  }

  @Override
  public Void conv(Conv op) {
    return spatial.conv(op, inputs(), out(0));
  }

  @Override
  public Void convTranspose(ConvTranspose op) {
    return spatial.convTranspose(op, inputs(), out(0));
  }

  @Override
  public Void gather(Gather op) {
    return op.axis() == 0 && shapes.get(node.inputs().get(0)).rank() == 2
        ? set("torch.embedding(%s, %s)".formatted(in(0), in(1)))
        : axes().gather(op);
  }

  @Override
  public Void gatherElements(GatherElements op) {
    return set(
        "torch.squeeze(torch.gather(%s, -1, torch.unsqueeze(%s, -1)), -1)".formatted(in(0), in(1)));
  }

  @Override
  public Void gemm(Gemm op) {
    Shape kernel = shapes.get(node.inputs().get(1));
    if (!half
        && kernel.dim(0).size() instanceof Size.Fixed rows
        && kernel.dim(1).size() instanceof Size.Fixed columns
        && GemmCut.pays(rows.value(), columns.value())
        && cuts.areTrained(inputs().subList(1, 3))) {
      GemmCut cut = new GemmCut(inputs(), node.inputs().get(0), names, body);
      cuts.add(out(0).name(), cut);
      names.define(out(0).name(), cut.leaf());
      return null;
    }
    return set("torch.addmm(" + in(2) + ", " + in(0) + ", " + in(1) + ")");
  }

  @Override
  public Void generate(Generate op) {
    new GeneratePrinter(names, body, op, inputs()).print(out(0));
    return null;
  }

  @Override
  public Void gru(Gru op) {
    recurrences.gru(op, node.inputs(), inputs(), node.outputs(), used);
    return null;
  }

  @Override
  public Void lstm(Lstm op) {
    recurrences.lstm(op, inputs(), node.outputs(), used);
    return null;
  }

  @Override
  public Void matMul(MatMul op) {
    return set("torch.matmul(" + in(0) + ", " + in(1) + ")");
  }

  @Override
  public Void lrn(Lrn op) {
    return spatial.lrn(op, in(0), out(0));
  }

  @Override
  public Void oneHot(OneHot op) {
    return set("torch.to(torch.one_hot(" + in(0) + ", " + op.depth() + "), 6)");
  }

  @Override
  public Void pad(Pad op) {
    return set(SpatialPrinter.pad(in(0), op.begin(), op.end(), number(op.number())));
  }

  // As TorchScript writes it.
  private static String number(double value) {
    if (Double.isNaN(value)) {
      return "nan";
    }
    return Double.isInfinite(value) ? value < 0 ? "-inf" : "inf" : Double.toString(value);
  }

  @Override
  public Void pool(Pool op) {
    return spatial.pool(op, in(0), out(0));
  }

  @Override
  public Void ragged(Ragged op) {
    return fed.containsAll(node.inputs()) ? axes().ragged(op) : set(in(0));
  }

  @Override
  public Void random(Random op) {
    return new RandomPrinter(at()).random(op);
  }

  @Override
  public Void resize(Resize op) {
    return new ResizePrinter(names, body, op, shapes.get(node.inputs().get(0)), in(0))
        .print(out(0));
  }

  @Override
  public Void rnn(Rnn op) {
    recurrences.rnn(op, node.inputs(), inputs(), node.outputs(), used);
    return null;
  }

  private AxisPrinter axes() {
    return new AxisPrinter(at());
  }

  private Place at() {
    return new Place(names, body, node, shapes);
  }

  @Override
  public Void concat(Concat op) {
    return axes().concat(op);
  }

  @Override
  public Void expand(Expand op) {
    return axes().expand(op);
  }

  @Override
  public Void view(View op) {
    return axes().view(op);
  }

  @Override
  public Void where(Where op) {
    return set("torch.where(torch.ne(%s, 0), %s, %s)".formatted(in(0), in(1), in(2)));
  }

  @Override
  public Void fill(Fill op) {
    return axes().fill(op);
  }

  @Override
  public Void mergeBatch(MergeBatch op) {
    return axes().mergeBatch(op);
  }

  @Override
  public Void range(Range op) {
    return axes().range(op);
  }

  @Override
  public Void reduce(Reduce op) {
    return axes().reduce(op);
  }

  @Override
  public Void reshape(Reshape op) {
    return axes().reshape(op);
  }

  @Override
  public Void sequenceMask(SequenceMask op) {
    return axes().sequenceMask(op);
  }

  @Override
  public Void scan(Scan op) {
    new ScanPrinter(names, body, op, inputs()).print(node.outputs(), training);
    return null;
  }

  @Override
  public Void slice(Slice op) {
    return axes().slice(op);
  }

  @Override
  public Void splitBatch(SplitBatch op) {
    return axes().splitBatch(op);
  }

  // Sorted so that of equals the first comes first, which topk does not promise.
  @Override
  public Void topK(TopK op) {
    String values = names.define(out(0).name());
    String indices = names.define(out(1).name());
    body.line(
        "%s, %s = torch.sort(%s, stable=True, dim=-1, descending=True)", values, indices, in(0));
    body.set(values, "torch.narrow(%s, -1, 0, %d)".formatted(values, op.k()));
    body.set(indices, "torch.narrow(%s, -1, 0, %d)".formatted(indices, op.k()));
    return null;
  }

  @Override
  public Void transpose(Transpose op) {
    return axes().transpose(op);
  }

  @Override
  public Void whenTraining(WhenTraining op) {
    throw new IllegalStateException("the phase was not decided before printing");
  }
}
