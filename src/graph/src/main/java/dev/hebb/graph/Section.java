package dev.hebb.graph;

import java.util.List;

/**
 * What one layer became: a line of the summary, a box of the picture. Means nothing to a backend.
 *
 * @param kind the layer's Keras name, such as {@code lstm}
 * @param declaration what the user wrote, such as {@code lstm(20).returnSequences()}
 * @param inputs names of the sections or graph inputs that feed it
 * @param output the shape it puts out
 * @param params names of its parameters
 */
public record Section(
    String name,
    String kind,
    String declaration,
    List<String> inputs,
    Shape output,
    List<String> params) {
  public Section {
    inputs = List.copyOf(inputs);
    params = List.copyOf(params);
  }
}
