package dev.hebb.network;

/** A layer that takes any rank within {@code R} and puts out the one it got. */
public interface SameRank<R extends Rank> extends Lowering {}
