package dev.hebb.network;

import java.util.List;

/** The part of {@link Layers} that makes one stage of several. */
class Merges extends Inputs {
  /** The sum of several stages, which grew from one input, element by element. */
  public static <I extends Rank, R extends Rank> Stage<I, R> add(Stage<I, R> a, Stage<I, R> b) {
    return Stage.merged(List.of(a, b), Merge.ADD);
  }

  /** The sum of several stages, which grew from one input, element by element. */
  public static <I extends Rank, R extends Rank> Stage<I, R> add(List<Stage<I, R>> stages) {
    return Stage.merged(stages, Merge.ADD);
  }

  /** The first stage less the second, which grew from one input, element by element. */
  public static <I extends Rank, R extends Rank> Stage<I, R> subtract(
      Stage<I, R> a, Stage<I, R> b) {
    return Stage.merged(List.of(a, b), Merge.SUBTRACT);
  }

  /** The product of several stages, which grew from one input, element by element. */
  public static <I extends Rank, R extends Rank> Stage<I, R> multiply(
      Stage<I, R> a, Stage<I, R> b) {
    return Stage.merged(List.of(a, b), Merge.MULTIPLY);
  }

  /** The product of several stages, which grew from one input, element by element. */
  public static <I extends Rank, R extends Rank> Stage<I, R> multiply(List<Stage<I, R>> stages) {
    return Stage.merged(stages, Merge.MULTIPLY);
  }

  /** The mean of several stages, which grew from one input, element by element. */
  public static <I extends Rank, R extends Rank> Stage<I, R> average(Stage<I, R> a, Stage<I, R> b) {
    return Stage.merged(List.of(a, b), Merge.AVERAGE);
  }

  /** The mean of several stages, which grew from one input, element by element. */
  public static <I extends Rank, R extends Rank> Stage<I, R> average(List<Stage<I, R>> stages) {
    return Stage.merged(stages, Merge.AVERAGE);
  }

  /** The larger of two stages, which grew from one input, element by element. */
  public static <I extends Rank, R extends Rank> Stage<I, R> maximum(Stage<I, R> a, Stage<I, R> b) {
    return Stage.merged(List.of(a, b), Merge.MAXIMUM);
  }

  /** The smaller of two stages, which grew from one input, element by element. */
  public static <I extends Rank, R extends Rank> Stage<I, R> minimum(Stage<I, R> a, Stage<I, R> b) {
    return Stage.merged(List.of(a, b), Merge.MINIMUM);
  }

  /** Stages one behind the other along the last axis, which grew from one input. */
  public static <I extends Rank, R extends Rank> Stage<I, R> concat(Stage<I, R> a, Stage<I, R> b) {
    return Stage.merged(List.of(a, b), Merge.CONCATENATE);
  }

  /** Stages one behind the other along the last axis, which grew from one input. */
  public static <I extends Rank, R extends Rank> Stage<I, R> concat(List<Stage<I, R>> stages) {
    return Stage.merged(stages, Merge.CONCATENATE);
  }
}
