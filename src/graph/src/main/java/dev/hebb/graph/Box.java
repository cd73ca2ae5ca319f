package dev.hebb.graph;

import java.util.List;

/**
 * A box of a picture.
 *
 * @param name by which others say that it feeds them
 * @param title its first line
 * @param text its second
 * @param inputs names of the boxes that feed it
 * @param output the shape it puts out, beside its arrow
 * @param fed whether it is fed from outside
 */
public record Box(
    String name, String title, String text, List<String> inputs, String output, boolean fed) {
  public Box {
    inputs = List.copyOf(inputs);
  }

  /** What is fed, titled by its name. */
  public static Box input(String name, String text, String output) {
    return new Box(name, name, text, List.of(), output, true);
  }
}
