package dev.hebb.serving;

import dev.hebb.runtime.Input;
import dev.hebb.runtime.Output;
import dev.hebb.runtime.Predictor;
import dev.hebb.runtime.PredictorException;
import java.util.List;

/** Rows of inputs and outputs as arrays, whatever they hold. */
final class Rows implements Exchange<Answer> {
  private final Object[] values;

  Rows(Object[] values) {
    this.values = values;
  }

  @Override
  public void write(Predictor predictor, int row) {
    List<Input> inputs = predictor.inputs();
    if (inputs.size() != values.length) {
      throw new PredictorException(
          predictor.loaded().file(),
          "expected a row for each of %s, got %s. Give one for each, in that order."
              .formatted(
                  inputs.stream().map(input -> '"' + input.name() + '"').toList(), values.length));
    }
    for (int i = 0; i < values.length; i++) {
      put(inputs.get(i), row, values[i]);
    }
  }

  @Override
  public Answer read(Predictor predictor, int row, String version) {
    return Answer.of(predictor, row, version);
  }

  static void put(Input input, int row, Object values) {
    if (values instanceof float[] floats) {
      input.put(row, floats);
    } else if (values instanceof double[] doubles) {
      input.put(row, doubles);
    } else if (values instanceof long[] longs) {
      input.put(row, longs);
    } else if (values instanceof int[] ints) {
      input.put(row, ints);
    } else if (values instanceof short[] shorts) {
      input.put(row, shorts);
    } else if (values instanceof byte[] bytes) {
      input.put(row, bytes);
    } else if (values instanceof boolean[] booleans) {
      input.put(row, booleans);
    } else if (values instanceof String[] strings) {
      input.put(row, strings);
    } else {
      throw input.error(
          "takes a row as %s[], got %s. Give it as such an array."
              .formatted(input.type().javaName(), values.getClass().getSimpleName()));
    }
  }

  static Object get(Output output, int row) {
    int length = output.rowLength();
    return switch (output.type()) {
      case FLOAT32, FLOAT16, BFLOAT16 -> {
        float[] into = new float[length];
        output.get(row, into);
        yield into;
      }
      case FLOAT64 -> {
        double[] into = new double[length];
        output.get(row, into);
        yield into;
      }
      case INT64 -> {
        long[] into = new long[length];
        output.get(row, into);
        yield into;
      }
      case INT32 -> {
        int[] into = new int[length];
        output.get(row, into);
        yield into;
      }
      case INT16 -> {
        short[] into = new short[length];
        output.get(row, into);
        yield into;
      }
      case INT8, UINT8 -> {
        byte[] into = new byte[length];
        output.get(row, into);
        yield into;
      }
      case BOOL -> {
        boolean[] into = new boolean[length];
        output.get(row, into);
        yield into;
      }
      case STRING -> {
        String[] into = new String[length];
        output.get(row, into);
        yield into;
      }
    };
  }
}
