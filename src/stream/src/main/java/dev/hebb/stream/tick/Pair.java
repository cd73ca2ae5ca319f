package dev.hebb.stream.tick;

import java.util.Locale;
import java.util.Optional;

/** What is done with two numbers. */
enum Pair {
  ADD {
    @Override
    float of(float a, float b) {
      return a + b;
    }
  },
  SUB {
    @Override
    float of(float a, float b) {
      return a - b;
    }
  },
  MUL {
    @Override
    float of(float a, float b) {
      return a * b;
    }
  },
  DIV {
    @Override
    float of(float a, float b) {
      return a / b;
    }
  },
  MAX {
    @Override
    float of(float a, float b) {
      return Math.max(a, b);
    }
  },
  MIN {
    @Override
    float of(float a, float b) {
      return Math.min(a, b);
    }
  };

  abstract float of(float a, float b);

  /** That of an ONNX operator. */
  static Optional<Pair> named(String operator) {
    for (Pair pair : values()) {
      if (pair.name().equals(operator.toUpperCase(Locale.ROOT))) {
        return Optional.of(pair);
      }
    }
    return Optional.empty();
  }
}
