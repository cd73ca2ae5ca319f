package dev.hebb.onnx.precision;

import ai.onnx.proto.OnnxMl;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Weights of 8 bits with a scale a column, a filter or a gate's row. Where a dense layer has more
 * than 32,768 weights or an LSTM 64 units, it also computes with 8 bits: what comes in is brought
 * to bytes by its own least and largest number, those of all rows of a call, so that a row's answer
 * depends a little on the others. All else computes in float32: weights become floats when the file
 * is loaded.
 *
 * @param keeping names of layers whose weights stay
 */
public record DynamicInt8(List<String> keeping) implements Precision {
  private static final int SHOWN = 3;

  public DynamicInt8 {
    keeping = List.copyOf(keeping);
  }

  /** These layers stay in float32. */
  public DynamicInt8 keeping(String... layers) {
    return new DynamicInt8(List.of(layers));
  }

  @Override
  public String text() {
    return "int8, dynamic";
  }

  @Override
  public boolean exact() {
    return false;
  }

  @Override
  public Rewritten rewrite(OnnxMl.ModelProto model, Runs runs) {
    Draft draft = new Draft(model);
    WideProducts products = new WideProducts(draft, Int8.MOST);
    WideLstm lstms = new WideLstm(draft, Int8.MOST);
    for (OnnxMl.NodeProto node : draft.before()) {
      Optional<OnnxMl.TensorProto> weights = products.weights(node);
      if (Draft.of(node, keeping)) {
        draft.add(node);
      } else if (weights.isPresent()) {
        products.dynamic(node, weights.get());
      } else if (lstms.fits(node)) {
        lstms.write(node);
      } else {
        draft.add(node);
      }
    }
    Map<String, List<String>> floating = StoredWeights.write(draft, Int8.MOST, keeping);
    return new Rewritten(draft.done(), reasons(floating, false));
  }

  /** Why nodes compute in float32, a line an operator. */
  static List<String> reasons(Map<String, List<String>> nodes, boolean asStatic) {
    List<String> lines = new ArrayList<>();
    nodes.forEach(
        (operator, names) -> lines.add("%s: %s".formatted(few(names), reason(operator, asStatic))));
    return lines;
  }

  private static String few(List<String> names) {
    return names.size() <= SHOWN
        ? String.join(", ", names)
        : "%s and %d more"
            .formatted(String.join(", ", names.subList(0, SHOWN)), names.size() - SHOWN);
  }

  private static String reason(String operator, boolean asStatic) {
    return switch (operator) {
      case "Conv" ->
          asStatic
              ? "was to stay"
              : "ONNX Runtime's convolution of whole numbers is slower without known scales; staticInt8 has them";
      case "LSTM" -> "with fewer than 64 units 8 bits are slower";
      case "GRU", "RNN", "ConvTranspose" -> "ONNX Runtime has no %s of 8 bits".formatted(operator);
      default -> "with fewer than 32,768 weights 8 bits are slower";
    };
  }
}
