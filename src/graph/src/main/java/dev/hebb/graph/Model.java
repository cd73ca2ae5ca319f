package dev.hebb.graph;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * A graph with its weights, and notes about where they came from. Its file ({@code .hebb}) is a
 * safetensors file whose metadata holds the graph as JSON and a digest over all of it: it holds
 * data only, and any safetensors reader can open it.
 *
 * @param notes what is known beside the numbers, such as {@code dim.time = 60}, the length of the
 *     time axis in training
 */
public record Model(Graph graph, Weights weights, Map<String, String> notes)
    implements GraphSource {
  static final String GRAPH = "hebb.graph";
  private static final String DIGEST = "hebb.sha256";
  private static final String VERSION = "hebb.version";
  private static final String FORMAT = "1";
  private static final String NOTE = "note.";
  // Notes about inputs and outputs begin so.
  private static final List<String> BORDER =
      List.of("range.", "dim.", "text.", "labels.", "threshold.", "picture.", "prepared.");

  public Model {
    notes = Collections.unmodifiableMap(new TreeMap<>(notes));
    for (Param param : graph.params()) {
      long[] dims = weights.get(param.name()).dims();
      if (!Arrays.equals(dims, param.sizes())) {
        throw new IllegalArgumentException(
            "expected \""
                + param.name()
                + "\" of "
                + param.dims()
                + ", got "
                + Arrays.toString(dims)
                + ".");
      }
    }
  }

  public Model(Graph graph, Weights weights) {
    this(graph, weights, Map.of());
  }

  /** With freshly drawn weights. */
  public static Model initial(GraphSource source, long seed) {
    return new Model(source.graph(), Weights.initial(source.graph(), seed));
  }

  /** The same model with one more note, or another one under that name. */
  public Model noted(String key, String value) {
    Map<String, String> more = new TreeMap<>(notes);
    more.put(key, value);
    return new Model(graph, weights, more);
  }

  /**
   * The same model with the weights of a part: of a network that is chained into this one, whose
   * name the part's graph has. The part may have more than is used of it here, such as a classifier
   * that was left out.
   *
   * @throws IllegalArgumentException when this graph has no such part, or another one of that name
   */
  public Model with(Model part) {
    String prefix = part.graph.name() + "/";
    Map<String, Tensor> changed = new LinkedHashMap<>(weights.tensors());
    List<Param> params = params(prefix);
    if (params.isEmpty()) {
      throw without(part.graph.name());
    }
    for (Param param : params) {
      String inner = param.name().substring(prefix.length());
      changed.put(param.name(), part.weight(param, inner));
    }
    return new Model(graph, new Weights(changed), notes);
  }

  /**
   * A part of this model by itself: a network that is chained into this one, with the weights it
   * has here, such as the encoder of an autoencoder that was trained whole. Notes about what this
   * model is fed and gives stay behind.
   *
   * @throws IllegalArgumentException when this graph has no such part, or another one of that name
   */
  public Model part(GraphSource source) {
    Graph part = source.graph();
    String prefix = part.name() + "/";
    if (params(prefix).isEmpty()) {
      throw without(part.name());
    }
    Map<String, Tensor> taken = new LinkedHashMap<>();
    for (Param param : part.params()) {
      taken.put(param.name(), weight(param, prefix + param.name()));
    }
    Map<String, String> kept = new TreeMap<>(notes);
    kept.keySet().removeIf(key -> BORDER.stream().anyMatch(key::startsWith));
    return new Model(part, new Weights(taken), kept);
  }

  private List<Param> params(String prefix) {
    return graph.params().stream().filter(param -> param.name().startsWith(prefix)).toList();
  }

  private IllegalArgumentException without(String part) {
    return new IllegalArgumentException(
        "%s: expected a part named \"%s\", got a network without. Chain it as a layer, or give it the name it has there."
            .formatted(graph.name(), part));
  }

  /**
   * The same weights in another graph whose parameters have the same names and shapes: the same
   * network declared anew, such as without {@code frozen()} to train all of it further.
   *
   * @throws IllegalArgumentException when a parameter of the other graph is not here
   */
  public Model in(GraphSource other) {
    Map<String, Tensor> taken = new LinkedHashMap<>();
    for (Param param : other.graph().params()) {
      taken.put(param.name(), weight(param, param.name()));
    }
    return new Model(other.graph(), new Weights(taken), notes);
  }

  private Tensor weight(Param wanted, String name) {
    Tensor tensor = weights.tensors().get(name);
    if (tensor == null || !Arrays.equals(tensor.dims(), wanted.sizes())) {
      throw new IllegalArgumentException(
          "%s: expected a weight \"%s\" of %s, got %s. Declare both networks alike."
              .formatted(
                  graph.name(),
                  name,
                  wanted.dims(),
                  tensor == null ? "none of that name" : Arrays.toString(tensor.dims())));
    }
    return tensor;
  }

  /** SHA-256 over graph and weights, as 64 hexadecimal digits. */
  public String digest() {
    return digest(new Safetensors(weights, Map.of(GRAPH, GraphJson.write(graph))));
  }

  static String digest(Safetensors content) {
    Digest digest = new Digest().add(content.head());
    new TreeMap<>(content.weights().tensors()).values().forEach(t -> digest.add(t.bytes()));
    return digest.hex();
  }

  /** Writes the file, whole or not at all. */
  public void save(Path path) {
    Map<String, String> metadata = new TreeMap<>();
    notes.forEach((key, value) -> metadata.put(NOTE + key, value));
    String json = GraphJson.write(graph);
    metadata.put(VERSION, FORMAT);
    metadata.put(GRAPH, json);
    metadata.put(DIGEST, digest(new Safetensors(weights, metadata)));
    new Safetensors(weights, metadata).write(path);
  }

  /**
   * Reads a file.
   *
   * @throws FormatException when it is corrupt, truncated, changed since it was written, or no
   *     model
   */
  public static Model load(Path path) {
    Safetensors file = Safetensors.read(path);
    String json = file.metadata().get(GRAPH);
    if (json == null) {
      throw new FormatException(
          path
              + ": expected a model (safetensors with a \""
              + GRAPH
              + "\" entry), got weights only. "
              + "Declare the network in code and load them with Safetensors.read.");
    }
    Map<String, String> digested = new TreeMap<>(file.metadata());
    String digest = String.valueOf(digested.remove(DIGEST));
    // Another way to write the same header is a change too, though it alters nothing that is read.
    if (!digest(new Safetensors(file.weights(), digested)).equals(digest) || !file.heads(path)) {
      throw new FormatException(
          path
              + ": graph and weights do not match their digest: the file was changed or damaged since "
              + "it was written. Save or copy it again.");
    }
    if (!file.metadata().getOrDefault(VERSION, "").equals(FORMAT)) {
      throw new FormatException(
          path
              + ": expected a model file of version "
              + FORMAT
              + ", got "
              + file.metadata().get(VERSION)
              + ". Open it with the version of Hebb that wrote it.");
    }
    Map<String, String> notes = new TreeMap<>();
    file.metadata()
        .forEach(
            (key, value) -> {
              if (key.startsWith(NOTE)) {
                notes.put(key.substring(NOTE.length()), value);
              }
            });
    try {
      return new Model(GraphJson.read(json), file.weights(), notes);
    } catch (RuntimeException broken) {
      throw new FormatException(
          path
              + ": its graph cannot be read ("
              + broken.getMessage()
              + "). It was written by another version of Hebb.",
          broken);
    }
  }
}
