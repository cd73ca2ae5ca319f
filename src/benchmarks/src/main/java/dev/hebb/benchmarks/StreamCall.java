package dev.hebb.benchmarks;

import dev.hebb.stream.Stream;
import dev.hebb.stream.Streams;
import java.util.ArrayList;
import java.util.List;

/** Hebb's streams, in turns: each call feeds one of them the next number of the row. */
final class StreamCall implements Call {
  private final Streams streams;
  private final List<Stream> all = new ArrayList<>();
  private int calls;

  StreamCall(Streams streams, int count) {
    this.streams = streams;
    for (int i = 0; i < count; i++) {
      all.add(streams.open());
    }
  }

  @Override
  public float predict(float[] row) {
    int turn = calls / all.size();
    Stream stream = all.get(calls++ % all.size());
    stream.input().set(0, row[turn % row.length]);
    stream.step();
    return stream.output().get(0);
  }

  /** What is said after a whole row, by a stream that saw nothing before. */
  float window(float[] row) {
    try (Stream stream = streams.open()) {
      for (float tick : row) {
        stream.input().set(0, tick);
        stream.step();
      }
      return stream.output().get(0);
    }
  }

  @Override
  public void close() {
    streams.close();
  }
}
