package dev.hebb.onnx.in;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

/**
 * Works out at reading what follows from what is written in the file: mostly shapes, whose lengths
 * may be free axes.
 */
final class Folding {
  private static final Map<String, Function<Call, Known>> ONE =
      Map.ofEntries(
          Map.entry("Cast", FoldedNumbers::cast),
          Map.entry("Concat", FoldedAxes::concat),
          Map.entry("Expand", FoldedAxes::expand),
          Map.entry("Flatten", FoldedAxes::flatten),
          Map.entry("Gather", FoldedAxes::gather),
          Map.entry("Identity", call -> call.known(0)),
          Map.entry("Range", FoldedNumbers::range),
          Map.entry("ReduceMax", call -> FoldedNumbers.reduce(call, "Max")),
          Map.entry("ReduceMin", call -> FoldedNumbers.reduce(call, "Min")),
          Map.entry("ReduceProd", call -> FoldedNumbers.reduce(call, "Mul")),
          Map.entry("ReduceSum", call -> FoldedNumbers.reduce(call, "Add")),
          Map.entry("Reshape", FoldedAxes::reshape),
          Map.entry("Slice", FoldedAxes::slice),
          Map.entry("Squeeze", FoldedAxes::squeeze),
          Map.entry("Tile", FoldedAxes::tile),
          Map.entry("Transpose", FoldedAxes::transpose),
          Map.entry("Unsqueeze", FoldedAxes::unsqueeze),
          Map.entry("Where", FoldedNumbers::where));

  private static final Set<String> PAIRS =
      Set.of(
          "Add",
          "Sub",
          "Mul",
          "Div",
          "Mod",
          "Pow",
          "Equal",
          "Greater",
          "Less",
          "GreaterOrEqual",
          "LessOrEqual",
          "And",
          "Or",
          "Xor",
          "Max",
          "Min");

  private static final Set<String> SINGLES =
      Set.of(
          "Neg",
          "Abs",
          "Sqrt",
          "Floor",
          "Ceil",
          "Round",
          "Reciprocal",
          "Not",
          "Exp",
          "Log",
          "Sign");

  private Folding() {}

  /** What is put out, or nothing where it cannot be worked out here. */
  static List<Item> of(Call call) {
    String operator = call.node().getOpType();
    try {
      if (ONE.containsKey(operator)) {
        return List.of(item(call, ONE.get(operator).apply(call)));
      } else if (operator.equals("Split")) {
        return FoldedAxes.split(call).stream().map(known -> item(call, known)).toList();
      } else if (PAIRS.contains(operator)) {
        return List.of(item(call, FoldedNumbers.pairs(call, operator)));
      } else if (SINGLES.contains(operator)) {
        return List.of(item(call, FoldedNumbers.each(call, operator)));
      }
      return List.of();
    } catch (Unfoldable unknown) {
      return List.of();
    }
  }

  private static Item item(Call call, Known known) {
    return Item.of(call.node().getOutput(0), known);
  }

  /** What follows from a free axis in no way that can be said. */
  static final class Unfoldable extends RuntimeException {
    private static final long serialVersionUID = 1L;

    Unfoldable() {
      super("depends on data", null, false, false);
    }
  }
}
