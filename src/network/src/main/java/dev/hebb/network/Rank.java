package dev.hebb.network;

/**
 * What the axes of a value mean, known to the compiler: a layer that needs another meaning does not
 * compile. Types only; there are no instances.
 */
public sealed interface Rank {
  /** Ends in an axis of features: a {@link Vector} or a {@link Sequence}. */
  sealed interface Features extends Rank {}

  /** {@code [batch, features]}. */
  final class Vector implements Features {
    private Vector() {}
  }

  /** {@code [batch, time, features]}: at every step a vector. */
  final class Sequence extends Timed<Vector> implements Features {
    private Sequence() {}
  }

  /** {@code [batch, height, width, channels]}. */
  final class Image implements Rank {
    private Image() {}
  }

  /** {@code [batch, depth, height, width, channels]}. */
  final class Volume implements Rank {
    private Volume() {}
  }

  /** {@code [batch, time]}: whole numbers, such as words by their place in a vocabulary. */
  final class Tokens implements Rank {
    private Tokens() {}
  }

  /** {@code [batch, time, ...]}: at every step what {@code R} is. */
  @SuppressWarnings("UnusedTypeParameter") // There for the compiler only.
  sealed class Timed<R extends Rank> implements Rank permits Sequence {
    private Timed() {}
  }

  /** Several values at once, as a network with several inputs or outputs has. */
  final class Several implements Rank {
    private Several() {}
  }
}
