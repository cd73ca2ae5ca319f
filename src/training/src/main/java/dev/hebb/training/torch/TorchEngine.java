package dev.hebb.training.torch;

import dev.hebb.graph.Engine;
import dev.hebb.graph.Graph;
import dev.hebb.graph.Model;
import dev.hebb.graph.Port;
import dev.hebb.graph.Tensor;
import dev.hebb.graph.Value;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Runs a model in inference mode with PyTorch. */
public final class TorchEngine implements Engine {
  @Override
  public String describe() {
    return "PyTorch " + Native.engine().getVersion() + " (cpu)"; // Where it runs.
  }

  @Override
  public Session open(Model model, List<String> values) {
    Map<String, Value> known = model.graph().values();
    Graph graph = model.graph().until(values.stream().map(known::get).map(Port::of).toList());
    Program program = new Program(new Model(graph, model.weights()));
    program.forward(graph);
    TorchModule module = new TorchModule(program);
    return new Session() {
      @Override
      public Map<String, Tensor> run(Map<String, Tensor> inputs) {
        List<Tensor> fed = graph.inputs().stream().map(port -> inputs.get(port.name())).toList();
        List<Tensor> outputs = module.forward(fed);
        Map<String, Tensor> named = new LinkedHashMap<>();
        for (int i = 0; i < values.size(); i++) {
          named.put(values.get(i), outputs.get(i));
        }
        return named;
      }

      @Override
      public void close() {
        module.close();
      }
    };
  }
}
