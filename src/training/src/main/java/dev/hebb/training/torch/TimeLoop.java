package dev.hebb.training.torch;

import dev.hebb.graph.Value;
import dev.hebb.graph.op.Direction;
import java.util.List;
import java.util.Set;

/**
 * The frame of a recurrence: the sequence (flipped, if it is read backwards), the first state, and
 * a loop over the steps. The lines of one step go between {@link #begin} and {@link #end}; they
 * read {@link #step}, which is the step's input times the kernel, plus the bias, and set {@link
 * #h}.
 */
final class TimeLoop {
  private static final String ZEROS =
      "%s = torch.zeros([torch.size(%s, 1), %s], dtype=6, layout=0, device=ops.prim.device(%s), pin_memory=False)";

  private final Names names;
  private final Body body;
  private final List<String> in;
  private final int units;
  private final boolean reversed;
  private final boolean bias;
  private final int firstState;
  private final String all;
  private final Rows rows;

  /** The sequence, time first. */
  final String x;

  /** The state. */
  final String h;

  /** The recurrent kernel, {@code [units, gates·units]}. */
  final String recurrent;

  /** What the step reads. */
  final String step;

  /**
   * Prints what stands before the loop.
   *
   * @param in x, kernel, recurrent kernel, biases, lengths, states
   * @param biases how many of them
   * @param lengths whether they are there
   */
  TimeLoop(
      Names names,
      Body body,
      List<String> in,
      int units,
      Direction direction,
      int biases,
      boolean lengths) {
    this.names = names;
    this.body = body;
    this.in = in;
    this.units = units;
    this.reversed = direction == Direction.REVERSE;
    this.bias = biases > 0;
    this.firstState = 3 + biases + (lengths ? 1 : 0);
    this.x = names.fresh("x");
    this.h = names.fresh("h");
    this.recurrent = names.fresh("r");
    this.step = names.fresh("g");
    this.all = names.fresh("hs");
    this.rows = lengths ? Rows.of(in.get(3 + biases), in.get(0), names, body) : Rows.ALIKE;
    body.set(x, reversed ? rows.reversed(in.get(0)) : in.get(0));
    state(h, 0);
    body.line("%s = torch.t(%s)", recurrent, in.get(2));
  }

  /** Sets a variable to the state of that index: the one given, or zeros. */
  void state(String variable, int index) {
    if (in.size() > firstState + index) {
      body.set(variable, in.get(firstState + index));
    } else {
      body.line(ZEROS, variable, x, units, x);
    }
  }

  void begin() {
    String steps = names.fresh("xs");
    String first = bias ? in.get(3) : "None";
    body.line("%s = torch.unbind(torch.linear(%s, %s, %s), 0)", steps, x, in.get(1), first);
    body.set(all, "annotate(List[Tensor], [])");
    body.loop(step, steps);
  }

  /** Ends the loop; what nobody reads is not kept. */
  void end(List<Value> out, Set<String> used) {
    boolean sequence = used.contains(out.get(0).name());
    if (sequence || rows.padded()) {
      body.line("_ = torch.append(%s, %s)", all, h);
    }
    body.end();
    String y = names.fresh("y");
    if (sequence || rows.padded()) {
      body.line("%s = torch.stack(%s, 0)", y, all);
    }
    if (sequence) {
      names.define(out.get(0).name(), ordered(y));
    }
    names.define(out.get(1).name(), rows.padded() ? last(y) : h);
  }

  /** The outputs in the order of time, whichever way it was read; zeros beyond a row's end. */
  String ordered(String y) {
    return set(rows.cut(reversed ? rows.reversed(y) : y));
  }

  /** Of what each step gave, in the order of reading, that of each row's last. */
  String last(String y) {
    return set(rows.last(y));
  }

  /** Whether some rows end before others. */
  boolean padded() {
    return rows.padded();
  }

  private String set(String expression) {
    String variable = names.fresh("y");
    body.set(variable, expression);
    return variable;
  }
}
