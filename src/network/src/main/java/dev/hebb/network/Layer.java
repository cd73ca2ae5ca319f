package dev.hebb.network;

/**
 * A layer that turns one rank into another. A user's own layer is a record that implements this (or
 * {@link SameRank}); it trains and exports with no change anywhere else.
 */
public interface Layer<I extends Rank, O extends Rank> extends Lowering {}
