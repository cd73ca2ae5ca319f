package dev.hebb.training.torch;

import dev.hebb.graph.op.Activate;
import dev.hebb.graph.op.Arithmetic;

/** Prints the gradients of what works on each number by itself. */
record PointwiseDerivative(Back back) {
  boolean activate(Activate op) {
    String gradient = back.gradient();
    return back.give(
        0, FunctionDerivatives.print(op.activation(), gradient, back.x(0), back.y(), back::set));
  }

  boolean arithmetic(Arithmetic op) {
    String g = back.gradient();
    String a = back.x(0);
    String b = back.x(1);
    return switch (op.operator()) {
      case ADD -> back.giveRepeated(0, g) && back.giveRepeated(1, g);
      case SUB -> back.giveRepeated(0, g) && back.giveRepeated(1, "torch.neg(" + g + ")");
      case MUL -> back.giveRepeated(0, mul(g, b)) && back.giveRepeated(1, mul(g, a));
      case DIV -> quotient(g, b);
      case POW -> power(g, a, b);
      case MAX -> back.giveRepeated(0, above(g, a, b)) && back.giveRepeated(1, above(g, b, a));
      case MIN -> back.giveRepeated(0, above(g, b, a)) && back.giveRepeated(1, above(g, a, b));
      case EQUAL, GREATER -> true;
    };
  }

  private static String mul(String a, String b) {
    return "torch.mul(%s, %s)".formatted(a, b);
  }

  private boolean quotient(String g, String b) {
    String each = back.set("torch.div(%s, %s)".formatted(g, b));
    return back.giveRepeated(0, each)
        && back.giveRepeated(1, "torch.neg(" + mul(each, back.y()) + ")");
  }

  // b·aᵇ⁻¹, and aᵇ·ln a: zero where b is, or where a is and b is not negative.
  private boolean power(String g, String a, String b) {
    String less = "torch.mul(%s, torch.pow(%s, torch.sub(%s, 1)))".formatted(b, a, b);
    String flat = "torch.logical_and(torch.eq(%s, 0), torch.ge(%s, 0))".formatted(a, b);
    return back.giveRepeated(0, "torch.where(torch.eq(%s, 0), 0., %s)".formatted(b, mul(g, less)))
        && back.giveRepeated(
            1,
            "torch.where(%s, 0., %s)"
                .formatted(flat, mul(g, mul(back.y(), "torch.log(" + a + ")"))));
  }

  // Where a is above b; of two that are equal each has half.
  private static String above(String g, String a, String b) {
    return "torch.where(torch.eq(%s, %s), torch.mul(%s, 0.5), torch.where(torch.gt(%s, %s), %s, 0.))"
        .formatted(a, b, g, a, b, g);
  }

  boolean where() {
    String chosen = "torch.where(torch.%s(" + back.x(0) + ", 0), " + back.gradient() + ", 0.)";
    return back.giveRepeated(1, chosen.formatted("ne"))
        && back.giveRepeated(2, chosen.formatted("eq"));
  }
}
