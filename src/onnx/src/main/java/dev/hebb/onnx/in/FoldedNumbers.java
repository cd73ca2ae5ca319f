package dev.hebb.onnx.in;

import ai.onnx.proto.OnnxMl;
import dev.hebb.graph.Size;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** Arithmetic with what is known when the file is read. */
final class FoldedNumbers {
  private static final Set<String> TRUTHS =
      Set.of(
          "Equal", "Greater", "Less", "GreaterOrEqual", "LessOrEqual", "And", "Or", "Xor", "Not");
  private static final int MOST = 1 << 20;

  private FoldedNumbers() {}

  static Known cast(Call at) {
    Known x = at.known(0);
    Kind kind = kind(at);
    List<Cell> cells = new ArrayList<>();
    for (Cell cell : x.cells()) {
      cells.add(
          switch (kind) {
            case FLOAT -> cell.isNumber() ? Cell.of(cell.real()) : cell;
            case WHOLE -> cell instanceof Cell.Real real ? Cell.of((long) real.value()) : cell;
            case TRUTH -> Cell.of(real(cell) != 0);
          });
    }
    return Known.of(kind, x.dims(), cells);
  }

  /** What a Cast is to. */
  static Kind kind(Call at) {
    long to = at.attributes().whole("to", 0);
    OnnxMl.TensorProto.DataType type =
        OnnxMl.TensorProto.DataType.forNumber(to == (int) to ? (int) to : -1);
    return Types.kind(type == null ? OnnxMl.TensorProto.DataType.UNDEFINED : type)
        .orElseThrow(() -> at.unsupported("a cast to type " + (type == null ? to : type)));
  }

  static Known range(Call at) {
    Cell start = at.known(0).cells().get(0);
    Cell limit = at.known(1).cells().get(0);
    Cell step = at.known(2).cells().get(0);
    if (!start.isNumber() || !limit.isNumber() || !step.isNumber()) {
      throw new Folding.Unfoldable();
    }
    double count = Math.ceil((limit.real() - start.real()) / step.real());
    if (!(count >= 0 && count <= MOST)) {
      throw at.refusal("0 to %d numbers, got %s".formatted(MOST, count), "Feed them");
    }
    List<Cell> cells = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      cells.add(
          start instanceof Cell.Whole whole
              ? Cell.of(whole.value() + i * ((Cell.Whole) step).value())
              : Cell.of(start.real() + i * step.real()));
    }
    return Known.of(at.known(0).kind(), List.of((long) cells.size()), cells);
  }

  static Known each(Call at, String operator) {
    Known x = at.known(0);
    List<Cell> cells = new ArrayList<>();
    for (Cell cell : x.cells()) {
      double value = real(cell);
      double result =
          switch (operator) {
            case "Neg" -> -value;
            case "Abs" -> Math.abs(value);
            case "Sqrt" -> Math.sqrt(value);
            case "Floor" -> Math.floor(value);
            case "Ceil" -> Math.ceil(value);
            case "Round" -> Math.rint(value);
            case "Reciprocal" -> 1 / value;
            case "Exp" -> Math.exp(value);
            case "Log" -> Math.log(value);
            case "Sign" -> Math.signum(value);
            default -> value == 0 ? 1 : 0;
          };
      cells.add(x.kind() == Kind.FLOAT ? Cell.of(result) : Cell.of((long) result));
    }
    return Known.of(x.kind(), x.dims(), cells);
  }

  static Known pairs(Call at, String operator) {
    Known result = at.known(0);
    for (int i = 1; i < at.count(); i++) {
      result = pair(result, at.known(i), operator);
    }
    return result;
  }

  private static Known pair(Known a, Known b, String operator) {
    List<Long> dims = FoldedAxes.broadcast(a.dims(), b.dims());
    List<Cell> left = FoldedAxes.expanded(a, dims);
    List<Cell> right = FoldedAxes.expanded(b, dims);
    List<Cell> cells = new ArrayList<>();
    for (int i = 0; i < left.size(); i++) {
      cells.add(pair(left.get(i), right.get(i), operator));
    }
    return Known.of(TRUTHS.contains(operator) ? Kind.TRUTH : a.kind(), dims, cells);
  }

  private static Cell pair(Cell a, Cell b, String operator) {
    if (a instanceof Cell.Whole x && b instanceof Cell.Whole y) {
      return Cell.of(whole(x.value(), y.value(), operator));
    } else if (a.isNumber() && b.isNumber()) {
      double value = real(a.real(), b.real(), operator);
      return TRUTHS.contains(operator) ? Cell.of((long) value) : Cell.of(value);
    }
    return free(a, b, operator);
  }

  private static long whole(long a, long b, String operator) {
    return switch (operator) {
      case "Add" -> a + b;
      case "Sub" -> a - b;
      case "Mul" -> a * b;
      case "Div" -> a / b;
      case "Mod" -> Math.floorMod(a, b);
      case "Max" -> Math.max(a, b);
      case "Min" -> Math.min(a, b);
      case "Equal" -> a == b ? 1 : 0;
      case "Greater" -> a > b ? 1 : 0;
      case "Less" -> a < b ? 1 : 0;
      case "GreaterOrEqual" -> a >= b ? 1 : 0;
      case "LessOrEqual" -> a <= b ? 1 : 0;
      case "And" -> a & b;
      case "Or" -> a | b;
      case "Xor" -> a ^ b;
      default -> (long) Math.pow((double) a, (double) b);
    };
  }

  private static double real(double a, double b, String operator) {
    return switch (operator) {
      case "Add" -> a + b;
      case "Sub" -> a - b;
      case "Mul" -> a * b;
      case "Div" -> a / b;
      case "Max" -> Math.max(a, b);
      case "Min" -> Math.min(a, b);
      case "Equal" -> a == b ? 1 : 0;
      case "Greater" -> a > b ? 1 : 0;
      case "Less" -> a < b ? 1 : 0;
      case "GreaterOrEqual" -> a >= b ? 1 : 0;
      case "LessOrEqual" -> a <= b ? 1 : 0;
      case "Pow" -> Math.pow(a, b);
      default -> throw new Folding.Unfoldable();
    };
  }

  // With lengths of free axes, which are above zero.
  private static Cell free(Cell a, Cell b, String operator) {
    boolean wholes = !(a instanceof Cell.Real) && !(b instanceof Cell.Real);
    if (wholes && operator.equals("Mul") && above(a, 0) && above(b, 0)) {
      return Cell.of(a.size().times(b.size()));
    } else if (wholes && operator.equals("Equal")) {
      return Cell.of(equal(a, b));
    }
    if (a instanceof Cell.Length length && b instanceof Cell.Whole number) {
      long value = number.value();
      return switch (operator) {
        case "Add" -> Cell.of(length.size().affine(1, value, 1));
        case "Sub" -> Cell.of(length.size().affine(1, -value, 1));
        case "Div" -> divided(length.size(), value);
        default -> throw new Folding.Unfoldable();
      };
    } else if (operator.equals("Add") && b instanceof Cell.Length && a instanceof Cell.Whole) {
      return free(b, a, operator);
    }
    throw new Folding.Unfoldable();
  }

  private static Cell divided(Size size, long by) {
    if (by < 1) {
      throw new Folding.Unfoldable();
    }
    return Cell.of(size.affine(1, 0, by));
  }

  private static boolean above(Cell cell, long least) {
    return cell instanceof Cell.Length || cell.whole().orElse(least) > least;
  }

  private static boolean equal(Cell a, Cell b) {
    if (a.equals(b)) {
      return true;
    } else if (above(a, 0) && above(b, 0)) {
      throw new Folding.Unfoldable();
    }
    return false;
  }

  static Known where(Call at) {
    List<Long> dims =
        FoldedAxes.broadcast(
            at.known(0).dims(), FoldedAxes.broadcast(at.known(1).dims(), at.known(2).dims()));
    List<Cell> holds = FoldedAxes.expanded(at.known(0), dims);
    List<Cell> a = FoldedAxes.expanded(at.known(1), dims);
    List<Cell> b = FoldedAxes.expanded(at.known(2), dims);
    List<Cell> cells = new ArrayList<>();
    for (int i = 0; i < holds.size(); i++) {
      cells.add(real(holds.get(i)) != 0 ? a.get(i) : b.get(i));
    }
    return Known.of(at.known(1).kind(), dims, cells);
  }

  static Known reduce(Call at, String pair) {
    Known x = at.known(0);
    List<Integer> axes = at.axes(1, "axes", x.rank()).orElse(List.of());
    boolean keep = at.attributes().flag("keepdims", true);
    Set<Integer> over = new TreeSet<>(axes);
    boolean all = over.isEmpty() || over.size() == x.rank();
    if (!all
        || x.size() == 0
        || (axes.isEmpty() && at.attributes().flag("noop_with_empty_axes", false))) {
      throw new Folding.Unfoldable();
    }
    Cell result = x.cells().stream().reduce((a, b) -> pair(a, b, pair)).orElseThrow();
    List<Long> dims = keep ? Collections.nCopies(x.rank(), 1L) : List.of();
    return Known.of(x.kind(), dims, List.of(result));
  }

  private static double real(Cell cell) {
    if (!cell.isNumber()) {
      throw new Folding.Unfoldable();
    }
    return cell.real();
  }
}
