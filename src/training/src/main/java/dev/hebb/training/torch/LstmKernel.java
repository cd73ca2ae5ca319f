package dev.hebb.training.torch;

import dev.hebb.graph.Value;
import dev.hebb.graph.op.Direction;
import dev.hebb.graph.op.Lstm;
import java.util.List;

/**
 * Prints oneDNN's LSTM over all steps, which {@code torch.lstm} takes on a CPU, and its gradient.
 *
 * @param in x, kernel, recurrent kernel, perhaps a bias, perhaps the first states
 */
record LstmKernel(List<String> in, Names names, Body body) {
  private static final int LSTM = 2;

  /** What the gradient reads: sequence, second bias, first states, results and workspace. */
  private static final List<String> KEPT = List.of("x", "z", "h", "c", "y", "hn", "cn", "w");

  private static final int X = 0;
  private static final int Y = 4;
  private static final int HN = 5;
  private static final int CN = 6;

  // The two biases: the second one is zeros.
  private String biases(Lstm op, String zeros) {
    return op.bias() ? in.get(3) + ", " + zeros : zeros + ", " + zeros;
  }

  // The kernel reads memory as it lies.
  private static String dense(String value) {
    return "torch.contiguous(" + value + ")";
  }

  private static String bool(boolean value) {
    return value ? "True" : "False";
  }

  /** The kernel keeps what its gradient needs only where gradients are on. */
  Void print(Lstm op, TimeLoop loop, String c, List<Value> out, Cuts cuts) {
    List<String> kept = KEPT.stream().map(names::fresh).toList();
    body.set(kept.get(X), dense(loop.x));
    body.line("%s = torch.zeros_like(torch.select(%s, 1, 0))", kept.get(1), in.get(2));
    body.set(kept.get(2), dense(loop.h));
    body.set(kept.get(3), dense(c));
    body.line("torch.set_grad_enabled(True)");
    body.line(
        "%s = torch.mkldnn_rnn_layer(%s, %s, %s, %s, %s, %s, False, annotate(List[int], []), %s, %s, 1, %s, False, False, True)",
        String.join(", ", kept.subList(Y, KEPT.size())),
        kept.get(X),
        in.get(1),
        in.get(2),
        biases(op, kept.get(1)),
        kept.get(2),
        kept.get(3),
        LSTM,
        op.units(),
        bool(op.bias()));
    body.line("torch.set_grad_enabled(False)");
    names.define(out.get(0).name(), loop.ordered(kept.get(Y)));
    names.define(out.get(1).name(), kept.get(HN));
    names.define(out.get(2).name(), kept.get(CN));
    cuts.keep(out.get(0).name(), kept.toArray(String[]::new));
    return null;
  }

  /** Whether the node was printed by this. */
  static boolean derivative(Back back, Lstm op) {
    List<String> kept = back.at().graph().cuts().kept(back.at().out(0).name());
    return !kept.isEmpty()
        && new LstmKernel(back.at().inputs(), back.at().names(), back.at().body())
            .gradients(back, op, kept);
  }

  private boolean gradients(Back back, Lstm op, List<String> kept) {
    boolean reversed = op.direction() == Direction.REVERSE;
    String y = gradient(back, 0, kept.get(Y));
    String d = names.fresh("dl");
    body.line("torch.set_grad_enabled(True)");
    body.line(
        "%1$s0, %1$s1, %1$s2, %1$s3, %1$s4, %1$s5, %1$s6 = torch.mkldnn_rnn_layer_backward(%2$s, %3$s, %4$s, %5$s, %6$s, %7$s, %8$s, %9$s, False, %10$s, %11$s, 1, %12$s, True, False, annotate(List[int], []), False, %13$s)",
        d,
        kept.get(X),
        in.get(1),
        in.get(2),
        biases(op, kept.get(1)),
        String.join(", ", kept.subList(2, KEPT.size() - 1)),
        reversed ? "torch.flip(" + y + ", [0])" : y,
        gradient(back, 1, kept.get(HN)),
        gradient(back, 2, kept.get(CN)),
        LSTM,
        op.units(),
        bool(op.bias()),
        kept.get(KEPT.size() - 1));
    body.line("torch.set_grad_enabled(False)");
    int states = op.bias() ? 4 : 3;
    return back.give(0, reversed ? "torch.flip(" + d + "0, [0])" : d + "0")
        && back.give(1, d + "1")
        && back.give(2, d + "2")
        && (!op.bias() || back.give(3, d + "3"))
        && back.give(states, d + "5")
        && back.give(states + 1, d + "6");
  }

  private static String gradient(Back back, int output, String value) {
    return back.gradient(output).map(LstmKernel::dense).orElse("torch.zeros_like(" + value + ")");
  }
}
