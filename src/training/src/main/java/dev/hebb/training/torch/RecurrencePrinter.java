package dev.hebb.training.torch;

import dev.hebb.graph.Value;
import dev.hebb.graph.op.Activation;
import dev.hebb.graph.op.Direction;
import dev.hebb.graph.op.Gru;
import dev.hebb.graph.op.Lstm;
import dev.hebb.graph.op.Rnn;
import java.util.List;
import java.util.Set;

/**
 * Prints recurrences. PyTorch's own LSTM does the usual LSTM; all else is a loop over the steps,
 * with the product of inputs and kernel taken once for all steps.
 */
final class RecurrencePrinter {
  private static final String SPLIT = "%s, %s = torch.split_with_sizes(%s, [%s, %s], 1)";

  private final Names names;
  private final Body body;
  private final Cuts cuts;
  private final List<String> values;
  private final List<String> in;
  private final List<Value> out;
  private final Set<String> read;
  private final boolean training;

  RecurrencePrinter(Place at) {
    this.names = at.names();
    this.body = at.body();
    this.cuts = at.graph().cuts();
    this.values = at.node().inputs();
    this.in = at.inputs();
    this.out = at.node().outputs();
    this.read = at.graph().read();
    this.training = at.graph().training();
  }

  Void rnn(Rnn op) {
    if (RecurrentCut.knows(op.activation()) && simple(op.lengths(), op.bias() ? 4 : 3)) {
      return cut(new RnnCut(op, in, values, cuts, names, body), op.direction());
    }
    int biases = op.bias() ? 1 : 0;
    TimeLoop loop = new TimeLoop(names, body, in, op.units(), op.direction(), biases, op.lengths());
    loop.begin();
    set(loop.h, op.activation(), addmm(loop.step, loop.h, loop.recurrent));
    loop.end(out, read);
    return null;
  }

  // It begins with zeros, and all rows are of one length.
  private boolean simple(boolean lengths, int count) {
    return !lengths && in.size() == count && cuts.allow(in.subList(1, count));
  }

  private Void cut(Cut cut, Direction direction) {
    cuts.add(out.get(0).name(), cut);
    names.define(
        out.get(0).name(),
        direction == Direction.REVERSE ? "torch.flip(%s, [0])".formatted(cut.leaf()) : cut.leaf());
    names.define(out.get(1).name(), "torch.select(%s, 0, -1)".formatted(cut.leaf()));
    return null;
  }

  private static String addmm(String sum, String a, String b) {
    return "torch.addmm(%s, %s, %s)".formatted(sum, a, b);
  }

  // A function whose text mentions its argument twice gets it in a variable.
  private void set(String variable, Activation function, String argument) {
    if (Functions.print(function, "?").indexOf('?')
        == Functions.print(function, "?").lastIndexOf('?')) {
      body.set(variable, Functions.print(function, argument));
    } else {
      String once = names.fresh("a");
      body.set(once, argument);
      body.set(variable, Functions.print(function, once));
    }
  }

  Void gru(Gru op) {
    if (op.resetAfter()
        && RecurrentCut.knows(op.activation())
        && op.recurrentActivation().equals(Activation.SIGMOID)
        && simple(op.lengths(), op.bias() ? 5 : 3)) {
      return cut(new GruCut(op, in, values, cuts, names, body), op.direction());
    }
    TimeLoop loop =
        new TimeLoop(names, body, in, op.units(), op.direction(), op.biases(), op.lengths());
    String zr = names.fresh("zr");
    String z = names.fresh("z");
    String r = names.fresh("r");
    String n = names.fresh("n");
    String zrInput = names.fresh("zrx");
    String nInput = names.fresh("nx");
    int units = op.units();
    if (op.resetAfter()) {
      loop.begin();
      String product = names.fresh("p");
      String zrProduct = names.fresh("zrh");
      String nProduct = names.fresh("nh");
      body.set(
          product,
          op.bias()
              ? addmm(in.get(4), loop.h, loop.recurrent)
              : "torch.mm(%s, %s)".formatted(loop.h, loop.recurrent));
      body.line(SPLIT, zrInput, nInput, loop.step, 2 * units, units);
      body.line(SPLIT, zrProduct, nProduct, product, 2 * units, units);
      set(zr, op.recurrentActivation(), "torch.add(%s, %s)".formatted(zrInput, zrProduct));
      body.line(SPLIT, z, r, zr, units, units);
      set(n, op.activation(), "torch.addcmul(%s, %s, %s)".formatted(nInput, r, nProduct));
    } else {
      String gates = names.fresh("w");
      String content = names.fresh("w");
      body.line(SPLIT, gates, content, loop.recurrent, 2 * units, units);
      loop.begin();
      body.line(SPLIT, zrInput, nInput, loop.step, 2 * units, units);
      set(zr, op.recurrentActivation(), addmm(zrInput, loop.h, gates));
      body.line(SPLIT, z, r, zr, units, units);
      set(n, op.activation(), addmm(nInput, "torch.mul(%s, %s)".formatted(r, loop.h), content));
    }
    body.line("%s = torch.addcmul(%s, %s, torch.sub(%s, %s))", loop.h, n, z, loop.h, n);
    loop.end(out, read);
    return null;
  }

  Void lstm(Lstm op) {
    int biases = op.bias() ? 1 : 0;
    TimeLoop loop = new TimeLoop(names, body, in, op.units(), op.direction(), biases, op.lengths());
    String c = names.fresh("c");
    loop.state(c, 1);
    if (op.activation().equals(Activation.TANH)
        && op.recurrentActivation().equals(Activation.SIGMOID)
        && !(op.lengths() && read.contains(out.get(2).name()))) {
      return torchLstm(op, loop, c);
    }
    String contents = names.fresh("cs");
    body.set(contents, "annotate(List[Tensor], [])");
    loop.begin();
    String[] gates = {names.fresh("i"), names.fresh("f"), names.fresh("g"), names.fresh("o")};
    String sums = names.fresh("s");
    body.set(sums, addmm(loop.step, loop.h, loop.recurrent));
    body.line("%s = torch.chunk(%s, 4, 1)", String.join(", ", gates), sums);
    for (int k = 0; k < gates.length; k++) {
      set(gates[k], k == 2 ? op.activation() : op.recurrentActivation(), gates[k]);
    }
    body.line("%s = torch.addcmul(torch.mul(%s, %s), %s, %s)", c, gates[1], c, gates[0], gates[2]);
    body.line("%s = torch.mul(%s, %s)", loop.h, gates[3], Functions.print(op.activation(), c));
    if (loop.padded()) {
      body.line("_ = torch.append(%s, %s)", contents, c);
    }
    loop.end(out, read);
    names.define(
        out.get(2).name(), loop.padded() ? loop.last("torch.stack(%s, 0)".formatted(contents)) : c);
    return null;
  }

  // One bias, as in Keras: PyTorch's second one is a constant zero.
  private Void torchLstm(Lstm op, TimeLoop loop, String c) {
    if (cuts.everywhere() && cuts.cpu() && !op.lengths()) {
      return new LstmKernel(in, names, body).print(op, loop, c, out, cuts);
    }
    String weights = in.get(1) + ", " + in.get(2);
    if (op.bias()) {
      weights += ", %s, torch.zeros_like(%s)".formatted(in.get(3), in.get(3));
    }
    String y = names.fresh("y");
    String hn = names.fresh("hn");
    String cn = names.fresh("cn");
    body.line(
        "%s, %s, %s = torch.lstm(%s, [torch.unsqueeze(%s, 0), torch.unsqueeze(%s, 0)], [%s], %s, 1, 0., %s, False, False)",
        y,
        hn,
        cn,
        loop.x,
        loop.h,
        c,
        weights,
        op.bias() ? "True" : "False",
        training ? "True" : "False"); // cuDNN gives no gradient otherwise
    names.define(out.get(0).name(), loop.ordered(y));
    // The last state of a row that ends before others is what it put out there.
    body.set(
        names.define(out.get(1).name()),
        loop.padded() ? loop.last(y) : "torch.squeeze(%s, 0)".formatted(hn));
    body.line("%s = torch.squeeze(%s, 0)", names.define(out.get(2).name()), cn);
    return null;
  }
}
