package dev.hebb.runtime.engine;

import ai.onnxruntime.NodeInfo;
import ai.onnxruntime.TensorInfo;
import dev.hebb.runtime.Element;
import dev.hebb.runtime.PredictorException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * An input or output as the file declares it, before its symbols are bound.
 *
 * @param file the file's name, for messages
 * @param door what it is opened as
 * @param role "input" or "output"
 */
public record Declared(
    String file, Door door, String role, String name, Element type, List<Dim> dims) {

  /** Reads ONNX Runtime's description; an axis without a name is called {@code name[axis]}. */
  public static Declared of(String file, Door door, String role, NodeInfo node) {
    String name = node.getName();
    String what = role + " \"" + name + "\" ";
    if (!(node.getInfo() instanceof TensorInfo info)) {
      throw new PredictorException(
          file, what + "is not a tensor. Export the model without sequences and maps.");
    }
    // For unsigned numbers beyond bytes its Java classes have no type, though they name one.
    String held = info.onnxType.name().replace("ONNX_TENSOR_ELEMENT_DATA_TYPE_", "");
    Element type =
        Element.of(info.type)
            .filter(known -> !held.startsWith("UINT") || known == Element.UINT8)
            .orElseThrow(() -> unknown(file, what, held.toLowerCase(Locale.ROOT)));
    long[] shape = info.getShape();
    String[] names = info.getDimensionNames();
    List<Dim> dims = new ArrayList<>();
    for (int axis = 0; axis < shape.length; axis++) {
      if (shape[axis] >= 0) {
        dims.add(Dim.fixed(shape[axis]));
      } else {
        String symbol = axis < names.length ? names[axis] : "";
        dims.add(Dim.symbolic(symbol.isEmpty() ? name + "[" + axis + "]" : symbol));
      }
    }
    return new Declared(file, door, role, name, type, List.copyOf(dims));
  }

  private static PredictorException unknown(String file, String what, String held) {
    return new PredictorException(
        file,
        "%sholds %s, which ONNX Runtime's Java classes do not. Export it with a cast to one of %s."
            .formatted(
                what,
                held,
                Arrays.stream(Element.values())
                    .map(Element::toString)
                    .collect(Collectors.joining(", "))));
  }

  public boolean isInput() {
    return role.equals("input");
  }

  /** "<file>: input "x" <what>". */
  public PredictorException error(String what) {
    return new PredictorException(file, role + " \"" + name + "\" " + what);
  }
}
