package dev.hebb.graph;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Fills a network with weights that another library trained, from a file that lies on this machine:
 * {@code Pretrained.of(network).from(path)}. Nothing is downloaded, ever.
 *
 * <p>Weights are matched by name: the parameter {@code conv1/kernel} is PyTorch's {@code
 * conv1.weight}. What no name matches is matched by role and shape, in order, if there is as much
 * on both sides. A file with more or less than the network has, or with other shapes, is refused,
 * unless {@link #without} or {@link #partial} says otherwise. Of a file in PyTorch's layout the
 * weights of recurrent layers are never matched: their gates lie in other orders.
 *
 * @param renames applied to the names in the file, one after the other
 * @param left beginnings of names, in PyTorch's spelling, that are left out on both sides
 * @param lenient whether what does not match is passed over
 * @param seed of what the file does not have
 */
public record Pretrained(
    Graph graph, List<Rename> renames, List<String> left, boolean lenient, long seed) {
  public Pretrained {
    renames = List.copyOf(renames);
    left = List.copyOf(left);
  }

  /** A regular expression and what is put in place of each part that it finds. */
  public record Rename(String found, String replacement) {}

  /** Strict, with the names of PyTorch's modules. */
  public static Pretrained of(GraphSource source) {
    // What a network bears that was trained on several devices.
    List<Rename> usual = List.of(new Rename("^module\\.", ""));
    return new Pretrained(source.graph(), usual, List.of(), false, 0);
  }

  /** With names in the file changed: each part that the regular expression finds is replaced. */
  public Pretrained rename(String found, String replacement) {
    List<Rename> more = new ArrayList<>(renames);
    more.add(new Rename(found, replacement));
    return new Pretrained(graph, more, left, lenient, seed);
  }

  /**
   * Without the layers whose names begin so, such as {@code classifier}: the network's are drawn
   * anew, the file's are not read.
   */
  public Pretrained without(String... layers) {
    List<String> more = new ArrayList<>(left);
    more.addAll(Arrays.asList(layers));
    return new Pretrained(graph, renames, more, lenient, seed);
  }

  /** Whatever matches; the rest is drawn anew. {@link #match} tells what did not. */
  public Pretrained partial() {
    return new Pretrained(graph, renames, left, true, seed);
  }

  /** With this seed for what is drawn anew. */
  public Pretrained seed(long other) {
    return new Pretrained(graph, renames, left, lenient, other);
  }

  /** What would be taken from where; refuses nothing. */
  public Matching match(WeightsFile file) {
    return new Matcher(this, file).match();
  }

  /**
   * The network with the weights of a safetensors file.
   *
   * @throws FormatException when the file is not one, or of another network
   */
  public Model from(Path safetensors) {
    return from(WeightsFile.read(safetensors));
  }

  /**
   * The network with the weights of a file.
   *
   * @throws FormatException when the file is of another network
   */
  public Model from(WeightsFile file) {
    Matching matching = match(file);
    if (!lenient) {
      matching.requireWhole();
    }
    Weights drawn =
        matching.matches().size() == graph.params().size()
            ? new Weights(Map.of())
            : Weights.initial(graph, seed);
    Map<String, Tensor> filled = new LinkedHashMap<>();
    Map<String, Tensor> found = matching.tensors();
    for (Param param : graph.params()) {
      Tensor tensor = found.get(param.name());
      filled.put(param.name(), tensor == null ? drawn.get(param.name()) : tensor);
    }
    return new Model(graph, new Weights(filled), Map.of("weights.from", file.name()));
  }
}
