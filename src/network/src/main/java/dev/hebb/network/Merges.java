package dev.hebb.network;

import dev.hebb.network.layer.AdditiveAttention;
import dev.hebb.network.layer.Attention;
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

  /** The largest of several stages, which grew from one input, element by element. */
  public static <I extends Rank, R extends Rank> Stage<I, R> maximum(List<Stage<I, R>> stages) {
    return Stage.merged(stages, Merge.MAXIMUM);
  }

  /** The larger of two stages, which grew from one input, element by element. */
  public static <I extends Rank, R extends Rank> Stage<I, R> maximum(Stage<I, R> a, Stage<I, R> b) {
    return Stage.merged(List.of(a, b), Merge.MAXIMUM);
  }

  /** The smallest of several stages, which grew from one input, element by element. */
  public static <I extends Rank, R extends Rank> Stage<I, R> minimum(List<Stage<I, R>> stages) {
    return Stage.merged(stages, Merge.MINIMUM);
  }

  /** The smaller of two stages, which grew from one input, element by element. */
  public static <I extends Rank, R extends Rank> Stage<I, R> minimum(Stage<I, R> a, Stage<I, R> b) {
    return Stage.merged(List.of(a, b), Merge.MINIMUM);
  }

  /** Stages one behind the other along the last axis, which grew from one input. */
  public static <I extends Rank, R extends Rank> Stage<I, R> concat(Stage<I, R> a, Stage<I, R> b) {
    return Stage.merged(List.of(a, b), new Concatenation(-1));
  }

  /** Stages one behind the other along the last axis, which grew from one input. */
  public static <I extends Rank, R extends Rank> Stage<I, R> concat(List<Stage<I, R>> stages) {
    return Stage.merged(stages, new Concatenation(-1));
  }

  /** Stages one behind the other along an axis, counted from 1 after the batch. */
  public static <I extends Rank, R extends Rank> Stage<I, R> concat(
      int axis, List<Stage<I, R>> stages) {
    return Stage.merged(stages, new Concatenation(axis));
  }

  /**
   * What each query sees of the values, which are their own keys: their mean, weighted by how well
   * each goes with the query. {@code query.then(attention().over(value))} has options.
   */
  public static <I extends Rank, R extends Rank.Features> Stage<I, R> attention(
      Stage<I, R> query, Stage<I, Rank.Sequence> value) {
    return query.then(Attention.of().over(value));
  }

  /** What each query sees of the values, each of which has a key of its own. */
  public static <I extends Rank, R extends Rank.Features> Stage<I, R> attention(
      Stage<I, R> query, Stage<I, Rank.Sequence> value, Stage<I, Rank.Sequence> key) {
    return query.then(Attention.of().over(value, key));
  }

  /** As {@link #attention(Stage, Stage)}, with a learnt sum in place of the product. */
  public static <I extends Rank, R extends Rank.Features> Stage<I, R> additiveAttention(
      Stage<I, R> query, Stage<I, Rank.Sequence> value) {
    return query.then(AdditiveAttention.of().over(value));
  }

  /** As {@link #attention(Stage, Stage, Stage)}, with a learnt sum in place of the product. */
  public static <I extends Rank, R extends Rank.Features> Stage<I, R> additiveAttention(
      Stage<I, R> query, Stage<I, Rank.Sequence> value, Stage<I, Rank.Sequence> key) {
    return query.then(AdditiveAttention.of().over(value, key));
  }

  /** The product of two vectors of one length: one number. */
  public static <I extends Rank> Stage<I, Rank.Vector> dot(
      Stage<I, Rank.Vector> a, Stage<I, Rank.Vector> b) {
    return Stage.merged(List.of(a, b), new Dot(1, 1, false));
  }

  /** The products of two sequences along an axis of each, counted from 1 after the batch. */
  public static <I extends Rank> Stage<I, Rank.Sequence> dot(
      Stage<I, Rank.Sequence> a, Stage<I, Rank.Sequence> b, int axisOfA, int axisOfB) {
    return Stage.merged(List.of(a, b), new Dot(axisOfA, axisOfB, false));
  }

  /** The products of each row of a sequence (or column, along axis 1) with a vector. */
  public static <I extends Rank> Stage<I, Rank.Vector> dot(
      Stage<I, Rank.Sequence> a, Stage<I, Rank.Vector> b, int axisOfA) {
    return Stage.merged(List.of(a, b), new Dot(axisOfA, 1, false));
  }

  /** The cosine of the angle between two vectors of one length: their product as unit vectors. */
  public static <I extends Rank> Stage<I, Rank.Vector> cosine(
      Stage<I, Rank.Vector> a, Stage<I, Rank.Vector> b) {
    return Stage.merged(List.of(a, b), new Dot(1, 1, true));
  }

  /** The cosines between each row of a sequence (or column, along axis 1) and a vector. */
  public static <I extends Rank> Stage<I, Rank.Vector> cosine(
      Stage<I, Rank.Sequence> a, Stage<I, Rank.Vector> b, int axisOfA) {
    return Stage.merged(List.of(a, b), new Dot(axisOfA, 1, true));
  }

  /** The cosines between two sequences along an axis of each, counted from 1 after the batch. */
  public static <I extends Rank> Stage<I, Rank.Sequence> cosine(
      Stage<I, Rank.Sequence> a, Stage<I, Rank.Sequence> b, int axisOfA, int axisOfB) {
    return Stage.merged(List.of(a, b), new Dot(axisOfA, axisOfB, true));
  }
}
