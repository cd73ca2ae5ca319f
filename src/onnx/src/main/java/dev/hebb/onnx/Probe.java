package dev.hebb.onnx;

import dev.hebb.graph.DataType;
import dev.hebb.graph.Dim;
import dev.hebb.graph.Graph;
import dev.hebb.graph.Indices;
import dev.hebb.graph.Model;
import dev.hebb.graph.Padded;
import dev.hebb.graph.Port;
import dev.hebb.graph.Shape;
import dev.hebb.graph.Size;
import dev.hebb.graph.Tensor;
import dev.hebb.graph.Value;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeMap;

/**
 * Inputs to try a model with.
 *
 * @param dims the lengths of the free axes
 * @param usual whether it is what the model is made for: a sample, or two rows of the usual length
 */
record Probe(Map<String, Long> dims, Map<String, Tensor> inputs, boolean usual) {
  static final String BATCH = "batch";
  private static final List<Long> BATCHES = List.of(1L, 2L, 5L);
  private static final int LONGEST = 4096;

  /**
   * Three batch sizes by three lengths of the other free axes: the shortest possible, that of
   * training (or a middling one), a longer one, which is another for each axis. Numbers lie in the
   * range that training saw, or within ±1.
   */
  static List<Probe> of(Model model, List<Map<String, Tensor>> samples) {
    Set<String> symbols = symbols(model.graph());
    String rows = rows(model.graph(), symbols);
    boolean batched = symbols.remove(rows);
    List<Probe> probes = new ArrayList<>();
    long shortest = shortest(model.graph(), symbols, rows);
    for (int i = 0; i < 3; i++) {
      Map<String, Long> lengths = new TreeMap<>();
      for (String symbol : symbols) {
        long usual =
            Long.parseLong(
                model.notes().getOrDefault("dim." + symbol, Long.toString(shortest + 7)));
        usual = Math.max(usual, shortest + 1);
        long longer = 2 * usual + 1 + lengths.size();
        lengths.put(symbol, List.of(shortest, usual, longer).get(i));
      }
      if (i == 0 || !symbols.isEmpty()) {
        for (long batch : BATCHES) {
          Map<String, Long> dims = new TreeMap<>(lengths);
          if (batched) {
            dims.put(rows, batch);
          }
          boolean usual = samples.isEmpty() && batch == 2 && (i == 1 || symbols.isEmpty());
          probes.add(new Probe(dims, inputs(model, dims, shortest, probes.size()), usual));
        }
      }
    }
    for (Map<String, Tensor> sample : samples) {
      probes.add(
          new Probe(dims(model.graph(), sample), withoutPadding(model.graph(), sample), true));
    }
    return probes;
  }

  // A file of others may call it otherwise: then it is how long the first axis of all is.
  private static String rows(Graph graph, Set<String> symbols) {
    boolean otherwise = !symbols.contains(BATCH) && !graph.inputs().isEmpty();
    Shape first = otherwise ? graph.inputs().get(0).value().shape() : Shape.of();
    return first.rank() > 0 && first.dim(0).size() instanceof Size.Symbol symbol
        ? symbol.name()
        : BATCH;
  }

  private static Map<String, Long> dims(Graph graph, Map<String, Tensor> sample) {
    Map<String, Long> dims = new TreeMap<>();
    for (Port port : graph.inputs()) {
      Tensor tensor = sample.get(port.name());
      Shape shape = port.value().shape();
      if (tensor == null || tensor.dims().length != shape.rank()) {
        throw new ExportException(
            graph.name()
                + ": sample: expected \""
                + port.name()
                + "\" of "
                + shape
                + ", got "
                + (tensor == null ? sample.keySet() : tensor)
                + ". Give a tensor for every input.");
      }
      for (int axis = 0; axis < shape.rank(); axis++) {
        if (shape.dim(axis).size() instanceof Size.Symbol symbol) {
          dims.put(symbol.name(), tensor.dims()[axis]);
        }
      }
    }
    return dims;
  }

  private static Set<String> symbols(Graph graph) {
    Set<String> symbols = new LinkedHashSet<>();
    for (Port port : graph.inputs()) {
      for (Dim dim : port.value().shape().dims()) {
        if (dim.size() instanceof Size.Symbol symbol) {
          symbols.add(symbol.name());
        }
      }
    }
    return symbols;
  }

  private static long shortest(Graph graph, Set<String> symbols, String rows) {
    for (long length = 1; length < LONGEST; length++) {
      Map<String, Long> dims = new TreeMap<>(Map.of(rows, 1L));
      for (String symbol : symbols) {
        dims.put(symbol, length);
      }
      if (graph.values().values().stream().allMatch(value -> positive(value, dims))) {
        return length;
      }
    }
    throw new ExportException(
        graph.name()
            + ": not written: no length up to "
            + LONGEST
            + " leaves anything of its free axes.");
  }

  private static boolean positive(Value value, Map<String, Long> dims) {
    for (long length : value.shape().at(dims)) {
      if (length < 1) {
        return false;
      }
    }
    return true;
  }

  private static Map<String, Tensor> inputs(
      Model model, Map<String, Long> dims, long shortest, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    Map<String, Tensor> inputs = new LinkedHashMap<>();
    Map<String, Long> limits = Indices.limits(model.graph());
    Map<String, Long> longest = longest(model.graph(), dims);
    for (Port port : model.graph().inputs()) {
      if (longest.containsKey(port.name())) {
        long rows = port.value().shape().dim(0).size().at(dims);
        inputs.put(port.name(), lengths(rows, shortest, longest.get(port.name()), random));
        continue;
      }
      if (port.value().type() == DataType.INT64) {
        inputs.put(port.name(), tokens(port, limits, dims, shortest, random));
        continue;
      }
      if (port.value().type() == DataType.UINT8) {
        inputs.put(port.name(), bytes(port.value().shape().at(dims), random));
        continue;
      }
      String range = model.notes().getOrDefault("range." + port.name(), "-1 1");
      int space = range.indexOf(' ');
      double least = Double.parseDouble(range.substring(0, space));
      double most = Math.nextUp(Double.parseDouble(range.substring(space + 1)));
      long[] shape = port.value().shape().at(dims);
      float[] values = new float[Math.toIntExact(Tensor.elements(shape))];
      for (int i = 0; i < values.length; i++) {
        values[i] = (float) random.nextDouble(least, most);
      }
      inputs.put(port.name(), Tensor.of(values, shape));
    }
    return withoutPadding(model.graph(), inputs);
  }

  private static Tensor bytes(long[] shape, SplittableRandom random) {
    byte[] values = new byte[Math.toIntExact(Tensor.elements(shape))];
    random.nextBytes(values);
    return Tensor.wrap(DataType.UINT8, ByteBuffer.wrap(values), shape);
  }

  // What stands beyond the end of a row says nothing, and is zero for the trainer.
  private static Map<String, Tensor> withoutPadding(Graph graph, Map<String, Tensor> inputs) {
    Map<String, Tensor> zeroed = new LinkedHashMap<>(inputs);
    for (Padded padded : Padded.of(graph)) {
      zeroed.computeIfPresent(padded.input(), (name, rows) -> padded.zeroed(rows, inputs));
    }
    return zeroed;
  }

  // By the input that says how long rows are: how long they may be.
  private static Map<String, Long> longest(Graph graph, Map<String, Long> dims) {
    Map<String, Long> longest = new LinkedHashMap<>();
    for (Padded padded : Padded.of(graph)) {
      Value rows = graph.values().get(padded.input());
      longest.put(padded.lengths(), rows.shape().dim(padded.axis()).size().at(dims));
    }
    return longest;
  }

  private static Tensor lengths(long rows, long shortest, long longest, SplittableRandom random) {
    long[] values = new long[Math.toIntExact(rows)];
    Arrays.setAll(
        values, i -> i == 0 ? longest : random.nextLong(Math.min(shortest, longest), longest + 1));
    return Tensor.of(values, rows);
  }

  // Rows end in zeros, which are padding to some networks and words like others to the rest.
  private static Tensor tokens(
      Port port,
      Map<String, Long> limits,
      Map<String, Long> dims,
      long shortest,
      SplittableRandom random) {
    long[] shape = port.value().shape().at(dims);
    long[] values = new long[Math.toIntExact(Tensor.elements(shape))];
    int time = Math.toIntExact(shape.length > 1 ? shape[1] : 1);
    long limit = limits.getOrDefault(port.value().name(), 1L);
    int end = time;
    for (int i = 0; i < values.length; i++) {
      end =
          i % time > 0
              ? end
              : i == 0 ? time : random.nextInt(Math.min((int) shortest, time), time + 1);
      values[i] = limit > 1 && i % time < end ? random.nextLong(1, limit) : 0;
    }
    return Tensor.of(values, shape);
  }
}
