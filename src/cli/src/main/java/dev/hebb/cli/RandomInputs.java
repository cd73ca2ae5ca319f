package dev.hebb.cli;

import dev.hebb.onnx.compare.Range;
import dev.hebb.runtime.Element;
import dev.hebb.runtime.Input;
import dev.hebb.runtime.Predictor;
import dev.hebb.runtime.engine.Metadata;
import java.util.SplittableRandom;

/** Fills inputs with numbers such as the file says that it takes. */
final class RandomInputs {
  private static final int BYTE = 256;

  private RandomInputs() {}

  static void fill(Predictor predictor, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    Metadata metadata = predictor.loaded().metadata();
    for (Input input : predictor.inputs()) {
      String rows = metadata.lengthsOf(input.name());
      for (int i = 0; i < input.length(); i++) {
        if (rows.isEmpty()) {
          set(input, i, metadata, random);
        } else {
          whole(input, i, predictor.input(rows).dims()[1]);
        }
      }
    }
  }

  private static void set(Input input, int i, Metadata metadata, SplittableRandom random) {
    Element type = input.type();
    if (type == Element.STRING) {
      input.setString(i, "");
    } else if (type == Element.BOOL) {
      input.setBoolean(i, random.nextBoolean());
    } else if (type == Element.FLOAT64) {
      input.setDouble(i, real(input, metadata, random));
    } else if (type == Element.FLOAT32 || type.isHalf()) {
      input.set(i, (float) real(input, metadata, random));
    } else if (type == Element.UINT8) {
      input.setByte(i, (byte) random.nextInt(BYTE));
    } else {
      // A zero may mean that a row is over.
      long limit = metadata.limit(input.name());
      long most = limit == Long.MAX_VALUE ? 2 : limit;
      whole(input, i, most > 1 ? random.nextLong(1, most) : 0);
    }
  }

  private static void whole(Input input, int i, long value) {
    switch (input.type()) {
      case INT64 -> input.setLong(i, value);
      case INT32 -> input.setInt(i, (int) value);
      case INT16 -> input.setShort(i, (short) value);
      default -> input.setByte(i, (byte) value);
    }
  }

  private static double real(Input input, Metadata metadata, SplittableRandom random) {
    return Range.of(metadata.note("range", input.name())).draw(random);
  }
}
