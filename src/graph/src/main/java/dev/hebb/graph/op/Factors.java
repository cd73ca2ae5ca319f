package dev.hebb.graph.op;

import dev.hebb.graph.Size;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

/**
 * A product of lengths, taken apart: how many numbers several axes hold.
 *
 * @param number what is known of it
 * @param free what is not
 */
record Factors(long number, List<Size> free) {
  Factors {
    free = List.copyOf(free);
  }

  static Factors of(List<Size> sizes) {
    long number = 1;
    List<Size> free = new ArrayList<>();
    Deque<Size> open = new ArrayDeque<>(sizes);
    while (!open.isEmpty()) {
      Size size = open.pop();
      if (size instanceof Size.Fixed fixed) {
        number = Math.multiplyExact(number, fixed.value());
      } else if (size instanceof Size.Product product) {
        open.push(product.b());
        open.push(product.a());
      } else if (size instanceof Size.Derived scaled && scaled.offset() == 0 && whole(scaled)) {
        number = Math.multiplyExact(number, scaled.factor());
        open.push(scaled.of());
      } else {
        free.add(size);
      }
    }
    return new Factors(number, free);
  }

  private static boolean whole(Size.Derived scaled) {
    return scaled.divisor() == 1 && scaled.factor() > 0;
  }

  /** What is left, if it is a length. */
  Optional<Factors> dividedBy(Factors other) {
    List<Size> left = new ArrayList<>(free);
    boolean all = other.free.stream().allMatch(left::remove);
    return all && other.number != 0 && number % other.number == 0
        ? Optional.of(new Factors(number / other.number, left))
        : Optional.empty();
  }

  /** As a length. */
  Size size() {
    return free.stream()
        .reduce(Size::times)
        .map(all -> all.affine(number, 0, 1))
        .orElse(Size.of(number));
  }
}
