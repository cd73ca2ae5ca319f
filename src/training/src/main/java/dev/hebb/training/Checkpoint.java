package dev.hebb.training;

import com.google.gson.JsonParseException;
import dev.hebb.graph.FormatException;
import dev.hebb.graph.Graph;
import dev.hebb.graph.Model;
import dev.hebb.graph.Param;
import dev.hebb.graph.Tensor;
import dev.hebb.graph.Weights;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Everything of a training at one moment. Its file is a model file with more tensors and notes in
 * it. Random numbers need no place there: each is drawn from the seed and from where it is used.
 *
 * @param start the model that the training began with, but for its weights
 * @param identity what must be alike for another training to go on with this one, by name
 * @param weights as they are now
 * @param optimizer what the optimizer remembers
 * @param kept the weights that were kept; empty: none were
 */
record Checkpoint(
    Model start,
    Map<String, String> identity,
    Weights weights,
    List<Tensor> optimizer,
    Weights kept,
    RunState state) {
  private static final String STATE = "run.state";
  private static final String IDENTITY = "run.identity.";
  private static final String OPTIMIZER = "run:optimizer/";
  private static final String KEPT = "run:kept/";

  void save(Path file) {
    Map<String, Tensor> tensors = new LinkedHashMap<>(weights.tensors());
    for (int i = 0; i < optimizer.size(); i++) {
      tensors.put(OPTIMIZER + i, optimizer.get(i));
    }
    tensors.putAll(kept.prefixed(KEPT).tensors());
    Map<String, String> notes = new TreeMap<>(start.notes());
    notes.put(STATE, state.json());
    identity.forEach((name, value) -> notes.put(IDENTITY + name, value));
    new Model(start.graph(), new Weights(tensors), notes).save(file);
  }

  /**
   * Reads one.
   *
   * @throws FormatException when it is damaged or no checkpoint
   */
  static Checkpoint load(Path file) {
    Model all = Model.load(file);
    Graph graph = all.graph();
    Map<String, Tensor> tensors = all.weights().tensors();
    List<Tensor> optimizer = new ArrayList<>();
    while (tensors.containsKey(OPTIMIZER + optimizer.size())) {
      optimizer.add(tensors.get(OPTIMIZER + optimizer.size()));
    }
    Map<String, String> notes = new TreeMap<>(all.notes());
    String state = notes.remove(STATE);
    if (state == null) {
      throw new FormatException(
          file + ": expected a checkpoint, got a model file without one. Train on from it: fit().");
    }
    Map<String, String> identity = new TreeMap<>();
    for (String key : List.copyOf(notes.keySet())) {
      if (key.startsWith(IDENTITY)) {
        identity.put(key.substring(IDENTITY.length()), notes.remove(key));
      }
    }
    Weights weights = named(graph, tensors, "");
    try {
      return new Checkpoint(
          new Model(graph, weights, notes),
          identity,
          weights,
          optimizer,
          named(graph, tensors, KEPT),
          RunState.read(state));
    } catch (JsonParseException
        | IllegalStateException
        | NumberFormatException
        | NullPointerException broken) {
      throw new FormatException(
          file + ": its state cannot be read. It was written by another version of Hebb.", broken);
    }
  }

  private static Weights named(Graph graph, Map<String, Tensor> tensors, String prefix) {
    Map<String, Tensor> named = new LinkedHashMap<>();
    for (Param param : graph.params()) {
      Tensor tensor = tensors.get(prefix + param.name());
      if (tensor != null) {
        named.put(param.name(), tensor);
      }
    }
    return new Weights(named);
  }
}
