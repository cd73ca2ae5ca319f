package dev.hebb.network;

/**
 * What comes out of an attention layer that returns its scores.
 *
 * @param scores how much of each value each query took, which is 1 in all: {@code [batch, queries,
 *     values]}, or {@code [batch, heads, queries, values]}; without the axis of queries where the
 *     query is a vector. As an output it is named {@code <layer>_scores}
 */
public record Attended<I extends Rank, R extends Rank>(Stage<I, R> output, Stage<I, Rank> scores) {}
