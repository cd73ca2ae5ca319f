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
 * with the product of inputs and kernel taken once for all steps. A reversed one reads a flipped
 * sequence.
 */
final class RecurrencePrinter {
  private final Names names;
  private final Body body;

  RecurrencePrinter(Names names, Body body) {
    this.names = names;
    this.body = body;
  }

  void rnn(Rnn op, List<String> in, List<Value> out, Set<String> used) {
    int states = op.bias() ? 4 : 3;
    Loop loop = new Loop(in, op.units(), op.direction(), op.bias() ? in.get(3) : null, states);
    loop.begin();
    String sum = "torch.addmm(" + loop.step + ", " + loop.h + ", " + loop.recurrent + ")";
    body.set(loop.h, Functions.print(op.activation(), sum(sum, op.activation())));
    loop.end(out, used);
  }

  // An activation whose text mentions its argument twice gets it in a variable.
  private String sum(String expression, Activation activation) {
    if (!Functions.print(activation, "?x").matches(".*\\?x.*\\?x.*")) {
      return expression;
    }
    String variable = names.fresh("a");
    body.set(variable, expression);
    return variable;
  }

  private void apply(String variable, Activation activation, String expression) {
    body.set(variable, Functions.print(activation, sum(expression, activation)));
  }

  void gru(Gru op, List<String> in, List<Value> out, Set<String> used) {
    Loop loop =
        new Loop(in, op.units(), op.direction(), op.bias() ? in.get(3) : null, 3 + op.biases());
    String units = Integer.toString(op.units());
    String two = Integer.toString(2 * op.units());
    String gates = names.fresh("r");
    String inner = names.fresh("r");
    if (!op.resetAfter()) {
      body.set(gates, "torch.narrow(" + loop.recurrent + ", 1, 0, " + two + ")");
      body.set(inner, "torch.narrow(" + loop.recurrent + ", 1, " + two + ", " + units + ")");
    }
    loop.begin();
    String gx = names.fresh("gx");
    String nx = names.fresh("nx");
    body.line(
        gx
            + ", "
            + nx
            + " = torch.split_with_sizes("
            + loop.step
            + ", ["
            + two
            + ", "
            + units
            + "], 1)");
    String hidden = names.fresh("hr");
    String gh = names.fresh("gh");
    String nh = names.fresh("nh");
    String zr = names.fresh("zr");
    String z = names.fresh("z");
    String r = names.fresh("rr");
    String n = names.fresh("n");
    if (op.resetAfter()) {
      String product = "torch.mm(" + loop.h + ", " + loop.recurrent + ")";
      body.set(
          hidden,
          op.bias()
              ? "torch.addmm(" + in.get(4) + ", " + loop.h + ", " + loop.recurrent + ")"
              : product);
      body.line(
          gh
              + ", "
              + nh
              + " = torch.split_with_sizes("
              + hidden
              + ", ["
              + two
              + ", "
              + units
              + "], 1)");
      apply(zr, op.recurrentActivation(), "torch.add(" + gx + ", " + gh + ")");
      body.line(
          z
              + ", "
              + r
              + " = torch.split_with_sizes("
              + zr
              + ", ["
              + units
              + ", "
              + units
              + "], 1)");
      apply(n, op.activation(), "torch.addcmul(" + nx + ", " + r + ", " + nh + ")");
    } else {
      apply(zr, op.recurrentActivation(), "torch.addmm(" + gx + ", " + loop.h + ", " + gates + ")");
      body.line(
          z
              + ", "
              + r
              + " = torch.split_with_sizes("
              + zr
              + ", ["
              + units
              + ", "
              + units
              + "], 1)");
      apply(
          n,
          op.activation(),
          "torch.addmm(" + nx + ", torch.mul(" + r + ", " + loop.h + "), " + inner + ")");
    }
    body.set(loop.h, "torch.addcmul(" + n + ", " + z + ", torch.sub(" + loop.h + ", " + n + "))");
    loop.end(out, used);
  }

  void lstm(Lstm op, List<String> in, List<Value> out, Set<String> used) {
    boolean usual =
        op.activation().equals(Activation.TANH)
            && op.recurrentActivation().equals(Activation.SIGMOID);
    if (usual) {
      torchLstm(op, in, out);
      return;
    }
    int states = op.bias() ? 4 : 3;
    Loop loop = new Loop(in, op.units(), op.direction(), op.bias() ? in.get(3) : null, states);
    String c = names.fresh("c");
    loop.state(c, states + 1);
    loop.begin();
    String sums = names.fresh("s");
    body.set(sums, "torch.addmm(" + loop.step + ", " + loop.h + ", " + loop.recurrent + ")");
    String[] gates = {names.fresh("i"), names.fresh("f"), names.fresh("g"), names.fresh("o")};
    body.line(String.join(", ", gates) + " = torch.chunk(" + sums + ", 4, 1)");
    for (int k = 0; k < 4; k++) {
      apply(gates[k], k == 2 ? op.activation() : op.recurrentActivation(), gates[k]);
    }
    body.set(
        c,
        "torch.addcmul(torch.mul("
            + gates[1]
            + ", "
            + c
            + "), "
            + gates[0]
            + ", "
            + gates[2]
            + ")");
    body.set(loop.h, "torch.mul(" + gates[3] + ", " + Functions.print(op.activation(), c) + ")");
    loop.end(out, used);
    names.define(out.get(2).name(), c);
  }

  // One bias, as in Keras: PyTorch's second one is a constant zero.
  private void torchLstm(Lstm op, List<String> in, List<Value> out) {
    int states = op.bias() ? 4 : 3;
    Loop loop = new Loop(in, op.units(), op.direction(), null, states);
    String c = names.fresh("c");
    loop.state(c, states + 1);
    String weights =
        op.bias()
            ? "["
                + in.get(1)
                + ", "
                + in.get(2)
                + ", "
                + in.get(3)
                + ", torch.zeros_like("
                + in.get(3)
                + ")]"
            : "[" + in.get(1) + ", " + in.get(2) + "]";
    String y = names.fresh("y");
    String hn = names.fresh("hn");
    String cn = names.fresh("cn");
    body.line(
        y
            + ", "
            + hn
            + ", "
            + cn
            + " = torch.lstm("
            + loop.x
            + ", [torch.unsqueeze("
            + loop.h
            + ", 0), torch.unsqueeze("
            + c
            + ", 0)], "
            + weights
            + ", "
            + (op.bias() ? "True" : "False")
            + ", 1, 0., False, False, False)");
    names.define(out.get(0).name(), loop.ordered(y));
    body.set(names.define(out.get(1).name()), "torch.squeeze(" + hn + ", 0)");
    body.set(names.define(out.get(2).name()), "torch.squeeze(" + cn + ", 0)");
  }

  /** The frame of a loop over time; the step's own lines go between begin and end. */
  private final class Loop {
    final List<String> in;
    final int units;
    final boolean reversed;
    final String bias;
    final String x;
    final String h = names.fresh("h");
    final String recurrent = names.fresh("r");
    final String step = names.fresh("g");
    private final String all = names.fresh("hs");

    Loop(List<String> in, int units, Direction direction, String bias, int firstState) {
      this.in = in;
      this.units = units;
      this.bias = bias;
      this.reversed = direction == Direction.REVERSE;
      this.x = names.fresh("x");
      body.set(x, reversed ? "torch.flip(" + in.get(0) + ", [0])" : in.get(0));
      state(h, firstState);
      body.set(recurrent, "torch.t(" + in.get(2) + ")");
    }

    void state(String variable, int index) {
      body.set(
          variable,
          in.size() > index
              ? in.get(index)
              : "torch.zeros([torch.size("
                  + x
                  + ", 1), "
                  + units
                  + "], dtype=6, layout=0, device=ops.prim.device("
                  + x
                  + "), pin_memory=False)");
    }

    void begin() {
      String steps = names.fresh("xs");
      body.set(
          steps,
          "torch.unbind(torch.linear("
              + x
              + ", "
              + in.get(1)
              + ", "
              + (bias == null ? "None" : bias)
              + "), 0)");
      body.set(all, "annotate(List[Tensor], [])");
      body.loop(step, steps);
    }

    void end(List<Value> out, Set<String> used) {
      boolean sequence = used.contains(out.get(0).name());
      if (sequence) {
        body.set("_", "torch.append(" + all + ", " + h + ")");
      }
      body.end();
      if (sequence) {
        String y = names.fresh("y");
        body.set(y, "torch.stack(" + all + ", 0)");
        names.define(out.get(0).name(), ordered(y));
      }
      names.define(out.get(1).name(), h);
    }

    String ordered(String y) {
      if (!reversed) {
        return y;
      }
      String flipped = names.fresh("y");
      body.set(flipped, "torch.flip(" + y + ", [0])");
      return flipped;
    }
  }
}
