package dev.hebb.benchmarks;

import dev.hebb.stream.Stream;
import dev.hebb.stream.Streams;
import java.util.ArrayList;
import java.util.List;

/** Hebb's streams, in turns: each call feeds one of them the next number of the window. */
final class StreamCall implements Call {
  private final Streams streams;
  private final boolean first;
  private final List<Stream> all = new ArrayList<>();
  private int calls;

  StreamCall(Streams streams, int count) {
    this(streams, count, true);
  }

  private StreamCall(Streams streams, int count, boolean first) {
    this.streams = streams;
    this.first = first;
    for (int i = 0; i < count; i++) {
      all.add(streams.open());
    }
  }

  @Override
  public void predict(float[] in, float[] out) {
    int turn = calls / all.size();
    Stream stream = all.get(calls++ % all.size());
    stream.input().set(0, in[turn % in.length]);
    stream.step();
    out[0] = stream.output().get(0);
  }

  /** What is said after a whole window, by a stream that saw nothing before. */
  float window(float[] in) {
    try (Stream stream = streams.open()) {
      for (float tick : in) {
        stream.input().set(0, tick);
        stream.step();
      }
      return stream.output().get(0);
    }
  }

  @Override
  public Call another() {
    return new StreamCall(streams, all.size(), false);
  }

  @Override
  public void close() {
    all.forEach(Stream::close);
    if (first) {
      streams.close();
    }
  }
}
