package dev.hebb.serving;

import dev.hebb.runtime.Lease;
import dev.hebb.runtime.Lender;
import dev.hebb.runtime.Output;
import dev.hebb.runtime.Predictor;
import dev.hebb.runtime.PredictorException;
import dev.hebb.runtime.engine.Declared;
import dev.hebb.runtime.engine.Dim;

/**
 * The axis along which calls are put together.
 *
 * @param symbol its name
 * @param step sizes that are bound are multiples of it, as a predictor keeps only some
 */
record BatchAxis(String file, String symbol, int step) {
  private static final int SIZES = 31; // those of a predictor's, but for the one it was opened with

  static BatchAxis of(Lender lender, int size) {
    try (Lease lease = lender.borrow()) {
      Predictor p = lease.predictor();
      String file = p.loaded().file();
      String symbol = symbol(p, file);
      p.bind(symbol, 2);
      for (Output output : p.outputs()) {
        if (output.dims().length == 0 || output.rows() != 2) {
          throw refused(
              "output \"%s\" is %s for 2 calls, not a row for each"
                  .formatted(output.name(), output.shape()),
              file);
        }
      }
      return new BatchAxis(file, symbol, (size + SIZES - 1) / SIZES);
    }
  }

  private static String symbol(Predictor predictor, String file) {
    String symbol = "";
    for (Declared input : predictor.loaded().engine().inputs()) {
      Dim first = input.dims().isEmpty() ? Dim.fixed(1) : input.dims().get(0);
      String shape = predictor.input(input.name()).shape();
      if (first.isFixed()) {
        throw refused("input \"%s\" is %s, a fixed batch".formatted(input.name(), shape), file);
      }
      if (!symbol.isEmpty() && !symbol.equals(first.symbol())) {
        throw refused(
            "input \"%s\" is %s, not a row for each \"%s\"".formatted(input.name(), shape, symbol),
            file);
      }
      symbol = first.symbol();
    }
    return symbol;
  }

  private static PredictorException refused(String what, String file) {
    return new PredictorException(
        file,
        "%s: its calls cannot be gathered. Export it with a symbolic batch dimension, or use Predictors."
            .formatted(what));
  }

  /** The size to bind for so many calls. */
  int size(int calls) {
    return (calls + step - 1) / step * step;
  }
}
