package dev.hebb.cli.file;

import java.util.List;

/**
 * A node as it is told.
 *
 * @param depth how many nodes it lies within, of those that run graphs of their own
 * @param inputs names of the values that it reads
 * @param outputs names of those that it makes
 * @param shapes of its outputs, where the file says them: such as {@code [batch, 20]}
 * @param parameters how many numbers it is the first to read of those that the file holds
 */
public record Step(
    String name,
    String operator,
    int depth,
    List<String> inputs,
    List<String> outputs,
    List<String> shapes,
    long parameters) {
  public Step {
    inputs = List.copyOf(inputs);
    outputs = List.copyOf(outputs);
    shapes = List.copyOf(shapes);
  }
}
