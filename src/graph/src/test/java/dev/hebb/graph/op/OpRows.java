package dev.hebb.graph.op;

import dev.hebb.graph.DataType;
import dev.hebb.graph.GenerateBody;
import dev.hebb.graph.Graph;
import dev.hebb.graph.ScanBody;
import dev.hebb.graph.ShapeText;
import dev.hebb.graph.Value;
import java.util.List;
import java.util.stream.Stream;

/** Operators, what they are given, and the shapes that must come out: each operator has a row. */
record OpRows(Op op, List<Value> inputs, List<String> outputs) {
  private static OpRows row(Op op, String inputs, String... outputs) {
    return new OpRows(op, values(inputs), List.of(outputs));
  }

  /** Values written one after the other: {@code x[batch, in=3] w[in=3, out=2]}. */
  static List<Value> values(String inputs) {
    return inputs.isEmpty()
        ? List.of()
        : Stream.of(inputs.split("(?<=]) ", -1)).map(ShapeText::value).toList();
  }

  private static Conv conv(int stride, int begin, int end, int dilation, int groups) {
    return new Conv(List.of(stride), List.of(begin), List.of(end), List.of(dilation), groups);
  }

  private static final String SEQUENCE = "x[time, batch, features=3] ";

  static List<OpRows> all() {
    return Stream.of(
            pointwise(),
            indices(),
            products(),
            convolutions(),
            images(),
            axes(),
            recurrences(),
            scans())
        .flatMap(List::stream)
        .toList();
  }

  private static List<OpRows> pointwise() {
    Arithmetic add = new Arithmetic(Operator.ADD);
    return List.of(
        row(new Activate(Activation.RELU), "x[batch, time, a=2]", "[batch, time, a=2]"),
        row(
            new Random(Random.Distribution.NORMAL, 0, 1, List.of(1)),
            "x[batch, time, a=2]",
            "[batch, time=1, a=2]"),
        row(new WhenTraining(), "x[batch, a=2] y[batch, b=2]", "[batch, b=2]"),
        row(new Constant(1.5), "", "[]"),
        row(new Constant(List.of(1.5, 2.0)), "", "[features=2]"),
        row(Reduce.all(Reduction.MEAN), "x[batch, a=2]", "[]"),
        row(add, "x[batch, a=2] y[batch, a=2]", "[batch, a=2]"),
        row(add, "x[batch, time, a=2] y[b=2]", "[batch, time, a=2]"),
        row(add, "x[b=2] y[batch, time, a=2]", "[batch, time, a=2]"),
        row(add, "x[batch, time=1, a=2] y[batch, time, b=1]", "[batch, time, a=2]"),
        row(add, "x[batch, a=1] y[b=4]", "[batch, b=4]"),
        row(add, "x[batch, q, a=1, d=3] y[batch, b=1, v(l), d=3]", "[batch, q, v(l), d=3]"),
        row(add, "x[a=2] y[]", "[a=2]"),
        row(new Where(), "c[batch, a=1] x[batch, a=2] y[]", "[batch, a=2]"),
        row(new Expand(List.of(3L, Expand.KEEP, 4L)), "x[batch, a=1]", "[d0=3, batch, d2=4]"),
        row(
            new Expand(List.of(Expand.axis(0), Expand.KEEP)),
            "x[a=1, b=4] y[batch, c=2]",
            "[batch, b=4]"));
  }

  private static List<OpRows> indices() {
    return List.of(
        row(new Gather(), "w[rows=9, d=4] x:INT64[batch, time]", "[batch, time, features=4]"),
        row(new Gather(), "w[rows=9, d=4] x:INT64[batch]", "[batch, features=4]"),
        row(new Gather(1), "w[batch, n=9, d=4] x:INT64[a=2, b=3]", "[batch, a=2, b=3, d=4]"),
        row(new GatherElements(), "x[batch, time, n=9] i:INT64[batch, time]", "[batch, time]"),
        row(new GatherElements(), "x[batch, n=9] i:INT64[batch]", "[batch]"),
        row(
            new AffineSample(5, 7, AffineSample.Fill.REFLECT),
            "x[batch, c=3, h=8, w=9] m[batch, six=6]",
            "[batch, c=3, h=5, w=7]"),
        row(new Range(1), "x[batch, time, a=2]", "[time]"),
        row(new Range(1), "x[batch, time(l), a=2]", "[time(l)]"),
        row(new Range(0), "x:INT64[batch, a=2]", "[batch]"),
        row(new Cast(DataType.INT64), "x[batch, time]", "[batch, time]"),
        row(new Ragged(1), "x[batch, time, a=2] l:INT64[batch]", "[batch, time(l), a=2]"),
        row(new SequenceMask(2), "x[batch, a=2, time] l:INT64[batch]", "[batch, time]"),
        row(
            new Fill(1, 0, false),
            "x[batch, time(l), a=2] m:BOOL[batch, time]",
            "[batch, time, a=2]"),
        row(
            new Fill(1, 0, true),
            "x[batch, time(l), a=2] m:BOOL[batch, time]",
            "[batch, time(l), a=2]"),
        row(new ArgMax(), "x[batch, time, classes=7]", "[batch, time]"),
        row(
            new TopK(2),
            "x[batch, time, classes=7]",
            "[batch, time, top=2]",
            "[batch, time, top=2]"),
        row(new OneHot(7), "x:INT64[batch, time=3]", "[batch, time=3, classes=7]"));
  }

  private static List<OpRows> images() {
    String image = "x[batch, c=4, h=8, w=9] ";
    Window window =
        new Window(List.of(3, 2), List.of(2, 2), List.of(1, 0), List.of(1, 1), List.of(1, 1));
    List<Integer> two = List.of(2, 2);
    List<Integer> one = List.of(1, 1);
    List<Integer> none = List.of(0, 0);
    BatchNormalization norm = new BatchNormalization(1e-3, 0.99, true, true, false);
    BatchNormalization bare = new BatchNormalization(1e-3, 0.99, false, false, true);
    return List.of(
        row(new Pool(Reduction.MAX, window), image.strip(), "[batch, c=4, h=4, w=5]"),
        row(new Pool(Reduction.MEAN, window), image.strip(), "[batch, c=4, h=4, w=5]"),
        row(
            new ConvTranspose(two, none, one, none, one, 1),
            image + "w[in=4, f=6, kh=3, kw=3]",
            "[batch, c=6, h=16, w=18]"),
        row(
            new ConvTranspose(two, none, none, one, one, 2),
            image + "w[in=4, f=3, kh=2, kw=2] b[f=6]",
            "[batch, c=6, h=17, w=19]"),
        row(
            new Pad(List.of(0, 0, 1, 2), List.of(0, 0, 0, 3)),
            image.strip(),
            "[batch, c=4, h=9, w=14]"),
        row(
            Resize.by(Interpolation.NEAREST, List.of(2, 3)),
            image.strip(),
            "[batch, c=4, h=16, w=27]"),
        row(
            Resize.by(Interpolation.LINEAR, List.of(2, 3)),
            image.strip(),
            "[batch, c=4, h=16, w=27]"),
        row(
            Resize.to(Interpolation.CUBIC, List.of(3, 40)),
            image.strip(),
            "[batch, c=4, h=3, w=40]"),
        row(norm, image + "g[c=4] b[c=4] m[c=4] v[c=4]", "[batch, c=4, h=8, w=9]"),
        row(bare, "x[batch, c=4] m[c=4] v[c=4]", "[batch, c=4]"),
        row(new Lrn(5, 1e-4, 0.75, 1), image.strip(), "[batch, c=4, h=8, w=9]"),
        row(new Concat(1), image + "y[batch, c=2, h=8, w=9]", "[batch, c=6, h=8, w=9]"),
        row(new Reduce(Reduction.MAX, List.of(2, 3), false), image.strip(), "[batch, c=4]"),
        row(new Reduce(Reduction.SUM, List.of(1), true), image.strip(), "[batch, c=1, h=8, w=9]"));
  }

  private static List<OpRows> products() {
    return List.of(
        row(new MatMul(), "x[batch, a=3] w[in=3, out=2]", "[batch, a=2]"),
        row(new MatMul(), "x[batch, time, a=3] w[in=3, out=2]", "[batch, time, a=2]"),
        row(new MatMul(), "x[batch, time, a=3] w[batch, in=3, out=2]", "[batch, time, out=2]"),
        row(
            new MatMul(),
            "x[batch, h=5, time, a=3] w[h=5, in=3, out=2]",
            "[batch, h=5, time, out=2]"),
        row(new Gemm(), "x[batch, a=3] w[in=3, out=2] b[out=2]", "[batch, a=2]"));
  }

  private static List<OpRows> convolutions() {
    String free = "x[batch, c=4, time] ";
    String fixed = "x[batch, c=4, time=10] ";
    String kernel = "w[f=6, c=4, k=3]";
    Conv square = new Conv(List.of(1, 2), List.of(0, 1), List.of(0, 2), List.of(1, 1), 1);
    return List.of(
        row(conv(1, 0, 0, 1, 1), fixed + kernel, "[batch, c=6, time=8]"),
        row(conv(1, 0, 0, 1, 1), fixed + kernel + " b[f=6]", "[batch, c=6, time=8]"),
        row(conv(2, 0, 0, 1, 1), fixed + kernel, "[batch, c=6, time=4]"),
        row(conv(1, 0, 0, 4, 1), fixed + kernel, "[batch, c=6, time=2]"),
        row(conv(3, 1, 2, 2, 1), fixed + kernel, "[batch, c=6, time=3]"),
        row(conv(1, 0, 0, 1, 2), fixed + "w[f=6, c=2, k=3]", "[batch, c=6, time=8]"),
        row(conv(1, 1, 1, 1, 1), free + kernel, "[batch, c=6, time]"),
        row(conv(1, 0, 0, 1, 1), free + kernel, "[batch, c=6, time=time - 2]"),
        row(conv(2, 0, 0, 1, 1), free + kernel, "[batch, c=6, time=floor((time - 1)/2)]"),
        row(
            square,
            "x[batch, c=3, height=8, width=9] w[f=5, c=3, kh=3, kw=4]",
            "[batch, c=5, height=6, width=5]"));
  }

  private static List<OpRows> axes() {
    return List.of(
        row(new Reshape(List.of(-1L)), "x[batch, a=2, b=3]", "[batch, features=6]"),
        row(new Reshape(List.of(6L)), "x[batch, a=2, b=3]", "[batch, features=6]"),
        row(new Reshape(List.of(3L, -1L)), "x[batch, a=6]", "[batch, d1=3, d2=2]"),
        row(new Reshape(List.of(1L, 2L, 3L)), "x[batch=4, a=6]", "[batch=4, d1=1, d2=2, d3=3]"),
        row(new Reshape(List.of(0L, 2L, -1L)), "x[batch, time, a=6]", "[batch, time, d2=2, d3=3]"),
        row(new Reshape(List.of(0L, 6L)), "x[batch, t(l), a=2, b=3]", "[batch, t(l), features=6]"),
        row(new Reshape(List.of(0L, 1L, 3L)), "x[batch, a=2, b=3]", "[batch, a=2, d2=1, d3=3]"),
        row(new Reshape(List.of(6L, 0L)), "x[batch, a=6, time]", "[batch, d1=6, time]"),
        row(new Transpose(List.of(1, 2, 0)), "x[batch, time, a=2]", "[time, a=2, batch]"),
        row(Slice.of(1, 3, 2), "x[batch, a=5]", "[batch, a=2]"),
        row(Slice.of(1, 1, 2), "x[batch, time, a=5]", "[batch, time=2, a=5]"),
        row(Slice.last(1, 2), "x[batch, a=5]", "[batch, a=2]"),
        row(Slice.last(1, 2), "x[batch, time]", "[batch, time=2]"),
        row(Slice.withoutFirst(1, 1), "x[batch, time]", "[batch, time=time - 1]"),
        row(Slice.withoutLast(1, 2), "x[batch, time]", "[batch, time=time - 2]"),
        row(Slice.withoutLast(1, 2), "x[batch, a=5]", "[batch, a=3]"),
        row(new Slice(1, -3, -1, false), "x[batch, time]", "[batch, time=2]"),
        row(Slice.reverse(1), "x[batch, time]", "[batch, time]"),
        row(new View(List.of(View.REST, 4L)), "x[batch, time, a=8]", "[d0=batch*time*2, d1=4]"),
        row(
            new View(List.of(View.axis(1), 1L, View.axis(0), View.REST)),
            "x[batch, time, a=8]",
            "[time, d1=1, batch, d3=8]"),
        row(new MergeBatch(), "x[batch, time, a=5]", "[batch=batch*time, a=5]"),
        row(new MergeBatch(), "x[batch, time=4, a=5, b=2]", "[batch=batch*4, a=5, b=2]"),
        row(
            new SplitBatch(),
            "x[batch=12, a=5] y[batch=3, time=4, b=2]",
            "[batch=3, time=4, a=5]"));
  }

  private static List<OpRows> recurrences() {
    Activation tanh = Activation.TANH;
    Activation sigmoid = Activation.SIGMOID;
    String y = "[time, batch, features=2]";
    String h = "[batch, features=2]";
    return List.of(
        row(rnn(true), SEQUENCE + "w[g=2, f=3] r[g=2, u=2] b[g=2]", y, h),
        row(rnn(false), SEQUENCE + "w[g=2, f=3] r[g=2, u=2]", y, h),
        row(rnn(false), SEQUENCE + "w[g=2, f=3] r[g=2, u=2] h[batch, u=2]", y, h),
        row(
            new Rnn(2, tanh, false, true, Direction.REVERSE),
            "x[time(l), batch, features=3] w[g=2, f=3] r[g=2, u=2] l:INT64[batch] h[batch, u=2]",
            "[time(l), batch, features=2]",
            h),
        row(
            new Lstm(2, tanh, sigmoid, true, false, Direction.FORWARD),
            SEQUENCE + "w[g=8, f=3] r[g=8, u=2] b[g=8] h[batch, u=2] c[batch, u=2]",
            y,
            h,
            h),
        row(
            new Gru(2, tanh, sigmoid, true, true, false, Direction.REVERSE),
            SEQUENCE + "w[g=6, f=3] r[g=6, u=2] b[g=6] rb[g=6]",
            y,
            h),
        row(
            new Gru(2, tanh, sigmoid, true, false, false, Direction.FORWARD),
            SEQUENCE + "w[g=6, f=3] r[g=6, u=2] b[g=6]",
            y,
            h),
        row(
            new Gru(2, tanh, sigmoid, false, true, false, Direction.FORWARD),
            SEQUENCE + "w[g=6, f=3] r[g=6, u=2]",
            y,
            h));
  }

  private static Rnn rnn(boolean bias) {
    return new Rnn(2, Activation.TANH, bias, false, Direction.FORWARD);
  }

  private static List<OpRows> scans() {
    Graph body = ScanBody.sum();
    String y = "[time, batch, features=2]";
    String h = "[batch, features=2]";
    Scan plain = new Scan(body, 1, Direction.FORWARD, false);
    return List.of(
        row(plain, SEQUENCE + "w[in=3, out=2]", y, h),
        row(plain, "h[batch, u=2] " + SEQUENCE + "w[in=3, out=2]", y, "[batch, u=2]"),
        row(
            plain,
            "x[time=7, rows=5, features=3] w[in=3, out=2]",
            "[time=7, rows=5, features=2]",
            "[rows=5, features=2]"),
        row(
            new Scan(body, 1, Direction.REVERSE, true),
            "x[time(l), batch, features=3] w[in=3, out=2] l:INT64[batch]",
            "[time(l), batch, features=2]",
            h),
        row(
            new Generate(GenerateBody.sum(), List.of(true), 1, 2, 7),
            "x[batch, time, f=3] h[batch, u=2] t[rows=5, u=2] o[u=2, words=5]",
            "[batch, steps=7]"),
        row(
            new Generate(GenerateBody.sum(), List.of(false), 1, 2, 7),
            "x[rows=3, f=3] t[rows=5, u=2] o[u=2, words=5]",
            "[rows=3, steps=7]"),
        row(
            new Scan(ScanBody.alone(), 0, Direction.FORWARD, false),
            "x[time, batch]",
            "[time, batch]"));
  }
}
