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
 * @param border whether data enters or leaves there
 */
public record Box(
    String name, String title, String text, List<String> inputs, String output, boolean border) {
  public Box {
    inputs = List.copyOf(inputs);
  }

  /** What comes out of another box, titled by its name. */
  public static Box output(String name, String text, String from) {
    return new Box(name + " out", name, text, List.of(from), "", true);
  }

  /** What is fed, titled by its name. */
  public static Box input(String name, String text, String output) {
    return new Box(name, name, text, List.of(), output, true);
  }
}
