package dev.hebb.graph;

import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/** How long an axis is: a number, a symbol bound when data arrives, or arithmetic on a symbol. */
public sealed interface Size {

  /** A length known at declaration. */
  record Fixed(long value) implements Size {
    public Fixed {
      if (value < 0) {
        throw new IllegalArgumentException("a size is not negative: " + value);
      }
    }

    @Override
    public String toString() {
      return Long.toString(value);
    }
  }

  /**
   * A length known when data arrives, such as {@code batch} or {@code time}.
   *
   * @param lengths where rows are padded at their end up to this length, the value that says how
   *     long each row is: whole numbers {@code [batch]}; else empty
   */
  record Symbol(String name, String lengths) implements Size {
    /** No row is padded. */
    public Symbol(String name) {
      this(name, "");
    }

    /** {@code time}, or where rows are padded {@code time(lengths)}, by what says how long. */
    @Override
    public String toString() {
      int node = lengths.lastIndexOf('/');
      return lengths.isEmpty()
          ? name
          : name + "(" + (node < 0 ? lengths : lengths.substring(0, node)) + ")";
    }
  }

  /** {@code floor((of * factor + offset) / divisor)}: what a convolution makes of a free axis. */
  record Derived(Size of, long factor, long offset, long divisor) implements Size {
    @Override
    public String toString() {
      String product = factor == 1 ? of.toString() : of + "*" + factor;
      String sum =
          offset == 0 ? product : product + (offset < 0 ? " - " : " + ") + Math.abs(offset);
      if (divisor == 1) {
        return sum;
      }
      return offset == 0
          ? "floor(" + sum + "/" + divisor + ")"
          : "floor((" + sum + ")/" + divisor + ")";
    }
  }

  /** {@code a * b}: two axes in one. */
  record Product(Size a, Size b) implements Size {
    @Override
    public String toString() {
      return a + "*" + b;
    }
  }

  /** A fixed length. */
  static Size of(long value) {
    return new Fixed(value);
  }

  /** A length bound later, by name. */
  static Size symbol(String name) {
    return new Symbol(name);
  }

  /** This many times {@code other}, folded where one is fixed. */
  default Size times(Size other) {
    if (this instanceof Fixed fixed) {
      return other.affine(fixed.value, 0, 1);
    }
    return other instanceof Fixed fixed ? affine(fixed.value, 0, 1) : new Product(this, other);
  }

  /** {@code floor((this * factor + offset) / divisor)}, folded where this size is fixed. */
  default Size affine(long factor, long offset, long divisor) {
    if (this instanceof Fixed fixed) {
      return new Fixed(Math.floorDiv(fixed.value * factor + offset, divisor));
    }
    // floor((floor(a/d) + o)/e) = floor((a + o·d)/(d·e)): one step, so that equal lengths are
    // equal.
    if (this instanceof Derived inner && (factor == 1 || inner.divisor == 1)) {
      return inner.of.affineOnce(
          inner.factor * factor,
          inner.offset * factor + offset * inner.divisor,
          inner.divisor * divisor);
    }
    return affineOnce(factor, offset, divisor);
  }

  private Size affineOnce(long factor, long offset, long divisor) {
    return factor == 1 && offset == 0 && divisor == 1
        ? this
        : new Derived(this, factor, offset, divisor);
  }

  /** Where rows are padded, the length that this one is or follows from. */
  default Optional<Symbol> ragged() {
    if (this instanceof Derived derived) {
      return derived.of.ragged();
    } else if (this instanceof Product product) {
      return product.a.ragged().or(product.b::ragged);
    }
    return this instanceof Symbol symbol && !symbol.lengths.isEmpty()
        ? Optional.of(symbol)
        : Optional.empty();
  }

  /** The value that says how long each row is, where rows are padded. */
  default Optional<String> rowLengths() {
    return ragged().map(Symbol::lengths);
  }

  /** The same length of rows that are padded, where that value says how long each is. */
  default Size padded(String lengths) {
    if (this instanceof Derived derived) {
      return new Derived(
          derived.of.padded(lengths), derived.factor, derived.offset, derived.divisor);
    }
    return this instanceof Symbol symbol ? new Symbol(symbol.name, lengths) : this;
  }

  /** The same length, with nothing said about padding. */
  default Size unpadded() {
    if (this instanceof Derived derived) {
      return new Derived(derived.of.unpadded(), derived.factor, derived.offset, derived.divisor);
    } else if (this instanceof Product product) {
      return new Product(product.a.unpadded(), product.b.unpadded());
    }
    return this instanceof Symbol symbol ? new Symbol(symbol.name) : this;
  }

  /** The number, where it is known at declaration. */
  default OptionalLong fixed() {
    return this instanceof Fixed fixed ? OptionalLong.of(fixed.value) : OptionalLong.empty();
  }

  /**
   * The length once the symbols are bound.
   *
   * @throws IllegalArgumentException when a symbol has no binding
   */
  default long at(Map<String, Long> bindings) {
    if (this instanceof Fixed fixed) {
      return fixed.value;
    }
    if (this instanceof Derived derived) {
      return Math.floorDiv(
          derived.of.at(bindings) * derived.factor + derived.offset, derived.divisor);
    }
    if (this instanceof Product product) {
      return product.a.at(bindings) * product.b.at(bindings);
    }
    Long bound = bindings.get(((Symbol) this).name);
    if (bound == null) {
      throw new IllegalArgumentException(
          "dimension \"" + this + "\" is not bound; bound are " + bindings.keySet());
    }
    return bound;
  }
}
