package dev.hebb.benchmarks;

import java.nio.file.Path;

/**
 * An exported model.
 *
 * @param window the whole network
 * @param step what is fed one step; only of a stream
 */
record ServedFile(Served what, Path window, Path step) {
  static ServedFile in(Path folder, Served what) {
    return new ServedFile(
        what, folder.resolve(what.title() + ".onnx"), folder.resolve(what.title() + ".step.onnx"));
  }

  boolean stream() {
    return what == Served.LSTM_STREAM;
  }
}
