package dev.hebb.network;

import dev.hebb.graph.Scope;
import dev.hebb.graph.Value;
import dev.hebb.graph.WeightOptions;
import dev.hebb.network.layer.Rnn;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * A recurrent layer of a cell that reads other stages at every step, and so stands on all of them:
 * {@code rnn(cell).on(decoded, List.of(encoded))}.
 *
 * <p>{@code [batch, time, features] -> [batch, units]}; all steps with {@code returnSequences()}.
 */
public record ContextRnn<O extends Rank>(Rnn<O> layer, List<WeightOptions> options) {
  public ContextRnn {
    options = List.copyOf(options);
  }

  /** Puts out every step, not only the last. */
  public ContextRnn<Rank.Sequence> returnSequences() {
    return new ContextRnn<>(layer.returnSequences(), options);
  }

  /** Reads the last step first. */
  public ContextRnn<O> goBackwards() {
    return new ContextRnn<>(layer.goBackwards(), options);
  }

  /** The layer's last states beside its output. */
  public WithState<O> returnState() {
    return new WithState<>(this);
  }

  /** This layer, with something said about its weights: first numbers, prices, rules. */
  public ContextRnn<O> with(WeightOptions... more) {
    return new ContextRnn<>(layer, Stream.concat(options.stream(), Stream.of(more)).toList());
  }

  /** Reads that sequence step by step, and the contexts whole. */
  public <I extends Rank> Stage<I, O> on(
      Stage<I, Rank.Sequence> sequence, List<? extends Stage<I, ?>> contexts) {
    return on(sequence, List.of(), contexts);
  }

  /** The same, begun with these states, which are as many and as large as the cell's. */
  public <I extends Rank> Stage<I, O> on(
      Stage<I, Rank.Sequence> sequence,
      List<? extends Stage<I, Rank.Vector>> states,
      List<? extends Stage<I, ?>> contexts) {
    return Stage.merged(all(sequence, states, contexts), reading("", states.size()));
  }

  private Lowering reading(String said, int states) {
    Lowering reading = new Reading(this, said, states);
    return options.isEmpty() ? reading : new Configured.OfJoining(reading, options);
  }

  private static <I extends Rank> List<Stage<I, ?>> all(
      Stage<I, Rank.Sequence> sequence,
      List<? extends Stage<I, Rank.Vector>> states,
      List<? extends Stage<I, ?>> contexts) {
    List<Stage<I, ?>> all = new ArrayList<>(List.of(sequence));
    all.addAll(states);
    all.addAll(contexts);
    return all;
  }

  /** A layer of this kind that returns its last states beside its output. */
  public record WithState<O extends Rank>(ContextRnn<O> rnn) {
    /** Reads that sequence step by step, and the contexts whole. */
    public <I extends Rank> Recurred<I, O> on(
        Stage<I, Rank.Sequence> sequence, List<? extends Stage<I, ?>> contexts) {
      return on(sequence, List.of(), contexts);
    }

    /** The same, begun with these states, which are as many and as large as the cell's. */
    public <I extends Rank> Recurred<I, O> on(
        Stage<I, Rank.Sequence> sequence,
        List<? extends Stage<I, Rank.Vector>> states,
        List<? extends Stage<I, ?>> contexts) {
      return Stage.mergedWithStates(
          all(sequence, states, contexts), rnn.reading(".returnState()", states.size()));
    }
  }

  private record Reading(ContextRnn<?> rnn, String said, int states) implements Joining {
    @Override
    public String kind() {
      return rnn.layer.kind();
    }

    @Override
    public String declaration() {
      return Configured.said(rnn.layer.declaration() + said, rnn.options) + ".on(...)";
    }

    @Override
    public Value lower(List<Value> inputs, Scope scope) {
      return lowerAll(inputs, scope).get(0);
    }

    @Override
    public List<Value> lowerAll(List<Value> inputs, Scope scope) {
      return rnn.layer.lowerAll(
          inputs.get(0),
          inputs.subList(1, 1 + states),
          inputs.subList(1 + states, inputs.size()),
          scope);
    }
  }
}
