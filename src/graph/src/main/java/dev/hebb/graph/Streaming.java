package dev.hebb.graph;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/**
 * The streaming twin of a network: fed one tick, which is one step of its time axis, it gives the
 * outputs of that tick, and hands on what it has to remember. After N ticks it has put out what the
 * network puts out for a window of N steps; an output without that axis is the one of the window so
 * far.
 *
 * <p>A network has one if no step depends on a later one.
 *
 * @param over the axis that ticks, such as {@code time}
 * @param window the network as the twin is held against: in prediction, no row padded along that
 *     axis, since every tick counts
 * @param begin what does not depend on the ticks and is computed once, such as an encoder; empty
 *     where all states begin at zero
 * @param step one tick: the axis has length 1; the other inputs are states, contexts, and what the
 *     network is fed besides
 * @param ticks the inputs of {@code step} that are new at every tick
 * @param outputs those of {@code step} but for states
 * @param states what {@code step} hands on
 * @param contexts inputs of {@code step} that are outputs of {@code begin} of the same name
 */
public record Streaming(
    String over,
    Graph window,
    Optional<Graph> begin,
    Graph step,
    List<Ticking> ticks,
    List<Ticking> outputs,
    List<State> states,
    List<String> contexts) {
  public Streaming {
    ticks = List.copyOf(ticks);
    outputs = List.copyOf(outputs);
    states = List.copyOf(states);
    contexts = List.copyOf(contexts);
  }

  /**
   * An input or output of the network that changes with the ticks.
   *
   * @param axis the one that ticks; empty if it is one value for all ticks so far
   */
  public record Ticking(String port, OptionalInt axis) {}

  /**
   * What one tick leaves to the next.
   *
   * @param input of {@code step}
   * @param output of {@code step}, the next tick's input
   * @param first output of {@code begin} that the first tick is fed; empty for zeros
   */
  public record State(String input, String output, String first) {}

  /**
   * The twin over the only time axis there is.
   *
   * @throws DeclarationException as {@link #of(Graph, String)}, or when there are several
   */
  public static Streaming of(Graph graph) {
    Set<String> axes = axes(graph);
    if (axes.size() != 1) {
      throw new DeclarationException(
          "%s: cannot be streamed: expected one time axis, got %s. %s"
              .formatted(
                  graph.name(),
                  axes.isEmpty() ? inputs(graph) : axes,
                  axes.isEmpty()
                      ? "Feed it a sequence."
                      : "Say which: over(\"%s\").".formatted(axes.iterator().next())));
    }
    return of(graph, axes.iterator().next());
  }

  /**
   * The twin over an axis of its inputs, free or fixed.
   *
   * @param over the axis' symbol, or its name where its length is fixed
   * @throws DeclarationException when a layer looks ahead, or makes one thing of all steps: the
   *     layer, the reason and what to change
   */
  public static Streaming of(Graph graph, String over) {
    if (graph.inputs().stream().noneMatch(input -> Tick.of(input.value().shape(), over).steps())) {
      throw new DeclarationException(
          "%s: cannot be streamed over \"%s\": expected a time axis of its inputs, got %s. Choose one of theirs."
              .formatted(graph.name(), over, inputs(graph)));
    }
    return new Step(graph, over).twin();
  }

  private static List<Shape> inputs(Graph graph) {
    return graph.inputs().stream().map(input -> input.value().shape()).toList();
  }

  // Free axes but the batch, and fixed ones called time.
  private static Set<String> axes(Graph graph) {
    Set<String> axes = new LinkedHashSet<>();
    for (Shape shape : inputs(graph)) {
      for (Dim dim : shape.dims()) {
        boolean free = dim.size() instanceof Size.Symbol && !dim.name().equals("batch");
        if (free || dim.name().equals("time")) {
          axes.add(Tick.called(dim));
        }
      }
    }
    return axes;
  }
}
