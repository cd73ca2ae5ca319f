package dev.hebb.runtime;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OnnxValue;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import dev.hebb.runtime.engine.Call;
import dev.hebb.runtime.engine.Engine;
import dev.hebb.runtime.engine.Tensors;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** A run with strings, which ONNX Runtime holds as its own: they are copied in and out. */
record StringCall(Engine engine, Tensors fed, Tensors pinned, List<Input> in, List<Output> out)
    implements Call {
  static boolean isNeeded(List<Input> inputs, List<Output> outputs) {
    return !ofStrings(inputs).isEmpty() || !ofStrings(outputs).isEmpty();
  }

  StringCall {
    in = ofStrings(in);
    out = ofStrings(out);
  }

  private static <P extends Port> List<P> ofStrings(List<P> ports) {
    return ports.stream().filter(port -> port.type() == Element.STRING).toList();
  }

  @Override
  public void run() throws OrtException {
    Map<String, OnnxTensor> all = new LinkedHashMap<>(fed);
    List<OnnxTensor> made = new ArrayList<>();
    try {
      for (Input input : in) {
        OnnxTensor tensor = engine.strings(input.strings, input.dims());
        made.add(tensor);
        all.put(input.name(), tensor);
      }
      Set<String> names = out.stream().map(Port::name).collect(Collectors.toSet());
      try (OrtSession.Result result = engine.run(all, names, pinned)) {
        for (Output output : out) {
          OnnxValue value = result.get(output.name()).orElseThrow();
          List<String> strings = new ArrayList<>();
          flatten(value.getValue(), strings);
          output.take(strings);
        }
      }
    } finally {
      made.forEach(OnnxTensor::close);
    }
  }

  private static void flatten(Object nested, List<String> into) {
    if (nested instanceof Object[] array) {
      for (Object each : array) {
        flatten(each, into);
      }
    } else {
      into.add((String) nested);
    }
  }
}
