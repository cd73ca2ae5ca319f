package dev.hebb.graph;

import java.util.SplittableRandom;

/**
 * Where random numbers come from: a user's number, from which each use takes a stream of its own.
 * Streams of neighbouring numbers have nothing in common.
 */
public record Seed(long value) {
  // SplitMix64's increment and finisher (Steele, Lea and Flood 2014).
  private static final long GAMMA = 0x9E3779B97F4A7C15L;

  /** A seed for one use of many, such as an epoch or a step. */
  public Seed of(long use) {
    return new Seed(mixed(mixed(value + GAMMA) + use));
  }

  /** A seed for a use that has a name. */
  public Seed of(String use) {
    long hash = 0xcbf29ce484222325L; // FNV-1a
    for (int i = 0; i < use.length(); i++) {
      hash = (hash ^ use.charAt(i)) * 0x100000001b3L;
    }
    return of(hash);
  }

  /** The stream. */
  public SplittableRandom random() {
    return new SplittableRandom(value);
  }

  private static long mixed(long number) {
    long z = (number ^ (number >>> 30)) * 0xBF58476D1CE4E5B9L;
    z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
    return z ^ (z >>> 31);
  }
}
