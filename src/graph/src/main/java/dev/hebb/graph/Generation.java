package dev.hebb.graph;

import dev.hebb.graph.op.Generate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * How a network that was trained to say the next token writes whole rows: fed a start mark, then
 * what it said itself, the likeliest token each time, until it says the end mark.
 *
 * @param start the token that is fed first
 * @param end the token that ends a row
 * @param over the time axis of the tokens; empty for the only one
 * @param most how many tokens a row has at most
 */
public record Generation(long start, long end, Optional<String> over, int most) {
  /** Of at most 50 tokens, over the only time axis. */
  public static Generation greedy(long start, long end) {
    return new Generation(start, end, Optional.empty(), 50);
  }

  /** Over this time axis, where the network has several. */
  public Generation over(String symbol) {
    return new Generation(start, end, Optional.of(symbol), most);
  }

  /** With at most so many tokens. */
  public Generation most(int tokens) {
    return new Generation(start, end, over, tokens);
  }

  /**
   * The network as one that is fed all but the tokens, and puts them out: {@code tokens [batch,
   * most]}, whole numbers, zeros from the end mark on, which is left out.
   *
   * @throws DeclarationException when it has no streaming twin (see {@link Streaming}), or is not
   *     fed one row of tokens and puts out their scores
   */
  public Graph of(Graph network) {
    Streaming twin = over.isPresent() ? Streaming.of(network, over.get()) : Streaming.of(network);
    Port token = only(network, twin);
    Graph begin =
        twin.begin()
            .orElseThrow(
                () ->
                    refused(
                        network,
                        "expected something that it begins with, such as what an encoder reads, got tokens only",
                        "Run its streaming twin token by token"));
    GraphBuilder whole = GraphBuilder.of(begin);
    Scope scope = new Scope(whole, "generate");
    List<Value> operands = new ArrayList<>(List.of(whole.inputs().get(0).value()));
    List<Boolean> given = new ArrayList<>();
    for (Streaming.State state : twin.states()) {
      given.add(!state.first().isEmpty());
      begin.outputs().stream()
          .filter(port -> port.name().equals(state.first()))
          .forEach(port -> operands.add(whole.value(port.value().name())));
    }
    LoopBody body = body(twin, token, scope);
    operands.addAll(body.beside());
    try {
      Generate generate = new Generate(body.graph(), given, start, end, most);
      Value tokens = scope.op(generate, operands.toArray(Value[]::new));
      return whole.build(List.of(new Port("tokens", tokens, "")));
    } catch (DeclarationException misfit) {
      throw misfit.at(network.name() + ": cannot generate");
    }
  }

  private static Port only(Graph network, Streaming twin) {
    List<Port> ticks =
        twin.step().inputs().stream()
            .filter(port -> twin.ticks().stream().anyMatch(t -> t.port().equals(port.name())))
            .toList();
    if (ticks.size() != 1 || ticks.get(0).value().type() != DataType.INT64) {
      throw refused(
          network,
          "expected one input of tokens over \"%s\", got %s"
              .formatted(twin.over(), ticks.stream().map(Port::value).toList()),
          "Feed it the tokens alone over that axis");
    }
    if (twin.outputs().size() != 1) {
      throw refused(
          network,
          "expected one output, the scores of the next token, got %s"
              .formatted(twin.outputs().stream().map(Streaming.Ticking::port).toList()),
          "Build it with that output alone");
    }
    return ticks.get(0);
  }

  private static DeclarationException refused(Graph network, String what, String remedy) {
    return new DeclarationException(
        "%s: cannot generate: %s. %s.".formatted(network.name(), what, remedy));
  }

  // States come first, then the token; what is computed once is read from outside.
  private static LoopBody body(Streaming twin, Port token, Scope scope) {
    Graph step = twin.step();
    Set<String> states =
        twin.states().stream().map(Streaming.State::input).collect(Collectors.toSet());
    List<Port> fed = new ArrayList<>();
    List<Port> made = new ArrayList<>();
    for (Streaming.State state : twin.states()) {
      fed.add(port(step.inputs(), state.input()));
      made.add(port(step.outputs(), state.output()));
    }
    fed.add(token);
    made.add(port(step.outputs(), twin.outputs().get(0).port()));
    List<Value> beside = new ArrayList<>();
    for (Port port : step.inputs()) {
      if (!states.contains(port.name()) && !port.equals(token)) {
        Value known = scope.graph().value(port.value().name());
        beside.add(
            known != null
                ? known
                : scope
                    .graph()
                    .input(port.name(), port.value().shape(), port.value().type(), port.unit()));
      }
    }
    Graph loop =
        new Graph(step.name(), step.inputs(), step.params(), step.nodes(), made, List.of());
    return LoopBody.of(loop, scope.prefix(), fed, beside, scope);
  }

  private static Port port(List<Port> ports, String name) {
    return ports.stream().filter(port -> port.name().equals(name)).findFirst().orElseThrow();
  }
}
