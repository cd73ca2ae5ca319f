package dev.hebb.text;

import dev.hebb.runtime.Input;
import dev.hebb.runtime.Output;
import dev.hebb.runtime.Predictor;
import dev.hebb.stream.Stream;
import java.nio.FloatBuffer;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * Both files of a decoder, bound to the lengths of what is fed and to the rows that are followed.
 * States stay in memory that ONNX Runtime reads and writes in place.
 */
final class DecoderRun implements NextToken, AutoCloseable {
  private final Predictor begin;
  private final Stream stream;
  private final Input token;
  private final Scores scores;
  private final FloatBuffer said;
  private final double[][] logarithms;
  private boolean first;

  DecoderRun(Predictor begin, Stream stream, Input token, Scores scores) {
    this.begin = begin;
    this.stream = stream;
    this.token = token;
    this.scores = scores;
    Output output = stream.output();
    this.said = output.floats();
    this.logarithms = new double[output.rows()][output.rowLength()];
  }

  /** Computes what is computed once. */
  void begin(Map<String, Fed> fed) {
    for (Input input : begin.inputs()) {
      if (fed.containsKey(input.name())) {
        fed.get(input.name()).put(input);
      }
    }
    begin.run();
    stream.begin(begin);
    first = true;
  }

  @Override
  public double[][] after(int[] from, long[] tokens) {
    boolean inPlace = IntStream.range(0, from.length).allMatch(row -> from[row] == row);
    if (!first && !inPlace) {
      stream.select(from);
    }
    first = false;
    token.put(tokens);
    stream.step();
    for (int row = 0; row < logarithms.length; row++) {
      for (int i = 0; i < logarithms[row].length; i++) {
        logarithms[row][i] = said.get(row * logarithms[row].length + i);
      }
      scores.toLogarithms(logarithms[row]);
    }
    return logarithms;
  }

  @Override
  public void close() {
    stream.close();
    begin.close();
  }
}
